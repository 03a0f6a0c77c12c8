"""The MkDocs side: thin plugins around the core, which publish what it makes."""
