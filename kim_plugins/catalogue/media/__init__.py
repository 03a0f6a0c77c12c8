"""Pictures, sound and documents: what a file is, and what is published of it.

`file` says what is known of one, `pictures` which files are made of it; neither opens anything.
What does is imported where it is needed: few commands meet a new file.

A picture is announced before it is drawn. Inspection finds what a picture is; which files are
published of it, with which names and sizes, follows from that alone
(`catalogue/media/pictures.py`), so pages and feeds don't wait for pixels. What is drawn
(`catalogue/media/image_codec.py`) is offered like every other file and kept by the digest of the
original in the store. A picture that is more than 2.5 times as long as wide is bounded
on its shorter side. What opens one names the formats that it may be (`image_codec.FORMATS`), reads
a
JPEG no larger than needed, and knows from its head how much it would unpack; above 24 megapixels
that, and reading a document, happens in a process of its own with bounds (`builder/bounds.py`), and
so is drawing it; small pictures don't pay for starting one. A moving picture is one file more, an
animated WebP of bounded weight; a page has it in a `picture` whose first source is the still one
for readers who prefer less motion, beside a checkbox that shows the still one without a script.
Sounds are read by code of ours (`mp3.py`, `mp4.py`): mutagen guesses the length of MP3 files
without a head, and reads tags that may unpack to gigabytes; it takes the comments out of Ogg. One
JPEG or PNG of at most 1,200 pixels is what feeds, chats and old browsers get; WebP is for `srcset`,
in a `picture` element, as telephones with KaiOS know `srcset` but no WebP. Names hold the digest of
the content: no two files meet, and browsers may keep them. Sounds and documents keep their names
where these are safe.
"""

from kim_plugins.catalogue.media.file import VECTOR, Media

__all__ = ["VECTOR", "Media"]
