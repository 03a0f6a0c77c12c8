"""Issue forms of GitHub ask what the models know, and what comes of them is received as it was."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from kim_plugins.exchange import ReceivingSite, receive
from kim_plugins.exchange.issues import issue_file
from kim_plugins.exchange.unpacking import Incoming
from kim_plugins.records import Decision, Kind, Lesson, News, read_file
from kim_plugins.records.describing.issue_forms import (
    BODY_LABEL,
    FORM_KINDS,
    KIND_LABEL,
    issue_form,
    issue_forms,
    questions,
)
from tests.sites.memory import JAKARTA, NOW

TYPES = {"input", "textarea", "dropdown"}
NEWS = {
    "Judul": 'Kerja bakti: "RT 03" 🌾',
    "Ringkasan": "0812 dan 19.30",
    "Tanggal": "28 November 2026 08.00 WIB",
    "Kelompok": "tani",
    "Topik": "- 2026\n- no",
    "Acara: Mulai": "2026-12-20 08:00",
    "Acara: Selesai": "11.00",
    "Acara: Tempat": "Lapangan",
    "Sumber": "Nama sumber: Ketua RT\nAlamat: https://contoh.example/?a=1\n\nWarga Gang 3",
    "Verifikasi": "Belum dipastikan",
    "Isi": "Isi **tebal**.\n\n### Topik\n\nbukan jawaban\n\n- satu",
}
DECISION = {
    "Judul": "Jadwal air",
    "Ringkasan": "Digilir.",
    "Tanggal": "2026-11-21",
    "Masalah": "Air tidak sampai.",
    "Rapat: Tanggal rapat": "18 November 2026",
    "Rapat: Mulai": "19.30",
    "Rapat: Tempat": "Balai",
    "Rapat: Pemimpin rapat": "Ketua BPD",
    "Rapat: Kehadiran: Laki-laki": "24",
    "Rapat: Kehadiran: Perempuan": "19",
    "Keputusan": "Air digilir; bergantian.\nIuran Rp5.000.",
    "Cara memutuskan": "Pemungutan suara",
    "Suara: Setuju": "30",
    "Suara: Tidak setuju": "8",
    "Tindak lanjut": (
        "Pekerjaan: Bersih\nPenanggung jawab: Tani\ndan warga\n\n1. Cat\nPenanggung jawab: A"
    ),
    "Usulan": "Usulan: Giliran\nKelebihan: Adil\nKelebihan: Murah",
}
LESSON = {
    "Judul": "Memeriksa kabar",
    "Ringkasan": "Caranya.",
    "Tanggal": "2026-11-22",
    "Tingkat": "Dasar",
    "Tujuan": "Mengenali ciri hoaks",
    "Sasaran": "Remaja, Petani",
    "Kuis": "Pertanyaan: Apa?\nPilihan: Ya\nPilihan: Tidak\nJawaban: 2",
}


def issue(kind: Kind, answers: dict[str, str]) -> str:
    """What GitHub makes of the answers to a form."""
    made = issue_form(kind)["body"]
    parts = []
    for one in made:
        label = one["attributes"]["label"]
        given = one["attributes"]["options"][0] if label == KIND_LABEL else answers.get(label)
        parts.append(f"### {label}\n\n{given or '_No response_'}")
    unknown = answers.keys() - {one["attributes"]["label"] for one in made}
    assert not unknown
    return "\n\n".join(parts)


def received(kind: Kind, answers: dict[str, str], place: str) -> tuple[Any, str]:
    text = issue_file(issue(kind, answers))
    assert text is not None
    found, problems = read_file(place, text.encode(), JAKARTA)
    assert [problem.as_text() for problem in problems if problem.is_error] == []
    assert found is not None
    return found.record, found.body


def test_news_arrive_as_they_were_written() -> None:
    record, body = received(Kind.NEWS, NEWS, "berita/2026/a.md")
    assert isinstance(record, News)
    assert (record.title, record.description) == ('Kerja bakti: "RT 03" 🌾', "0812 dan 19.30")
    assert record.tags == ("2026", "no")
    assert record.group == ("tani",)
    assert record.event is not None
    assert record.event.place == "Lapangan"
    assert [source.title for source in record.sources] == ["Ketua RT", "Warga Gang 3"]
    assert record.sources[0].url == "https://contoh.example/?a=1"
    assert record.verification == "perlu-verifikasi"
    assert body.strip() == NEWS["Isi"]


def test_a_decision_arrives_with_its_lists_of_groups() -> None:
    record, _ = received(Kind.DECISION, DECISION, "keputusan/2026/a.md")
    assert isinstance(record, Decision)
    assert record.decision == ("Air digilir; bergantian.", "Iuran Rp5.000.")
    assert record.votes is not None
    assert record.votes.against == 8
    assert [(action.task, action.owner) for action in record.actions] == [
        ("Bersih", "Tani dan warga"),
        ("Cat", "A"),
    ]
    assert record.options[0].pros == ("Adil", "Murah")
    assert record.meeting.attendance.men == 24


def test_a_lesson_arrives_with_several_choices() -> None:
    record, _ = received(Kind.LESSON, LESSON, "literasi/a.md")
    assert isinstance(record, Lesson)
    assert [element.value for element in record.audience] == ["remaja", "petani"]
    assert record.quiz[0].choices == ("Ya", "Tidak")
    assert record.quiz[0].answer == 2


@pytest.mark.parametrize(
    "text", ["", "Halo", "### Judul\n\nx", "### Jenis tulisan\n\nPuisi\n\n### Judul\n\nx"]
)
def test_any_other_text_is_none(text: str) -> None:
    assert issue_file(text) is None


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_a_form_is_one_that_github_takes(kind: Kind) -> None:
    """Rules of "Syntax for GitHub's form schema": names, labels, options."""
    form = issue_form(kind)
    assert form.keys() == {"name", "description", "title", "body"}
    labels = [one["attributes"]["label"] for one in form["body"]]
    names = [one["id"] for one in form["body"]]
    assert len(set(labels)) == len(labels)
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[\w-]+", name) for name in names)
    assert labels[0] == KIND_LABEL
    assert labels[-1] == BODY_LABEL
    for one in form["body"]:
        assert one["type"] in TYPES
        options = one["attributes"].get("options", ["-"])
        assert options
        assert len(set(options)) == len(options)
        assert not {"none", "None"} & set(options)


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_whatever_must_be_filled_is_asked_for(kind: Kind) -> None:
    asked = {one.path: one for one in questions(kind)}
    for one in (q for q in asked.values() if q.required):
        assert one.input.required
    fields = issue_form(kind)["body"]
    required = {one["attributes"]["label"] for one in fields if "validations" in one}
    assert required >= {"Judul", "Ringkasan", "Tanggal"}


def test_files_hold_what_was_made() -> None:
    for text in issue_forms().values():
        assert yaml.safe_load(text)["body"]


def test_an_issue_is_received_as_a_draft_in_its_place() -> None:
    site = ReceivingSite(lambda _: None, frozenset(), ["tani"], NOW)
    sent = Incoming("isu.txt", issue(Kind.DECISION, DECISION).encode())
    receipt = receive([sent], site)
    ((path, data),) = receipt.files.items()
    assert path == "keputusan/2026/jadwal-air.md"
    assert b"draft: true" in data
