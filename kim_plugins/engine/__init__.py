"""The MkDocs side: thin plugins around the core, and the publishing of what they built."""
