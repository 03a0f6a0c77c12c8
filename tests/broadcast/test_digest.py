"""The week's news for a chat group."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim_plugins.broadcast import digest
from kim_plugins.broadcast.digest import LIMIT
from kim_plugins.catalogue import short_address
from tests.catalogue.sites import decision, group, news, site
from tests.sites.memory import JAKARTA

NOW = datetime(2026, 3, 10, 12, tzinfo=JAKARTA)


def titled(title: str, extra: str = "", *, date: str = "2026-03-09") -> str:
    text = news(extra, date=date)
    return text.replace("title: Kabar", f"title: {title}")


def of(files: dict[str, str], **options: timedelta | str) -> str:
    catalogue, problems = site(dict(files), now=NOW)
    assert not [problem.as_text() for problem in problems if problem.is_error]
    return digest(catalogue, **options)  # type: ignore[arg-type]


def test_an_item_is_a_bold_title_and_a_short_address() -> None:
    address = f"https://kim.example.id{short_address('berita/2026/a')}"
    assert of({"berita/2026/a.md": titled("Panen")}) == (
        f"*KIM*\nKabar 3–10 Maret 2026\n\n*Panen*\n{address}\n"
    )


def test_a_quiet_week_says_so() -> None:
    assert of({"berita/2026/a.md": news(date="2026-03-01")}).endswith("Belum ada kabar baru.\n")


def test_nothing_that_is_not_public_is_told() -> None:
    files = {
        "berita/2026/a.md": titled("Konsep", "draft: true\n"),
        "berita/2026/b.md": titled("Embargo", "embargo: 2026-03-10 12:01 WIB\n"),
        "berita/2026/c.md": titled("Lewat", "expires: 2026-03-09\n"),
        "berita/2026/d.md": titled("Cabut", "withdrawn: {date: 2026-03-10, reason: ganda}\n"),
        "berita/2026/e.md": titled("Tampil"),
    }
    told = of(files)
    assert "*Tampil*" in told
    assert not [name for name in ("Konsep", "Embargo", "Lewat", "Cabut") if name in told]


def test_events_come_first_then_open_decisions_then_the_newest() -> None:
    open_ = "actions: [{task: Menyapu, owner: Warga}]\n"
    rapat = decision(open_, date="2026-03-08").replace("title: Kabar", "title: Rapat")
    files = {
        "berita/2026/baru.md": titled("Baru", date="2026-03-10"),
        "keputusan/2026/r.md": rapat,
        "berita/2026/besok.md": titled(
            "Besok", "event: {start: 2026-03-11 19:30 WIB, place: Balai}\n"
        ),
        "berita/2026/lama.md": titled(
            "Lama", "event: {start: 2026-03-12, place: Balai}\n", date="2026-02-01"
        ),
    }
    told = of(files)
    assert [line for line in told.split("\n") if line.startswith("*")][1:] == [
        "*Besok*",
        "*Lama*",
        "*Rapat*",
        "*Baru*",
    ]
    assert "Rabu, 11 Maret 2026, 19.30 WIB, Balai" in told
    assert "(1 tindak lanjut belum selesai)" in told


def test_what_is_unsure_or_corrected_is_marked() -> None:
    told = of(
        {
            "berita/2026/a.md": titled(
                "A",
                "verification: perlu-verifikasi\n"
                "corrections: [{kind: ralat, date: 2026-03-09, after: x}]\n",
            )
        }
    )
    assert "(Belum dipastikan) (Ada ralat)" in told


def test_signs_of_markup_in_a_title_are_taken_apart() -> None:
    told = of({"berita/2026/a.md": titled('"*Awas* _miring_"')})
    assert "*Awas*" not in told
    assert told.replace("\N{WORD JOINER}", "").count("**Awas* _miring_*") == 1


def test_what_does_not_fit_is_counted_and_named() -> None:
    files = {f"berita/2026/{n:02}.md": titled(f"Kabar nomor {n} {'x' * 60}") for n in range(30)}
    told = of(files)
    assert len(told) <= LIMIT
    shown = sum(line.startswith("*Kabar") for line in told.split("\n"))
    assert f"dan {30 - shown} kabar lain" in told
    assert told.rstrip("\n").endswith("https://kim.example.id/")


def test_one_group_can_be_told_alone() -> None:
    files = {
        "kelompok/laut.md": group(title="KIM Laut"),
        "berita/2026/a.md": titled("Darat", "group: tirta\n"),
        "berita/2026/b.md": titled("Ombak", "group: laut\n"),
    }
    told = of(files, group="laut")
    assert "*KIM Laut*" in told
    assert "Ombak" in told
    assert "Darat" not in told


@pytest.mark.parametrize("title", ["W" * 120, "kata " * 23, "😀" * 100])
def test_long_titles_are_cut_between_words_or_left_out(title: str) -> None:
    told = of({"berita/2026/a.md": titled(title.strip())})
    first = next(line for line in told.split("\n")[3:] if line.startswith("*"))
    assert first in {"*…*", f"*{('kata ' * 17).strip()}…*"}


@settings(max_examples=100)
@given(
    st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=110)),
    st.integers(1, 400),
)
def test_it_never_passes_its_limit(titles: list[str], days: int) -> None:
    files = {
        f"berita/2026/{n}.md": titled("'{}'".format(title.replace("'", "''")))
        for n, title in enumerate(titles)
    }
    catalogue, _ = site(dict(files), now=NOW)
    told = digest(catalogue, timedelta(days=days))
    assert len(told) <= LIMIT
    assert told.endswith("\n")
    assert told == digest(catalogue, timedelta(days=days))


def test_an_urgent_warning_comes_first_while_it_holds() -> None:
    """However old it is, and before events."""
    urgent = "priority: darurat\nexpires: 2026-03-11\n"
    files = {
        "berita/2026/banjir.md": titled("Banjir", urgent, date="2026-02-01"),
        "berita/2026/besok.md": titled(
            "Besok", "event: {start: 2026-03-11 09.00 WIB, place: Balai}\n"
        ),
        "berita/2026/lewat.md": titled("Lewat", urgent.replace("11", "09"), date="2026-02-01"),
    }
    told = of(files)
    assert told.index("*PERINGATAN: Banjir*") < told.index("*Besok*")
    assert "Lewat" not in told


def test_corrections_and_withdrawals_are_told_before_what_is_new() -> None:
    """Of old bulletins too; what was withdrawn isn't named."""
    fixed = "corrections: [{kind: ralat, date: 2026-03-08, before: 60 ton, after: 40 ton}]\n"
    gone = "withdrawn: {date: 2026-03-09, reason: data-pribadi}\n"
    back = "withdrawn: {date: 2026-01-09, reason: ganda, restored: 2026-03-07}\n"
    files = {
        "berita/2026/ralat.md": titled("Panen", fixed, date="2026-01-05"),
        "berita/2026/cabut.md": titled("Rahasia", fixed + gone, date="2026-01-06"),
        "berita/2026/pulih.md": titled("Kembali", back, date="2026-01-07"),
        "berita/2026/baru.md": titled("Baru", date="2026-03-10"),
    }
    told = of(files)
    wanted = (
        "*Dicabut: kabar 6 Januari 2026*",
        "*Ralat: Panen*",
        "*Terbit lagi: Kembali*",
        "*Baru*",
    )
    assert [told.index(one) for one in wanted] == sorted(told.index(one) for one in wanted)
    assert "Bukan 60 ton, tetapi 40 ton" in told
    assert "Rahasia" not in told
    assert len(told) <= LIMIT
