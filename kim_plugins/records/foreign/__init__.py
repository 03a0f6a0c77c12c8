"""What was written for other programs, read as ours."""
