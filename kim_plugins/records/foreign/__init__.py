"""Front matter of other programs, read as ours.

`foreign_keys.py` says what their keys mean, `adopting.py` puts their values under our keys before
pydantic sees them, and a `Recast` says how the entries of the file become ours.
"""
