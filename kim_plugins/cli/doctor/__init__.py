"""`kim doctor`: whether everything that a site needs is in order, and what to do where it isn't."""
