"""The privacy lint: personal data that must not be published.

Personal data is found by what a reader sees. `records/privacy/folding.py` folds a source (marks,
tags, entities, invisible characters) and keeps the way back to its places; `numbers_of_people.py`
puts groups of digits together again, and `people_named.py` looks around telling words. Each pattern
begins with a sign or a word that is rare: the whole takes 0.1 ms a bulletin, and time grows with
the text and no faster.
"""
