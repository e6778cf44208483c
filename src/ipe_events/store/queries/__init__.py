"""Questions to a workspace, by topic; frozen records or rows for services, never SQL."""
