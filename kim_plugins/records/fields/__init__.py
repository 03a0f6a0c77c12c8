"""Fields: how what is written becomes a value, and what is said where it does not."""
