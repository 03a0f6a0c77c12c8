"""Addresses of the web, of mail and of telephones without what tells them from a file's name."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.records.patterns import deferred
from kim_plugins.records.telephones import call_address, dialled

_WHOLE: Final = deferred(r"https?://[^/\s]", re.IGNORECASE)
_MAIL: Final = deferred(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\?\S*)?")
_NUMBER: Final = deferred(r"\+?\(?\d[\d\s().-]*")
_SHORT_NUMBER: Final = deferred(r"1\d{2}|1(?:4|50)\d{3}")
"""Emergency numbers and call centres: 112, 119, 14045, 150xxx."""
_SCHEME: Final = deferred(
    r"(?:h?t{1,3}p{1,2}(?P<safe>s?)(?:[:;.]\s?[/\\]{0,3}|[/\\]{2,3}))(?=[\w-]+\.)", re.IGNORECASE
)
"""`https` as it goes wrong: `https//`, `https:/`, `htps://`, `ttp://`, `https:\\\\`."""
_HOST: Final = deferred(
    r"(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?P<top>[a-z]{2,}))(?::\d+)?"
    r"(?P<rest>[/?#]\S*)?",
    re.IGNORECASE,
)
_TOPS: Final = frozenset(
    {
        *(
            "app",
            "asia",
            "au",
            "be",
            "biz",
            "blog",
            "cc",
            "co",
            "com",
            "de",
            "edu",
            "eu",
            "gg",
            "gl",
        ),
        *(
            "gl",
            "gov",
            "id",
            "info",
            "int",
            "io",
            "link",
            "ly",
            "me",
            "mil",
            "mobi",
            "museum",
            "my",
        ),
        *(
            "name",
            "net",
            "news",
            "nl",
            "online",
            "org",
            "pro",
            "sg",
            "shop",
            "site",
            "store",
            "tel",
        ),
        *("tl", "tv", "uk", "us", "web", "wiki", "xyz"),
    }
)
"""Ends of hosts that Indonesian villages link to; others count where more than the end tells."""
_FILES: Final = deferred(
    r"\.(?:md|markdown|txt|html?|php|jpe?g|jfif|png|gif|webp|svg|hei[cf]|avif|bmp|tiff?|mp[34]|m4a|"
    r"og[ga]|opus|wav|amr|pdf|docx?|xlsx?|pptx?|odt|csv|zip|ai|py|js|css)$",
    re.IGNORECASE,
)
_SHORT_TOP: Final = 2
_LABELS: Final = 3


def completed(written: str) -> str | None:
    """What an editor meant by a link that lacks `https://`, `tel:` or `mailto:`; None if a path."""
    text = written.strip()
    if _WHOLE.match(text):
        return None
    if _MAIL.fullmatch(text):
        return f"mailto:{text}"
    if _is_number(text):
        return call_address(text)
    scheme = _SCHEME.match(text)
    if scheme and (whole := _page(text[scheme.end() :], is_sure=True)):
        return whole if scheme["safe"] else whole.replace("https:", "http:", 1)
    return _page(text, is_sure=False)


def _is_number(text: str) -> bool:
    if not _NUMBER.fullmatch(text):
        return False
    digits = re.sub(r"\D", "", text)
    least = 8 if text.startswith("+") else 9
    begins = text.startswith(("+", "0", "(0")) or digits.startswith("62")
    return bool(_SHORT_NUMBER.fullmatch(text)) or (begins and least <= len(digits) <= 15)  # noqa: PLR2004 - E.164


def _page(text: str, *, is_sure: bool) -> str | None:
    found = _HOST.fullmatch(text)
    if found is None or not (is_sure or _is_host(found)):
        return None
    if found["host"].lower() == "wa.me":
        # WhatsApp dials no number without its country.
        return f"https://wa.me/{_dialled_first(found['rest'] or '')}"
    return f"https://{text}"


def _is_host(found: re.Match[str]) -> bool:
    host, top, rest = found["host"].lower(), found["top"].lower(), found["rest"] or ""
    if host.startswith("www."):
        return True
    if not rest and _FILES.search(host):
        return False
    if _FILES.search(host) and not _TOPS & {top}:
        return False
    return top in _TOPS or (
        len(top) == _SHORT_TOP and (bool(rest) or host.count(".") + 1 >= _LABELS)
    )


def _dialled_first(rest: str) -> str:
    number = re.match(r"/\+?(\d+)", rest)
    return dialled(number[1]) + rest[number.end() :] if number else rest.removeprefix("/")
