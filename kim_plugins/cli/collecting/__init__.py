"""`kim collect`, a step a module.

asking.py asks sources, each in its way (repositories.py, folders.py, `exchange`), and collect.py
beside this package tells what became of them.
"""
