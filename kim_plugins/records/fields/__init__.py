"""Types of fields: how a written value is read, and what is said where it can't be."""
