"""Records become tables and files (from a later release on)."""
