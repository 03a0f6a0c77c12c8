"""The kinds of files, and the parts that they are made of."""
