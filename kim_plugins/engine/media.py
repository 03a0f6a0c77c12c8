"""Pictures, sound and documents of the content folder → the site; drawn pictures are kept.

One file of the cache holds what was made of one picture, by the digest of its bytes and of what
makes them; only what the current site uses is kept.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

from kim_plugins.catalogue import Catalogue, Media, pictures, pixels
from kim_plugins.catalogue import media as inspecting
from kim_plugins.engine.outputs import Outputs

_DIGEST: Final = 16
_MADE_BY: Final = (inspecting, pictures, pixels)
_LIBRARIES: Final = ("pillow", "pillow-heif", "lxml")


class PictureCache:
    """What was drawn of pictures, in a folder; `damaged` are the files that could not be used."""

    def __init__(self, folder: Path, *, clean: bool = False) -> None:
        self._folder = folder
        self._clean = clean
        self._used: set[str] = set()
        self._made: set[str] = set()
        self._recipe = _recipe()
        self.damaged: list[Path] = []

    def key(self, data: bytes) -> str:
        """What a file's outputs are known by; what is kept of it stays."""
        name = hashlib.blake2b(self._recipe + data, digest_size=_DIGEST).hexdigest()
        self._used.add(name)
        return name

    def drawn(self, media: Media, data: bytes) -> Sequence[bytes]:
        """The bytes of a picture's files, in the order in which `pictures.drawn` gives them."""
        name = self.key(data)
        believed = not self._clean or name in self._made
        kept = self._kept(self._folder / name) if believed else None
        if kept is None:
            kept = [made for _, made in pictures.drawn(media, data)]
            self._keep(self._folder / name, kept)
            self._made.add(name)
        return kept

    def forget_others(self) -> None:
        """Drop what nobody asked for."""
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                if file.name not in self._used:
                    file.unlink(missing_ok=True)

    def _kept(self, file: Path) -> Sequence[bytes] | None:
        try:
            data = file.read_bytes()
        except OSError:
            # Not there, or not to be read: it costs time and nothing else.
            return None
        digest, payload = data[:_DIGEST], data[_DIGEST:]
        if digest != _digest(payload):
            self.damaged.append(file)
            return None
        # The digest holds, so these are bytes that we wrote ourselves.
        kept: Sequence[bytes] = pickle.loads(payload)  # noqa: S301
        return kept

    def _keep(self, file: Path, made: Sequence[bytes]) -> None:
        payload = pickle.dumps(made, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = file.with_name(f"{file.name}.{os.getpid()}")
            beside.write_bytes(_digest(payload) + payload)
            beside.replace(file)
        except OSError:
            # As above.
            return


def offer_media(
    catalogue: Catalogue, read: Callable[[str], bytes], outputs: Outputs, cache: PictureCache
) -> None:
    """Offer everything that something published uses; pictures without what telephones note."""
    new: list[Callable[[], object]] = []
    # Two files may come to one address (their names differ by blanks); their bytes are the same.
    for path in {
        catalogue.media[path].address: path for path in sorted(catalogue.published_media)
    }.values():
        media = catalogue.media[path]
        key = cache.key(read(path))
        if not media.is_picture:
            outputs.offer(media.address, key, partial(read, path))
            continue
        for number, variant in enumerate((*pictures.variants(media), pictures.plain(media))):
            make = partial(_drawn, cache, media, partial(read, path), number)
            if outputs.offer(variant.address, key, make) and number == 0:
                new.append(make)
    # Pillow and the disk both leave Python's lock alone while they work.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda make: make(), new):
            pass
    cache.forget_others()


def _drawn(cache: PictureCache, media: Media, read: Callable[[], bytes], number: int) -> bytes:
    return cache.drawn(media, read())[number]


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()


def _recipe() -> bytes:
    sources = [Path(module.__file__ or "").read_bytes() for module in _MADE_BY]
    return _digest(b"".join([*sources, *(version(name).encode() for name in _LIBRARIES)]))
