"""Web, mail and telephone addresses that lack their scheme."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.records.fields.telephones import call_address, dialled
from kim_plugins.records.patterns import deferred

_WHOLE: Final = deferred(r"https?://(?!https?[:/;])[^/\s]", re.IGNORECASE)
_MAIL: Final = deferred(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?:\?\S*)?")
_NUMBER: Final = deferred(r"\+?\(?\d[\d\s().-]*")
_SHORT_NUMBER: Final = deferred(r"1\d{2}|1(?:4|50\d?)\d{3}")
"""Emergency numbers and call centres: 112, 119, 14045, 1500xxx."""
_WITHOUT_ZERO: Final = deferred(r"8[1-9]\d[\d -]{6,11}")
_CALLED: Final = deferred(
    r"(?P<chat>wa|whatsapp)?(?:telp?|telepon|tlp|hp|phone|call|sms)?[.:]*\s*(?P<number>[+0-9(].*)",
    re.IGNORECASE,
)
_SCHEME: Final = deferred(
    r"(?:h?t{1,3}p{1,2}(?P<safe>s?)(?:[:;.]\s?[/\\]{0,3}\s?|[/\\]{2,3}))(?=[\w-]+\.|https?[:/;])",
    re.IGNORECASE,
)
"""`https` as it goes wrong: `https//`, `https:/`, `htps://`, `ttp://`, `https:\\\\`."""
_HOST: Final = deferred(
    r"(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?P<top>[a-z]{2,}))(?::\d+)?"
    r"(?P<rest>[/?#].*)?",
    re.IGNORECASE,
)
_TOPS: Final = frozenset(
    {
        *("academy", "ai", "app", "asia", "au", "be", "biz", "blog", "cc", "click", "cloud"),
        *("club", "co", "com", "de", "dev", "digital", "edu", "email", "eu", "fm", "fun", "gg"),
        *("gl", "gle", "gov", "id", "im", "info", "int", "io", "life", "link", "live", "ly"),
        *("me", "mil", "mobi", "museum", "my", "name", "net", "news", "nl", "online", "org"),
        *("page", "press", "pro", "school", "sg", "shop", "site", "so", "social", "space"),
        *("store", "tech", "tl", "to", "today", "top", "tv", "uk", "us", "website", "wiki"),
        *("world", "xyz"),
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


def with_scheme(written: str) -> str | None:
    """The address that an editor meant without `https://`, `tel:` or `mailto:`; None for a path."""
    text = written.strip()
    if _WHOLE.match(text):
        return None
    if _MAIL.fullmatch(text):
        return f"mailto:{text}"
    if found := _called(text):
        return found
    is_sure, safe = False, "s"
    while scheme := _SCHEME.match(text):
        text, is_sure, safe = text[scheme.end() :], True, scheme["safe"]
    whole = _page(text, is_sure=is_sure)
    return whole if safe or not whole else whole.replace("https:", "http:", 1)


def _called(text: str) -> str | None:
    """The `tel:` address of a number, alone or after a word that is no scheme."""
    found = _CALLED.fullmatch(text)
    number = found["number"] if found else ""
    if not found or not _is_number(number) or text.startswith("tel:"):
        return None
    return f"https://wa.me/{dialled(number)}" if found["chat"] else call_address(number)


def _is_number(text: str) -> bool:
    if not _NUMBER.fullmatch(text):
        return False
    digits = re.sub(r"\D", "", text)
    least = 8 if text.startswith("+") else 9
    begins = (
        text.startswith(("+", "0", "(0"))
        or digits.startswith("62")
        or _WITHOUT_ZERO.fullmatch(text) is not None
    )
    return bool(_SHORT_NUMBER.fullmatch(text)) or (begins and least <= len(digits) <= 15)  # noqa: PLR2004 - E.164


def _page(text: str, *, is_sure: bool) -> str | None:
    found = _HOST.fullmatch(text)
    if found is None or not (is_sure or _is_host(found)):
        return None
    if found["host"].lower() == "wa.me":
        # WhatsApp dials no number without its country.
        text = f"wa.me/{_dialled_first(found['rest'] or '')}"
    return "https://" + "%20".join(text.split())


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
