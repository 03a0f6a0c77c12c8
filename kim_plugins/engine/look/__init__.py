"""A site's own look, as MkDocs' and Material's settings ask for it (contract C15)."""
