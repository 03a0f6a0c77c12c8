"""Checks that need the whole site."""
