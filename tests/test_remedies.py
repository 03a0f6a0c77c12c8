"""Every remedy, followed to the letter, leaves the editor's words in the file.

The cases are all golden files that bring up problems: those of single files, of bodies, and of the
faulty site. A new code comes with such a file (tests/records/test_golden.py), and so it comes here:
whoever obeys its hint, or lets `--fix` write it, may lose nothing but what was wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from kim_plugins.builder.files import content_of
from kim_plugins.catalogue import gather
from kim_plugins.catalogue.bodies.fixing import fixed_body
from kim_plugins.records import Problem
from kim_plugins.records.fixing.fix import fix
from tests.sites.memory import NOW, OPTIONS, gathered

CASES = Path(__file__).parent / "cases"
JAKARTA = ZoneInfo("Asia/Jakarta")


class Case(NamedTuple):
    """A file, and what is said of it."""

    path: str
    data: bytes
    problems: tuple[Problem, ...]

    @property
    def text(self) -> str:
        return self.data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def of_single_files() -> Iterator[Case]:
    files = [*CASES.glob("records/*.md"), *CASES.glob("fixing/*.md"), *CASES.glob("bodies/*.md")]
    for file in sorted(files):
        if file.name.endswith(".fixed.md"):
            continue
        path, data = file.name.replace("__", "/"), file.read_bytes()
        if file.parent.name == "bodies":
            path = "berita/2026/a.md"
            data = b"---\ntitle: T\ndescription: D\ndate: 2026-02-28\n---\n" + data
        found = gathered({path: data}, group=None)[1]
        yield Case(path, data, tuple(one for one in found if one.path == path))


@cache
def cases() -> tuple[Case, ...]:
    site = content_of(CASES / "faulty-site" / "content")
    found = gather(site, OPTIONS, NOW)[1]
    of_site = (
        Case(path, site.read(path), tuple(one for one in found if one.path == path))
        for path in site.documents
    )
    return tuple(case for case in (*of_single_files(), *of_site) if case.problems)


_NO_WORDS = re.compile(
    r"""https?://\S+|\\[nr]|^\s*(?:- )*"?[\w-]+"?\s*[:,;=]|"?[\w-]+"?(?=[:=])|</?\w+|^\[\w+\]$""",
    re.MULTILINE,
)


def words(text: str) -> set[str]:
    """What an editor would miss: words, not keys, numbers, names of elements or attributes."""
    return set(re.findall(r"[^\W\d_]{4,}", _NO_WORDS.sub(" ", text).casefold()))


def quoted(problem: Problem) -> set[str]:
    """The words that a message calls wrong."""
    return {word for part in re.findall(r"'(.+?)'", problem.message) for word in words(f" {part}")}


HARMLESS = {
    "hapus baris ini": "the line: looked at below",
    "hapus `": "the entry: looked at below",
    "hapus spasi": "blanks",
    "hapus tanda hubung": "a dash",
    "hapus tanda <": "the tag, and its words stay",
    "hapus tanda itu": "the mark, and what it holds is named or written first",
    "hapus karakter itu": "what nobody sees",
    "hapus karakternya": "what nobody sees",
    "hapus unsur itu": "a program or a style",
    "dari unsurnya": "an attribute",
    "hapus jamnya": "an hour, where a day is asked for",
    "hapus harinya": "a weekday that no calendar knows",
    "hapus salah satunya": "one of two that say the same",
    "atau hapus garis itu": "a fence",
    "hapus saja `": "a mark of a draft",
    "lalu hapus kunci": "what has been written elsewhere by then",
    "lalu hapus baris": "what has been written elsewhere by then",
    "pilih satu dan hapus yang lain": "one of two that contradict each other",
    "bila tidak, hapus": "an old address that nobody uses",
    "hapus `draft`": "a mark of a draft",
    "hapus tandanya": "a mark, and its words stay",
    "hapus tanda-tanda": "signs around words",
    "bila mufakat, hapus votes": "a count that wasn't taken",
    "bila butir ini keliru, hapus": "an entry that is wrong as a whole",
    "hapus alamat ini dari redirect_from": "an address that another file answers at",
    "hapus salah satu follows": "a decision that follows itself",
    "hapus nomornya": "a number that nobody may publish",
}
"""Each way to tell somebody to delete something, and what is deleted."""


def test_no_remedy_asks_for_a_deletion_that_nobody_has_thought_of() -> None:
    """A new way to say "delete" fails here until it stands above, with what goes by it."""
    told = {
        (problem.code, problem.hint)
        for case in cases()
        for problem in case.problems
        if re.search(r"\bhapus", problem.hint) and not any(way in problem.hint for way in HARMLESS)
    }
    assert told == set()
    assert sum("hapus" in problem.hint for case in cases() for problem in case.problems) > 30


def test_a_line_that_is_told_to_be_deleted_holds_nothing_of_the_editors() -> None:
    lost = []
    for case in cases():
        lines = case.text.split("\n")
        for problem in case.problems:
            if not re.match("hapus (?:baris ini|`)", problem.hint):
                continue
            line = lines[problem.line - 1]
            rest = "\n".join([*lines[: problem.line - 1], *lines[problem.line :]])
            value = re.sub(r"https?://\S+", "", line.partition(":")[2])
            gone = words(f" {value}") - words(rest) - SETTINGS
            if gone:
                lost.append((case.path, problem.line, problem.hint, gone))
    assert lost == []


SETTINGS = {"post", "page", "true", "false", "public", "published", "null"}
_WRITTEN = re.compile(
    r"(?:tulis|menjadi|kutip|lengkap|kutipnya|bintang|nilainya)[^:]*: (.+)\Z", re.DOTALL
)


def test_what_is_to_be_written_instead_holds_the_words_that_were_right() -> None:
    """Of what can't be read and of what was read with a doubt, no word is wrong."""
    lost = []
    for case in cases():
        lines = case.text.split("\n")
        for problem in case.problems:
            match = _WRITTEN.search(problem.hint)
            doubt = not problem.is_error or problem.code < "K1"
            if not match or not doubt or "misalnya" in problem.hint or "\n" in match[1]:
                continue
            line = lines[problem.line - 1]
            key, value = line.partition(":")[::2]
            if not match[1].startswith(key.strip(" -")) or not value.strip():
                continue
            gone = words(f" {value}") - words(f" {match[1].partition(':')[2]}")
            if gone - words("\n".join(lines[: problem.line - 1] + lines[problem.line :])):
                lost.append((case.path, problem.line, problem.code, problem.hint, gone))
    assert lost == []


@pytest.mark.parametrize("start", range(20))
def test_fix_loses_no_word_but_those_that_were_called_wrong(start: int) -> None:
    lost = []
    for case in cases()[start::20]:
        fixed = fix(case.path, case.data, JAKARTA).data
        after = fixed_body(case.path, fixed, line_breaks=True).decode("utf-8-sig", "replace")
        wrong = {word for problem in case.problems for word in quoted(problem)}
        folded, kept = after.casefold(), words(after)
        gone = {
            word
            for word in words(case.text) - wrong - SETTINGS
            if word not in folded and not get_close_matches(word, kept, 1, 0.75)
        }
        if gone:
            lost.append((case.path, gone))
    assert lost == []


def test_cases_are_there_for_most_codes() -> None:
    assert len({problem.code for case in cases() for problem in case.problems}) > 70
