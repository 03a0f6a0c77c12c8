"""Pictures and sounds that were sent: their new paths, and the references to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote as percent
from urllib.parse import unquote

from kim_plugins.catalogue.media.file import SUFFIXES, Media
from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.catalogue.media.sounds import MIMES
from kim_plugins.exchange.unpacking import Incoming, Refused
from kim_plugins.records.portable import is_reserved, plain_name
from kim_plugins.records.problems import quote

FOLDER: Final = "media"
SOUNDS: Final = tuple(MIMES)
PICTURES: Final = tuple(chain.from_iterable(SUFFIXES.values()))
_LONGEST_NAME: Final = 80
_WRITTEN: Final = re.compile(r"(?:\.\./)+media/[^\s()\"'<>]+")


@dataclass(frozen=True, slots=True)
class PlacedMedia:
    """One file under the name that it was sent by, and its path below the content folder."""

    name: str
    path: str

    @property
    def base(self) -> str:
        """Its own name, without folders."""
        return _parts(self.name)[-1]

    @property
    def is_sound(self) -> bool:
        """Whether it is heard, not seen."""
        return self.path.endswith(SOUNDS)

    def nearness(self, folders: Sequence[str]) -> int:
        """How many folders of a reference, from its end, are those in which it was sent."""
        own = _parts(self.name)[:-1]
        count = 0
        while count < min(len(own), len(folders)) and own[-1 - count] == folders[-1 - count]:
            count += 1
        return count


def media_name(part: Incoming) -> str:
    """A name that every system can have; empty where nothing of its own fits into one.

    Raises `Refused` where the file is neither picture nor sound.
    """
    found = inspect(part.base, part.data)
    if not isinstance(found, Media):
        raise Refused(f"{found.message}; {found.hint}")
    stem = plain_name(PurePosixPath(part.base).stem)[:_LONGEST_NAME].strip("-")
    return f"kiriman-{stem}" if is_reserved(stem) else stem


def with_media(text: str, path: str, media: Sequence[PlacedMedia]) -> str:
    """A file's text whose references to what was sent along lead to where it lies now.

    Of several of one name, the one in the folders that the reference names.
    """
    if not media:
        return text
    up = "../" * path.count("/")
    names = {written for one in media for written in (one.base, percent(one.base))}
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    ways = re.compile(rf"(?<![\w.%/-])((?:[^\s()\"'<>\[\]/]*/)*)({known})(?![\w.-])")

    def lead(match: re.Match[str]) -> str:
        folders = [part for part in unquote(match[1]).split("/") if part not in ("", ".", "..")]
        named = [one for one in media if match[2] in (one.base, percent(one.base))]
        return up + max(named, key=lambda one: one.nearness(folders)).path

    return ways.sub(lead, text)


def paired(
    text: str, media: Sequence[PlacedMedia], read: Callable[[str], bytes | None]
) -> tuple[str, list[str]]:
    """A text whose pictures came under other names leads to them, in the order of both.

    Messengers rename pictures. Where as many are missing as nobody asks for, they are the same.
    """
    sent = {one.base for one in media}
    asked = list(dict.fromkeys(match[0] for match in _WRITTEN.finditer(text)))
    missing = [
        way
        for way in asked
        if unquote(_parts(way)[-1]) not in sent and read(way.replace("../", "")) is None
    ]
    spare = sorted(
        (one for one in media if one.base not in text and percent(one.base) not in text),
        key=lambda one: one.base,
    )
    is_sound = [way.lower().endswith(SOUNDS) for way in missing]
    if not missing or sorted(is_sound) != sorted(one.is_sound for one in spare):
        return text, []
    notes = []
    for way, sound in zip(missing, is_sound, strict=True):
        one = next(one for one in spare if one.is_sound is sound)
        spare.remove(one)
        text = text.replace(way, percent(one.name))
        notes.append(f"{quote(_parts(way)[-1])} di tulisan dianggap {quote(one.base)}; periksa")
    return text, notes


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")
