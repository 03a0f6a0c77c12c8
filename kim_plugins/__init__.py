"""The publishing desk of Indonesia's KIM: checked bulletins become a searchable site and feeds."""

__version__ = "0.1.0"
