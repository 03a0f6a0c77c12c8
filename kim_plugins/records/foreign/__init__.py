"""Front matter of other programs, read as ours.

Keys of other programs are one table. `records/foreign/foreign_keys.py` says what they mean,
`records/foreign/adopting.py` puts their values under our keys before pydantic sees them, and a
`Recast` says how the entries of the file become ours.
"""
