"""What can only be wrong with the whole site in view."""
