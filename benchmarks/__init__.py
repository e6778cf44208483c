"""Measurements side by side; see `bench.py`."""
