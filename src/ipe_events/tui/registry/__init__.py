"""What a user can do, area by area; `tui/actions.py` makes one list of it."""
