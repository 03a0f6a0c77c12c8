"""Pictures, sound and documents of the content folder → the site; what was made is kept.

The store holds what was made of a picture or document by the digest of its bytes; only what the
current site uses is kept.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from kim_plugins.builder.bounds import Bounds, in_bounds
from kim_plugins.builder.failure import BuildFailed
from kim_plugins.builder.outputs import Outputs
from kim_plugins.builder.store import Store
from kim_plugins.builder.workers import can_fork
from kim_plugins.catalogue import Catalogue, Media
from kim_plugins.catalogue.media import pictures
from kim_plugins.catalogue.media.file import VECTOR
from kim_plugins.records.problems import quote

MOST_MEMORY: Final = 2_000_000_000
"""Bytes that drawing one picture may take; looking at it took less than 1.5 billion."""
MOST_SECONDS: Final = 120
_LIGHT_PIXELS: Final = 24_000_000
_PICTURES: Final = b"gambar/"

Read = Callable[[], bytes]
"""Gives the bytes of an original, when they are needed."""


class NotDrawn(BuildFailed):
    """A picture or document that takes more than it may; the message names it."""


class Pictures:
    """What was made of pictures and documents, in a store: drawing takes a tenth of a second."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[bytes, Sequence[bytes]] = (b"", ())

    def file(self, media: Media, read: Read, number: int) -> bytes:
        """One of a picture's files, numbered in the order in which `image_files` gives them."""
        key = _PICTURES + key_of(media).encode()
        if self._last[0] != key:
            kept = self._store.get_or_make(key, lambda: pickle.dumps(_draw(media, read()), 5))
            # What was sealed are bytes that we wrote ourselves.
            self._last = (key, pickle.loads(kept))  # noqa: S301
        return self._last[1][number]

    def keep_only(self, media: Iterable[Media]) -> None:
        """Drop what was made of others."""
        self._store.keep_only(_PICTURES, {_PICTURES + key_of(one).encode() for one in media})


def key_of(media: Media) -> str:
    """What tells a file's bytes from all others; its digest is short, as it stands in addresses."""
    return f"{media.digest}-{media.mime}-{media.length}-{media.width}-{media.height}"


def _draw(media: Media, data: bytes) -> Sequence[bytes]:
    """Every file of a picture or document; if that takes much, within bounds."""
    pixels = (media.width or 0) * (media.height or 0)
    if media.is_raster and pixels <= _LIGHT_PIXELS and not media.moves:
        return _made(media, data)
    made = in_bounds(Bounds(MOST_MEMORY, MOST_SECONDS), _made, media, data, fork=can_fork())
    if made is None and media.mime == VECTOR:
        # Browsers draw it; only a chat has to do without.
        return _made(media, data, is_drawable=False)
    if made is None:
        raise NotDrawn(
            f"K357: berkas {quote(media.path)} terlalu berat untuk diolah (memori atau "
            "waktunya melewati batas); simpan ulang dalam ukuran yang lebih kecil, misalnya "
            "sebagai JPEG selebar 4000 piksel"
        )
    return made


def _made(media: Media, data: bytes, *, is_drawable: bool = True) -> Sequence[bytes]:
    # Few builds meet a new picture, and the libraries that draw take their time to come.
    from kim_plugins.catalogue.media.documents import publishable_bytes  # noqa: PLC0415
    from kim_plugins.catalogue.media.image_files import image_files  # noqa: PLC0415

    if media.is_picture:
        return [made for _, made in image_files(media, data, is_drawable=is_drawable)]
    return [publishable_bytes(media, data)]


def publish_media(
    catalogue: Catalogue, read: Callable[[str], bytes], outputs: Outputs, made: Pictures
) -> None:
    """Offer everything that something published uses, without what devices and programs note."""
    by_address = {catalogue.media[path].address: path for path in sorted(catalogue.published_media)}
    published = [catalogue.media[path] for path in by_address.values()]
    for media in published:
        original = partial(read, media.path)
        if media.is_sound:
            outputs.offer(media.address, key_of(media), partial(_plain, media, original))
            continue
        files = pictures.picture_files(media) if media.is_picture else ()
        for number, address in enumerate([file.address for file in files] or [media.address]):
            make = partial(made.file, media, original, number)
            outputs.offer(address, f"{key_of(media)}-{number}", make)
    made.keep_only(published)


def _plain(media: Media, read: Read) -> bytes:
    """A sound without what is noted in it; that takes less than to keep it."""
    from kim_plugins.catalogue.media.sounds import strip_tags  # noqa: PLC0415 - as above

    return strip_tags(media.mime, read())
