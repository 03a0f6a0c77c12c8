"""Text, addresses and moments in the form that feeds accept."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kim_plugins.feeds.text import address, clean, moment, one_line, rfc822, rfc3339
from tests.feeds.samples import WIB

BALI = ZoneInfo("Asia/Makassar")
JAKARTA = ZoneInfo("Asia/Jakarta")


@pytest.mark.parametrize(
    "given, expected",
    [
        ("a\x00b\x08c\x1fd\x7fe\x85f", "abcdef"),
        ("\ud800x\ufffe\uffff\ufdd0", "x"),
        ("baris\r\nbaris\rbaris\n\t", "baris\nbaris\nbaris\n\t"),
        ("padi 🌾 é \u200d \u2028", "padi 🌾 é \u200d \u2028"),
        ("]]> & <b>", "]]> & <b>"),
    ],
)
def test_clean_text_holds_what_xml_allows(given: str, expected: str) -> None:
    """Control characters, surrogates and noncharacters go; everything else stays."""
    assert expected == clean(given)


def test_a_title_is_one_line() -> None:
    """Blanks and line breaks become one space."""
    assert one_line("  Panen\n\t raya\u00a0\x00 ") == "Panen raya"


@pytest.mark.parametrize(
    "given, expected",
    [
        ("https://desa.example/a/?b=c&d=%20#e", "https://desa.example/a/?b=c&d=%20#e"),
        ("https://desa.example/hari raya/é", "https://desa.example/hari%20raya/%C3%A9"),
        ('https://desa.example/"<\x00>\n', "https://desa.example/%22%3C%3E"),
    ],
)
def test_an_address_is_a_uri(given: str, expected: str) -> None:
    """What may not stand in a URI is percent-encoded; what is encoded stays."""
    assert expected == address(given)
    assert expected == address(expected)


@pytest.mark.parametrize(
    "given, mail, internet",
    [
        (
            datetime(2026, 8, 17, 7, 30, 15, 999_999, tzinfo=BALI),
            "Mon, 17 Aug 2026 07:30:15 +0800",
            "2026-08-17T07:30:15+08:00",
        ),
        (
            datetime(1945, 8, 17, 10, tzinfo=timezone(timedelta(hours=7, minutes=30))),
            "Fri, 17 Aug 1945 10:00:00 +0730",
            "1945-08-17T10:00:00+07:30",
        ),
        (
            datetime(1908, 5, 20, 9, tzinfo=JAKARTA),  # local mean time, 7:07:12
            "Wed, 20 May 1908 08:59:48 +0707",
            "1908-05-20T08:59:48+07:07",
        ),
        (
            datetime(2045, 8, 17, 10, tzinfo=WIB),
            "Thu, 17 Aug 2045 10:00:00 +0700",
            "2045-08-17T10:00:00+07:00",
        ),
        (
            datetime(2026, 1, 1, tzinfo=timezone(-timedelta(hours=3, minutes=30))),
            "Thu, 01 Jan 2026 00:00:00 -0330",
            "2026-01-01T00:00:00-03:30",
        ),
    ],
)
def test_a_moment_is_written_in_its_own_zone(given: datetime, mail: str, internet: str) -> None:
    """Whole seconds, offsets of whole minutes, also before 1970 and after 2038."""
    assert mail == rfc822(given)
    assert internet == rfc3339(given)
    assert moment(given) == given.replace(microsecond=0)


def test_a_moment_without_a_zone_is_refused() -> None:
    """A naive time would mean another moment on another machine."""
    with pytest.raises(ValueError, match="needs a time zone"):
        rfc822(datetime(2026, 1, 1))  # noqa: DTZ001  # the fault that is tested
