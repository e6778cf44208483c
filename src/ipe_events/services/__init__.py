"""Use cases shared by both fronts: they take an open view or change and return records."""
