"""Files under other names: what has to change with them, and links that follow; no disk in here."""
