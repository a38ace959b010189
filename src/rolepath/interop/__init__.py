"""To other people's tools."""
