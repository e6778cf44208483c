"""Plan interprofessional education events, keep partners' hours, send invitations."""

__version__ = "0.1.0"
