"""What a skeleton gave is published nowhere: each value, mark and sentence of it is a fault."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.cli.vscode import snippets
from kim_plugins.records import MODELS, Kind, Problem, read_file
from kim_plugins.records.describing.placeholders import normalised_value, placeholders_of
from kim_plugins.records.describing.skeleton import Start, path_of, skeleton
from kim_plugins.records.fixing.fix import fix

KINDS = (Kind.NEWS, Kind.LESSON, Kind.DECISION, Kind.GROUP)
NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
MARK = re.compile(r" +# ganti.*$", re.MULTILINE)
OWN = {
    "description": "Warga menambal tanggul bersama.",
    "objectives": "[Bisa memeriksa asal foto]",
    "problem": "Tanggul bocor di tiga tempat.",
    "place": "Pendopo Sukamaju",
    "chair": "Bu Lurah",
    "attendance": "{men: 24, women: 19}",
    "-": "Tanggul ditambal hari Minggu.",
    "code": "33.09.12.2004",
    "village": "Desa Sukamaju",
    "district": "Kecamatan Sawit",
    "regency": "Kabupaten Boyolali",
    "province": "Jawa Tengah",
    "whatsapp": '"081200001234"',
    "petani": "{men: 6, women: 4}",
}
"""What an editor may write there; for the rest the skeleton's own value may be true."""


def published(kind: Kind) -> list[str]:
    text = skeleton(Start(kind, "Tanggul Sukamaju", NOW, "tani"))
    return text.replace("draft: true\n", "").split("\n")


def told(kind: Kind, text: str) -> list[Problem]:
    return read_file(path_of(kind, "tanggul", NOW), text.encode(), UTC)[1]


def places(kind: Kind, text: str) -> list[tuple[int, str]]:
    return sorted({(problem.line, problem.code) for problem in told(kind, text)})


def replaced(line: str) -> str:
    """A line of a skeleton with an editor's own value."""
    margin, key, _ = re.fullmatch(r"( *)([\w-]+|-)[: ](.*)", line).groups()  # type: ignore[union-attr]
    mark = found[0] if (found := MARK.search(line)) else ""
    own = OWN.get(key, MARK.sub("", line).partition(": ")[2])
    return f"{margin}{key}{' ' if key == '-' else ': '}{own}{mark}"


def other_hand(line: str) -> str:
    """The same value as another hand or tool writes it."""
    value = MARK.sub("", line)
    if "(contoh)" not in value:
        return value
    key, colon, text = value.partition(": ") if ": " in value else value.partition("- ")
    text = text.upper().replace(" ", "  ")
    return f"{key}{colon}{text}" if text.startswith("[") else f'{key}{colon}"{text}"'


# -- any subset ----------------------------------------------------------------------------------


@given(st.sampled_from(KINDS), st.data())
def test_any_part_of_a_skeleton_that_stays_is_refused_at_its_line(
    kind: Kind, data: st.DataObject
) -> None:
    """Marks go or stay, values are replaced, stay, or are written by another hand."""
    lines = published(kind)
    expected = []
    for number, line in enumerate(lines, 1):
        if line in ("", "---") or line.startswith("#") or not MARK.search(line):
            continue
        way = data.draw(st.sampled_from(("as given", "unmarked", "other hand", "marked", "done")))
        may_be_true = MARK.sub("", replaced(line)) == MARK.sub("", line)
        lines[number - 1] = {
            "as given": line,
            "unmarked": MARK.sub("", line),
            "other hand": other_hand(line),
            "marked": replaced(line),
            "done": MARK.sub("", replaced(line)),
        }[way]
        if way == "marked" or (way == "as given" and may_be_true):
            expected.append((number, "K131"))
        elif way != "done" and not may_be_true:
            expected.append((number, "K130"))
    if data.draw(st.booleans()):
        lines[-2] = "Sabtu lalu warga menambal tanggul."
    else:
        expected.append((len(lines) - 1, "K132"))
    assert expected == places(kind, "\n".join(lines))


@given(st.sampled_from(KINDS), st.data())
def test_what_may_be_added_and_stays_is_refused_at_its_line(
    kind: Kind, data: st.DataObject
) -> None:
    """Commented fields are added as they stand; each that says or is an invention is named."""
    lines = [
        MARK.sub("", replaced(line)) if MARK.search(line) else line for line in published(kind)
    ]
    lines[-2] = "Sabtu lalu warga menambal tanggul."
    starts = [n for n, line in enumerate(lines) if re.match(r"#[a-z]", line)]
    added = data.draw(st.sets(st.sampled_from(starts)))
    expected = set()
    for start in starts:
        end = start + 1
        while lines[end].startswith("#  "):
            end += 1
        for number in range(start, end) if start in added else ():
            lines[number] = lines[number].removeprefix("#")
            if re.search(r"\(contoh\)|2099|example\.org|^term:", lines[number]):
                expected.add(number + 1)
    assert expected == {
        problem.line for problem in told(kind, "\n".join(lines)) if problem.is_error
    }


@given(st.sampled_from(KINDS), st.data())
def test_mending_takes_no_mark_away(kind: Kind, data: st.DataObject) -> None:
    lines = published(kind)
    for number, line in enumerate(lines):
        if MARK.search(line) and data.draw(st.booleans()):
            lines[number] = line.replace("description", "ringkasan").replace(
                "(contoh)", "(contoh)."
            )
    text = "\n".join(lines)
    fixed = fix(path_of(kind, "tanggul", NOW), text.encode(), UTC).data.decode()
    assert MARK.findall(text) == MARK.findall(fixed)


