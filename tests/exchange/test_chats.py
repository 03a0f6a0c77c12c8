"""Exports of chats, in the forms of telephones and languages: no message is lost or mixed up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.exchange import ChatFilter, receive
from kim_plugins.exchange.chats import messages_of
from kim_plugins.exchange.unpacking import Incoming, Refused
from tests.catalogue.sites import picture
from tests.exchange.parcels import site_with, text_of, zipped

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


CHAT = """28/11/26 19.29 - Pesan dan panggilan dienkripsi secara end-to-end.
28/11/26 19.30 - Budi: Air sumur keruh di gang Dahlia
sudah dua hari: mohon hati-hati
28/11/26 19.31 - Sari: Betul
29/11/26 06.10 - Budi: IMG-1.jpg (file terlampir)
29/11/26 06.11 - Budi: <Media tidak disertakan>
"""


def test_messages_of_one_sender_or_from_one_day_become_one_draft() -> None:
    chat, photo = Incoming("Obrolan WhatsApp.txt", CHAT.encode()), Incoming("IMG-1.jpg", picture())
    receipt = receive([chat, photo], site_with(), ChatFilter("budi"))
    text = text_of(receipt)
    assert "sudah dua hari: mohon hati-hati" in text
    assert "../../media/img-1.jpg" in text
    assert "Betul" not in text
    assert "date: 2026-11-29" in text
    assert "Sari" not in text
    since = receive([chat], site_with(), ChatFilter(since=date(2026, 11, 29)))
    assert "Air sumur" not in text_of(since)
    with pytest.raises(Refused, match=r'--author "Budi".*Budi, Sari'):
        receive([chat], site_with())
    with pytest.raises(Refused, match="tidak ada pesan yang dipilih"):
        receive([chat], site_with(), ChatFilter("Tono"))


@pytest.mark.parametrize(
    "line",
    [
        "28/11/26 19.30 - Budi: Halo",
        "28/11/2026, 19:30 - Budi: Halo",
        "[28/11/26 19.30.15] Budi: Halo",
        "\u200e[28/11/26, 7:30:15 PM] ~ Budi: Halo",
        "11/28/26, 7:30\u202fPM - Budi: Halo",
        "28-11-2026 pukul 19.30 - Budi: Halo",
    ],
)
def test_exports_of_every_telephone_are_read(line: str) -> None:
    [first, _] = messages_of(f"{line}\n{line}")
    assert (first.day, first.sender, first.text) == (date(2026, 11, 28), "Budi", "Halo")


def test_a_text_that_only_looks_like_a_chat_is_a_text() -> None:
    assert messages_of("28/11/26 19.30 - Budi: Halo\nDan begitulah.") == []
    assert messages_of("Jadwal\n28/11/26 19.30 - Budi: Halo\n29/11/26 19.30 - Budi: Halo") == []


def test_of_a_chat_only_what_the_chosen_messages_hold_comes_along() -> None:
    files: dict[str, bytes | str] = {
        "WhatsApp Chat/_chat.txt": CHAT.replace(
            "Sari: Betul",
            "Sari: IMG-2.jpg (file terlampir)\n28/11/26 20.00 - Sari: k.vcf (file terlampir)",
        ),
        "WhatsApp Chat/IMG-1.jpg": picture(),
        "WhatsApp Chat/IMG-2.jpg": picture(size=(9, 9)),
        "WhatsApp Chat/k.vcf": b"BEGIN:VCARD",
    }
    receipt = receive([zipped(files)], site_with(), ChatFilter("budi"))
    assert [path for path in receipt.files if path.startswith("media")] == ["media/img-1.jpg"]
    assert "tidak ikut: 'k.vcf' kartu kontak" in receipt.notes
    assert any("1 gambar atau suara tidak disertakan" in note for note in receipt.notes)
