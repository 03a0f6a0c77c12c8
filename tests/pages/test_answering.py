"""Who answers for a bulletin, and what of a group's promises is still open."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from kim_plugins.catalogue import Catalogue, short_address
from kim_plugins.pages.words import ACTIVITY_SENTENCES
from kim_plugins.records.reading.feedback import read_feedback
from tests.pages.frames import page, text_of
from tests.pages.test_reports import decision
from tests.sites.memory import GROUP, OPTIONS, gathered, news

NEWS = "/berita/2026/panen/"


def site(contact: str = 'whatsapp: "0812-0000-1234"', **fields: str) -> Catalogue:
    group = GROUP.replace('whatsapp: "081200001234"', contact)
    files = {
        "berita/2026/panen.md": news('"Panen & pesta 100%?"', **fields),
        "keputusan/2026/pintu.md": decision(
            actions="[{task: Membeli kayu, owner: Ketua, due: 2026-05-01, "
            "progress: [{date: 2026-04-01, status: selesai}]}, "
            "{task: Memasang, owner: Tukang, due: 2026-09-01}, {task: Mengecat, owner: Warga}]"
        ),
    }
    catalogue, problems = gathered(files, group=group)
    assert not [problem for problem in problems if problem.is_error]
    return catalogue


def asked(html: str) -> str:
    """The address of the button below a bulletin."""
    box = html.partition('aria-labelledby="tanya"')[2].partition("</aside>")[0]
    links = re.findall(r'href="([^"]+)"', box)
    return unescape(links[-2])


@pytest.mark.parametrize(
    "contact,begins",
    [
        ('whatsapp: "0812-0000-1234", email: tani@kabar.example', "https://wa.me/6281200001234?"),
        ("email: tani@kabar.example, url: https://tani.example/", "mailto:tani@kabar.example?"),
        ('phone: "(0271) 123456"', "tel:+62271123456"),
        ("url: https://tani.example/", "https://tani.example/"),
    ],
)
def test_a_reader_can_ask_the_group_that_wrote_it(contact: str, begins: str) -> None:
    address = asked(page(site(contact), NEWS))
    assert address.startswith(begins)


def test_the_message_names_title_and_short_address() -> None:
    catalogue = site()
    entry = next(entry for entry in catalogue.bulletins if entry.address == NEWS)
    (text,) = parse_qs(urlsplit(asked(page(catalogue, NEWS))).query)["text"]
    feedback = read_feedback(text)
    assert feedback is not None
    assert (feedback.group, feedback.about) == ("tani", "Panen & pesta 100%?")
    assert feedback.address == OPTIONS.absolute(short_address(entry.identifier))


def test_a_withdrawn_bulletin_can_be_asked_about_without_naming_what_it_said() -> None:
    html = page(site(withdrawn="{date: 2026-09-01, reason: salah-terbit}"), NEWS)
    assert "Panen" not in unescape(asked(html))
    assert asked(html).startswith("https://wa.me/")


def test_a_decision_says_first_what_was_decided_and_how_far_it_is() -> None:
    text = text_of(page(site(), "/keputusan/2026/pintu/"))
    assert re.search("1 dari 3 pekerjaan selesai ?, 1 lewat batas waktu", text)
    places = [text.index(word) for word in ("Keputusannya", "Masalahnya", "Musyawarahnya")]
    assert places == sorted(places)


def test_a_group_shows_its_own_open_work() -> None:
    text = text_of(page(site(), "/kelompok/tani/"))
    work = text.partition("Yang masih dikerjakan")[2].partition("Laporan kegiatan")[0]
    assert work.index("Memasang") < work.index("Mengecat")
    assert "Lewat batas waktu" in work
    assert "Membeli kayu" not in work


def test_the_activities_have_a_page_that_explains_them() -> None:
    text = text_of(page(site(), "/aktivitas/"))
    assert all(sentence in text for sentence in ACTIVITY_SENTENCES.values())