@pytest.mark.parametrize("kind", KINDS)
def test_a_draft_may_hold_all_of_it(kind: Kind) -> None:
    text = skeleton(Start(kind, "Tanggul", NOW, "tani"))
    for flag in ("true", "ya", '"true"'):
        assert told(kind, text.replace("draft: true", f"draft: {flag}")) == []
    for flag in ("false", "tidak"):
        assert {p.code for p in told(kind, text.replace("draft: true", f"draft: {flag}"))} >= {
            "K130",
            "K132",
        }


# -- the source is one ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
def test_every_text_of_a_skeleton_or_snippet_is_known_again(kind: Kind) -> None:
    """A new field is covered by its example alone."""
    shown = json.dumps(snippets(), ensure_ascii=False)
    if kind in KINDS:
        shown += skeleton(Start(kind, "Tanggul", NOW, "tani"))
    known = {
        text
        for model in MODELS.values()
        for found in placeholders_of(model).alone.values()
        for text in found
    }
    for text in re.findall(r"[:\-\[,] ?([^\[\],:{}\n#\"]+? \(contoh\))", shown):
        assert normalised_value(text) in known, text


# -- by example ----------------------------------------------------------------------------------

NEWS = """\
---
title: Tanggul
description: {description}
date: 2026-11-24
group: tani
{extra}---
{body}
"""


def news(extra: str = "", body: str = "Isi.", description: str = "Warga menambal tanggul.") -> str:
    return NEWS.format(extra=extra, body=body, description=description)


@pytest.mark.parametrize(
    "text, place",
    [
        (news(description="warga  memanen 40 HEKTARE padi (Contoh)"), (3, 14, "K130")),
        (news(description="“Warga memanen 40 hektare padi. (contoh)”"), (3, 14, "K130")),
        (news(description="Warga menambal tanggul. #ganti"), (3, 38, "K131")),
        (news(description="Warga menambal tanggul.  # GANTI: ringkasan"), (3, 39, "K131")),
        (news(description='"Warga menambal tanggul. # ganti"'), (3, 39, "K131")),
        (news("tags: [padi, air] # ganti\n"), (6, 19, "K131")),
        (news(description="Warga menambal tanggul. (contoh)"), (3, 14, "K131")),
        (news("place: Sukamaju\n# ganti: tempat\n"), (7, 1, "K131")),
        (news("tempat: Dusun Krajan (contoh)\n"), (6, 9, "K130")),
        (news('"place": "Dusun Krajan (contoh)"\n'), (6, 10, "K130")),
        (news(body="Isi.\n\ntulis kabarnya  di sini"), (9, 1, "K132")),
        (news(body="Isi. Ceritakan kelompok\nini di sini: kami banyak."), (7, 6, "K132")),
        (news(body="Isi.\n\nKemarin. # ganti"), (9, 10, "K131")),
    ],
)
def test_what_is_left_is_named_at_its_place(text: str, place: tuple[int, int, str]) -> None:
    found = [(p.line, p.column, p.code) for p in told(Kind.NEWS, text)]
    # What else is wrong there: a comment, an unknown tag, curly quotes that a reader would see.
    assert [place] == [one for one in found if one[2] not in ("K011", "K019", "K113")]


@pytest.mark.parametrize(
    "text",
    [
        news("tags: [pertanian, irigasi]\nactivity: diseminasi\nauthors: [Redaksi]\n"),
        news("place: Dusun Krajan\n"),
        news("place: Dusun Krajan Contoh\n"),
        news("# ganti foto nanti\n"),
        news(description="'Lihat tagar #GantiPipa'"),
        news(description="Contoh yang baik dari Sukamaju (contohlah)"),
        news(body="Isi.\n\n```\nplace: x  # ganti\n```"),
        news(body="Tulis namanya di sini."),
        news("event: {start: 2026-12-17 08:00 WIB, place: Lapangan desa}\n"),
    ],
)
def test_what_may_be_true_is_no_fault(text: str) -> None:
    assert told(Kind.NEWS, text) == []


@pytest.mark.parametrize(
    "number", ["081200000000", "0812-0000-0000", "+62 812 0000 0000", "6281200000000"]
)
def test_a_telephone_number_is_known_however_it_is_written(number: str) -> None:
    lines = [
        MARK.sub("", replaced(line)) if MARK.search(line) else line
        for line in published(Kind.GROUP)
    ]
    text = "\n".join(lines[:-2]).replace('"081200001234"', f'"{number}"') + "\nKami menulis.\n"
    assert [p.code for p in told(Kind.GROUP, text)] == ["K130"]


def test_numbers_count_together() -> None:
    """Of two numbers each may be true, but for those that are true nowhere."""
    lines = [
        MARK.sub("", replaced(line)) if MARK.search(line) else line
        for line in published(Kind.GROUP)
    ]
    text = "\n".join(lines[:-2]) + "\nKami menulis.\n"
    for members, codes in (
        ("{men: 29, women: 1}", ["K130"]),
        ("{women: 1, men: 29}", ["K130"]),
        ("\n    men: 29\n    women: 1", ["K130"]),
        ("{men: 28, women: 1}", []),
        ("{men: 29}", []),
    ):
        written = text.replace("{men: 6, women: 4}", members)
        assert codes == [p.code for p in told(Kind.GROUP, written)]


def test_other_faults_of_a_file_are_told_beside() -> None:
    """An editor sees all of it in one run."""
    text = news("place: Dusun Krajan (contoh)\n").replace("2026-11-24", "31 Februari 2026")
    assert sorted(p.code for p in told(Kind.NEWS, text)) == ["K104", "K130"]
