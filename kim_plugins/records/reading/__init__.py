"""Bytes → a located tree of texts, and what is wrong with them as YAML."""
