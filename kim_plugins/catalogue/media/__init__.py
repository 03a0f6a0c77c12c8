"""Pictures, sound and documents: what a file is, and what is published of it.

`file` says what is known of one, `pictures` which files are made of it; neither opens anything.
What does is imported where it is needed: few commands meet a new file.
"""

from kim_plugins.catalogue.media.file import VECTOR, Media

__all__ = ["VECTOR", "Media"]
