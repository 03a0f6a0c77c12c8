"""The look of a site by MkDocs' and Material's settings (contract C15)."""
