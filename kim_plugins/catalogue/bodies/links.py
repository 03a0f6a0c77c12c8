"""Links inside the site: until they are resolved, marks `⟦path⟧` in private-use characters."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import unquote, urlsplit

from kim_plugins.catalogue.bodies.body import Link, LinkKind
from kim_plugins.records.collected import source_of
from kim_plugins.records.reading.yaml_messages import CONTROL

OPEN: Final = "\ue000"
CLOSE: Final = "\ue001"
_LINKING: Final = {("a", "href"), ("img", "src"), ("audio", "src"), ("source", "src")}
_SUFFIX: Final = re.compile(
    r"\.(?:md|jpe?g|jfif|png|gif|webp|hei[cf]|avif|svg|bmp|tiff?|mp3|m4a|mp4|ogg|oga|opus|wav|flac|aac|"
    r"amr|pdf|docx?|xlsx?|pptx?|odt|csv|txt|zip)$",
    re.IGNORECASE,
)
_KINDS: Final = {"a": LinkKind.INTERNAL, "img": LinkKind.PICTURE}


def mark(path: str, tag: str, attribute: str, value: str, links: dict[Link, None]) -> str | None:
    """The value of an attribute, a link inside the site as a mark; None where it must go.

    What it leads to joins `links`.
    """
    if attribute == "cite":
        # Nobody sees it, and a feed has no use for part of an address.
        return value if value.lower().startswith(("https://", "http://")) else None
    return _marked(path, tag, value, links) if (tag, attribute) in _LINKING else value


def _marked(path: str, tag: str, value: str, links: dict[Link, None]) -> str | None:
    try:
        parts = urlsplit(value)
    except ValueError:
        links[Link(LinkKind.ESCAPE, value, value)] = None
        return None
    is_media = tag != "a"
    if is_media and (parts.scheme or parts.netloc):
        links[Link(LinkKind.FOREIGN_MEDIA, value, value)] = None
        return None
    # `https:/desa.id` has no host and leads nowhere.
    is_host = parts.netloc and not parts.netloc[0].isspace() and parts.netloc[-1] != ":"
    if is_host or parts.scheme not in ("", "http", "https"):
        return _without_blanks(value if parts.scheme else f"https:{value}")
    if not parts.path and parts.fragment and not is_media:
        return f"{OPEN}{path}{CLOSE}#{_without_blanks(parts.fragment)}"
    is_whole = path_length(value) == len(value)
    written = value if is_whole else parts.path
    target = target_of(path, unquote(written)) if written else ""
    if target is None or CONTROL.search(target):
        links[Link(LinkKind.ESCAPE, value, value)] = None
        return None
    kind = _KINDS.get(tag, LinkKind.SOUND)
    links[Link(kind, value, target)] = None
    has_fragment = parts.fragment and not is_media and not is_whole
    fragment = f"#{_without_blanks(parts.fragment)}" if has_fragment else ""
    return f"{OPEN}{target}{CLOSE}{fragment}"


def _without_blanks(address: str) -> str:
    """An address as it may stand in a feed: browsers forgive a blank, feed readers don't."""
    if address.startswith(("tel:", "mailto:")):
        return "".join(address.split())
    return "%20".join(address.split())


def path_length(written: str) -> int:
    """The length of the path in an address inside the site; file names may hold `#` and `?`.

    `Foto #1.jpg` is a name as a whole; in `jadwal.md#catatan` the name ends before the sign.
    """
    end = len(re.split("[?#]", written, maxsplit=1)[0])
    if written.startswith("/") or _SUFFIX.search(written, 0, end):
        return end
    return len(written) if _SUFFIX.search(written) else end


def target_of(path: str, written: str) -> str | None:
    """The path that a relative path in the file `path` leads to; None outside the content folder.

    A path that begins with a slash is an address of the site and stays as it is.
    """
    if written.startswith("/"):
        return posixpath.normpath(written) + (
            "/" if written.endswith("/") and written != "/" else ""
        )
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
    if joined == ".." or joined.startswith(("../", "/")):
        return None
    return joined if source_of(joined) == source_of(path) else None
