"""The terminal screens; they reach services through `bridge` alone."""
