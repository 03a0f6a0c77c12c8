"""`kim doctor`: whether a site has everything it needs, and what to do where it hasn't."""
