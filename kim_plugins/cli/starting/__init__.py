"""A site of one's own: `kim init` begins it, `kim upgrade` moves its program (contract C10)."""
