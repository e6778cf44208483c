"""The rules of the job: pure functions and frozen records, no input or output."""
