"""Bytes → a tree of texts with places, and faults of YAML."""
