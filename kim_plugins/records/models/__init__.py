"""The models of the kinds of files, and of the parts in them."""
