"""Rules that read addresses of sites, letter boxes, accounts and tags."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.broadcast.numbers import digits
from kim_plugins.broadcast.rule import Rule, after, before

_TLD: Final = r"(?:id|com|org|net|info|tv|me|io|ly|gl|example|test|app|news|site|link)"
_HOST: Final = rf"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}})\.){{1,8}}{_TLD}"
_ADDRESS: Final = re.compile(r"@|#|://|\w\.\w")
_ACCOUNT: Final = re.compile(
    r"(?:\b[Aa]kun\b(?:\s[\w]+){0,3}|\b(?:Instagram|Facebook|TikTok|Tiktok|YouTube|Youtube|"
    r"Telegram|Twitter|Threads|X|IG|FB))\s?:?\s$"
)
_TAG: Final = re.compile(r"\b[Tt]agar\s?:?\s$")
PRICE: Final = (
    r"(?:[Rr][Pp]|IDR)\.?\s?\d|\d|(?:se(?:puluh|belas|ratus|ribu|juta)|satu|dua|tiga|empat|lima|enam|tujuh|"
    r"delapan|sembilan)(?!\w)"
)
"""What is given or paid for each, after an `@`."""
_SAID_IN_ADDRESSES: Final = {".": "titik", "-": "strip", "_": "garis bawah", "@": "at", "+": "plus"}


def address_rules() -> tuple[Rule, ...]:
    """Addresses of sites and letter boxes; they come before anything that looks into them."""
    return (
        Rule(
            "mail",
            rf"(?<![\w.+-])[\w.+-]{{1,64}}@{_HOST}\b",
            lambda match: _address(match[0]),
            _ADDRESS,
        ),
        Rule(
            "site",
            rf"\b[Hh][Tt][Tt][Pp][Ss]?://(?:www\.)?({_HOST})(?::\d+)?(/[^\s<>”\"]*)?",
            _site,
            _ADDRESS,
        ),
        Rule(
            "other site",
            r"\b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>”\"]+",
            lambda _: "alamat yang tertulis di situs kami",
            _ADDRESS,
        ),
        Rule(
            "host", rf"(?<![\w@/.])(?:www\.)?({_HOST})\b(?![\w@])(/[^\s<>”\"]*)?", _site, _ADDRESS
        ),
        # `@10 kg` and `@Rp5.000` are prices by the piece, not accounts.
        Rule("handle", rf"(?<![\w@])@(?!{PRICE})([^\W\d][\w.]{{1,29}}\w)", _handle, _ADDRESS),
        Rule("tag", r"(?<![\w#])#(?=[^\W\d])(\w+)", _tag, _ADDRESS),
    )


def _site(match: re.Match[str]) -> str:
    path = (match[2] or "/").rstrip(".,;:!?)")
    tail = match[0][len(match[0].rstrip(".,;:!?)")) :] if match[2] else ""
    # What comes after the host can't be taken down by ear.
    if len(path) == 1:
        return _address(match[1]) + tail
    goes_on = "," if re.match(r"\s\w", after(match, 2)) and not tail else ""
    return f"{_address(match[1])}, alamat lengkapnya ada di situs kami{goes_on}{tail}"


def _handle(match: re.Match[str]) -> str:
    said = _address(match[1])
    return said if _ACCOUNT.search(before(match)) else f"akun {said}"


def _tag(match: re.Match[str]) -> str:
    return match[1] if _TAG.search(before(match, 10)) else f"tagar {match[1]}"


def _address(written: str) -> str:
    return " ".join(
        _SAID_IN_ADDRESSES.get(part) or (digits(part) if part[0].isdigit() else part)
        for part in re.findall(r"\d+|[^\W\d_]+|[.@_+-]", written)
    )
