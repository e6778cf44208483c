"""Parts of screens, one a module."""
