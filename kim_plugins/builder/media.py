"""Pictures, sound and documents of the content folder → the site; what was made is kept.

One file of the cache holds what was made of one picture or document, by the digest of its bytes and
of what makes them; only what the current site uses is kept.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from kim_plugins.builder.bounds import Bounds, in_bounds
from kim_plugins.builder.failure import BuildFailed
from kim_plugins.builder.kept import Damaged, clear, read_kept, write_kept
from kim_plugins.builder.outputs import Outputs
from kim_plugins.builder.recipe import program
from kim_plugins.builder.seal import seal_of
from kim_plugins.builder.workers import can_fork
from kim_plugins.catalogue import Catalogue, Media
from kim_plugins.catalogue.media import pictures
from kim_plugins.catalogue.media.file import VECTOR
from kim_plugins.records.problems import quote

MOST_MEMORY: Final = 2_000_000_000
"""Bytes that drawing one picture may take; looking at it took less than 1.5 billion."""
MOST_SECONDS: Final = 120
_LIGHT_PIXELS: Final = 24_000_000

Read = Callable[[], bytes]
"""Gives the bytes of an original, when they are needed."""


class NotDrawn(BuildFailed):
    """A picture or document that takes more than it may; the message names it."""


class PictureCache:
    """What was made of pictures and documents, in a folder; `say` is told what was damaged."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self._folder, self._say = folder, say
        self._used: set[str] = set()
        self._last: tuple[str, Sequence[bytes]] = ("", ())

    def name(self, media: Media) -> str:
        """The name under which a picture is kept: the same for the same bytes, drawn alike."""
        name = seal_of(media.digest.encode(), program()).hex()
        self._used.add(name)
        return name

    def file(self, media: Media, read: Read, number: int) -> bytes:
        """One of a picture's files, numbered in the order in which `image_files` gives them."""
        name = self.name(media)
        if self._last[0] != name:
            self._last = (name, self._drawn(self._folder / name, media, read))
        return self._last[1][number]

    def forget_others(self) -> None:
        """Drop what nobody asked for."""
        with suppress(OSError):  # it stays, and is looked at once more by the next build
            for file in self._folder.iterdir() if self._folder.is_dir() else ():
                if file.name not in self._used:
                    clear(file)

    def _drawn(self, file: Path, media: Media, read: Read) -> Sequence[bytes]:
        try:
            kept = read_kept(file, program())
        except Damaged:
            self._say(f"tembolok gambar {file} rusak dan dibuat ulang")
            kept = None
        if kept is not None:
            # It was sealed, so these are bytes that we wrote ourselves.
            found: Sequence[bytes] = pickle.loads(kept)  # noqa: S301
            return found
        made = _draw(media, read())
        with suppress(OSError):  # it costs time and nothing else
            write_kept(file, pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL), program())
        return made


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
    catalogue: Catalogue, read: Callable[[str], bytes], outputs: Outputs, cache: PictureCache
) -> None:
    """Offer everything that something published uses, without what devices and programs note."""
    by_address = {catalogue.media[path].address: path for path in sorted(catalogue.published_media)}
    for path in by_address.values():
        media, original = catalogue.media[path], partial(read, path)
        # What is published depends on how it is made, too.
        name = cache.name(media)
        if media.is_sound:
            outputs.offer(media.address, name, partial(_plain, media, original))
            continue
        files = pictures.picture_files(media) if media.is_picture else ()
        for number, address in enumerate([file.address for file in files] or [media.address]):
            make = partial(cache.file, media, original, number)
            outputs.offer(address, f"{name}-{number}", make)
    cache.forget_others()


def _plain(media: Media, read: Read) -> bytes:
    """A sound without what is noted in it; that takes less than to keep it."""
    from kim_plugins.catalogue.media.sounds import strip_tags  # noqa: PLC0415 - as above

    return strip_tags(media.mime, read())
