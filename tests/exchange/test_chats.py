"""Exports of chats, in the forms of telephones and languages: no message is lost or mixed up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.exchange.chats import messages_of

MARKED: Final = "\u200e"
Form = Callable[[datetime], str]


def pad(form: str) -> Form:
    return lambda at: at.strftime(form)


FORMS: Final[dict[str, Form]] = {
    "Android, Indonesia": pad("%d/%m/%y %H.%M - "),
    "Android, Indonesia, tahun penuh": pad("%d/%m/%Y %H.%M - "),
    "Android, Inggris": pad("%d/%m/%Y, %H:%M - "),
    "Android, Amerika": lambda at: (
        f"{at.month}/{at.day}/{at:%y}, {int(at.strftime('%I'))}:{at:%M}\u202f{at:%p} - "
    ),
    "Android, Jerman": pad("%d.%m.%y, %H:%M - "),
    "Android, Jepang": pad("%Y/%m/%d %H:%M - "),
    "Android, Malaysia": lambda at: f"{at:%d/%m/%Y, %I:%M} {'PTG' if at.hour > 11 else 'PG'} - ",
    "Android, Spanyol": lambda at: (
        f"{at.day}/{at.month}/{at:%y}, {at:%I:%M} {'p.' if at.hour > 11 else 'a.'} m. - "
    ),
    "iPhone, Indonesia": pad("[%d/%m/%y %H.%M.%S] "),
    "iPhone, Inggris": pad("[%d/%m/%Y, %H:%M:%S] "),
    "iPhone, Amerika": lambda at: (
        f"[{at.month}/{at.day}/{at:%y}, {int(at.strftime('%I'))}:{at:%M:%S}\u202f{at:%p}] "
    ),
    "iPhone, Swedia": pad("[%Y-%m-%d, %H:%M:%S] "),
    "iPhone, ditandai": pad("\u200e[%d/%m/%y, %H.%M.%S] "),
    "dengan pukul": pad("%d-%m-%Y pukul %H.%M - "),
}
NAMES = st.sampled_from(["Budi", "Bu Sari RT 02", "+62 812-0000-0000", "Pak RT 🌾", "~ Tono"])
PIECES: Final = (
    *("Halo", "air: keruh", "pukul 19.30 - 21.00", "- satu", "https://a.example/b", "*tebal*", ""),
    *(
        "28 November",
        "[catatan]",
        "<b>",
        "kata\u200e",
        "12/11",
        "Budi: kata",
        "👩\u200d🌾",
        "e\u0301",
    ),
)
TEXTS = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4)
    .map("\n".join)
    .filter(lambda text: bool(text.strip("\u200e \n")))
)
SENT = st.lists(st.tuples(NAMES, TEXTS, st.integers(0, 4000)), min_size=2, max_size=6)


@given(
    st.sampled_from(sorted(FORMS)),
    SENT,
    st.dates(date(2015, 1, 1), date(2030, 12, 31)),
    st.booleans(),
)
def test_every_message_is_read_as_it_was_sent(
    form: str,
    sent: list[tuple[str, str, int]],
    first: date,
    windows: bool,
) -> None:
    at = datetime(first.year, first.month, first.day, 0, 5)  # noqa: DTZ001 - exports know no zone
    lines, expected, days = [], [], []
    for name, text, later in sent:
        at += timedelta(minutes=later * 7)
        lines.append(f"{FORMS[form](at)}{name}: {text}")
        expected.append((name.removeprefix("~ "), text.strip("\u200e \n")))
        days.append(at.date())
    written = "\n".join(lines)
    found = messages_of(written.replace("\n", "\r\n") if windows else written)
    assert [(one.sender, one.text) for one in found] == expected
    # Where days and months can be told apart, they are.
    if any(day.day > 12 for day in days):
        assert [one.day for one in found] == days


PROGRAM: Final = f"""28/11/26 19.29 - Pesan dan panggilan dienkripsi secara end-to-end.
28/11/26 19.29 - Budi membuat grup "Warga RT 02: info"
28/11/26 19.29 - Budi mengubah subjek dari "Warga: lama" menjadi "Warga"
28/11/26 19.30 - Budi: Pesan ini telah dihapus
28/11/26 19.30 - Budi: <Media tidak disertakan>
28/11/26 19.30 - Warga: {MARKED}Pesan dan panggilan terenkripsi.
28/11/26 19.31 - Budi: Air keruh <Pesan ini diedit>
28/11/26 19.32 - Budi: {MARKED}IMG-20261128-WA0001.jpg (file terlampir)
Sumur di gang Dahlia
28/11/26 19.33 - Budi: {MARKED}<terlampir: 00000012-PHOTO-2026-11-28-19-33-00.jpg>
28/11/26 19.34 - Budi: {MARKED}gambar tidak disertakan
28/11/26 19.35 - Budi: Surat edaran.pdf (file terlampir)
"""


def test_what_the_program_says_is_no_message() -> None:
    found = [(one.text, one.attached, one.omitted) for one in messages_of(PROGRAM)]
    assert found == [
        ("", (), True),
        ("Air keruh", (), False),
        ("Sumur di gang Dahlia", ("IMG-20261128-WA0001.jpg",), False),
        ("", ("00000012-PHOTO-2026-11-28-19-33-00.jpg",), False),
        ("", (), True),
        ("", ("Surat edaran.pdf",), False),
    ]


def test_days_and_months_are_told_apart_by_the_whole_chat() -> None:
    american = "11/5/26, 7:30 PM - Budi: a\n11/6/26, 7:30 PM - Budi: b\n12/1/26, 7:30 AM - Budi: c"
    assert [one.day.isoformat()[5:] for one in messages_of(american)] == ["11-05", "11-06", "12-01"]
