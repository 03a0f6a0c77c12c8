"""Text, addresses and moments in the form that every feed format accepts."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote

# All but tab, line feed and what XML 1.0 (section 2.2) allows and doesn't discourage.
_FORBIDDEN: Final = re.compile(
    r"[^\t\n -~\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]+"
)
_RESERVED: Final = "-._~:/?#[]@!$&'()*+,;=%"
_URI: Final = re.compile(r"[A-Za-z0-9" + re.escape(_RESERVED) + r"]*")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_MINUTE: Final = timedelta(minutes=1)


def clean(text: str) -> str:
    """Return text without control characters, lone surrogates and noncharacters.

    Source: XML 1.0, section 2.2. A carriage return ends a line.
    """
    if text.isprintable():  # most texts are, and it is far quicker to ask
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """Return clean text in one line, for titles, names and labels."""
    return " ".join(clean(text).split())


def escaped(text: str) -> str:
    """Return clean text as it stands between XML tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Return clean text of one line as the value of an XML attribute, in its quotes."""
    return f'"{escaped(text).replace(chr(34), "&quot;")}"'


def address(text: str) -> str:
    """Return an address with everything percent-encoded that may not stand in a URI (RFC 3986)."""
    text = one_line(text)
    return text if _URI.fullmatch(text) else quote(text, safe=_RESERVED)


def guid(text: str) -> str:
    """Return the identifier of an item; what an earlier site gave it stays letter by letter."""
    return address(text) if text.startswith("tag:") else one_line(text)


def atom_id(identifier: str) -> str:
    """Return an identifier as Atom wants it (RFC 4287, section 4.2.6): as a URI.

    What an earlier site gave may be any text: then a UUID is made of it (RFC 9562, section 5.5).
    """
    if _SCHEME.match(identifier):
        return address(identifier)
    return uuid.uuid5(uuid.NAMESPACE_URL, identifier).urn


def is_creative_commons(license_url: str) -> bool:
    """Whether a licence is one that RSS has a module for."""
    return "//creativecommons.org/" in license_url


def moment(value: datetime) -> datetime:
    """Return an aware datetime in whole seconds, its offset in whole minutes.

    RFC 822 and RFC 3339 know no finer offset; local mean times before 1932 have one.
    """
    offset = value.utcoffset()
    if offset is None:
        raise ValueError(f"a date in a feed needs a time zone: {value!r}")
    if type(value.tzinfo) is timezone and not value.microsecond and not offset % _MINUTE:
        return value  # what records hold, and what has been here before
    zone = timezone(round(offset / _MINUTE) * _MINUTE)
    return value.replace(microsecond=0).astimezone(zone)


def rfc822(value: datetime) -> str:
    """Return a moment as RSS and OPML write it (RFC 822, section 5, with a year of four digits).

    Not by feedgen's `formatRFC2822`, which switches the locale of the whole process.
    """
    return format_datetime(moment(value))


def rfc3339(value: datetime) -> str:
    """Return a moment as Atom and JSON Feed write it (RFC 3339, section 5.6)."""
    return moment(value).isoformat()
