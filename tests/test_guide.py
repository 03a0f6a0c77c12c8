"""The editors' guide (docs/panduan-editor.md) holds what it promises."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from kim_plugins.builder.files import content_of
from kim_plugins.catalogue import gather
from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.cli.commands import kim
from kim_plugins.cli.report import as_text
from kim_plugins.records import Problem, kind_of, read_file
from kim_plugins.records.models.vocabulary import WithdrawalReason
from tests.sites.memory import JAKARTA, NOW, OPTIONS

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs" / "panduan-editor.md"
TEXT = GUIDE.read_text(encoding="utf-8")
NEWS = "berita/2026/panen-raya.md"

_FENCE = r"\n\n```\w+\n(.*?)```\n"
EXAMPLES = dict(re.findall(rf"<!-- contoh: (\S+) -->{_FENCE}", TEXT, re.DOTALL))
PIECES = re.findall(rf"<!-- potongan -->{_FENCE}", TEXT, re.DOTALL)
MISTAKE = re.compile(
    r"### (?P<name>[^\n]+)\n(?:(?!### ).)*?"
    r"<!-- salah -->\n\n```\w+\n(?P<wrong>[^`]*)```\n\n"
    r"<!-- benar -->\n\n```\w+\n(?P<right>[^`]*)```\n\n"
    r"<!-- pesan -->\n\n```text\n(?P<message>.*?)```\n",
    re.DOTALL,
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples of the guide, in which a command would be run."""
    for path, text in EXAMPLES.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "content" / "media").mkdir()
    shutil.copy(ROOT / "content" / "media" / "panen.png", tmp_path / "content" / "media")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems() -> list[Problem]:
    found = gather(content_of(Path("content")), OPTIONS, NOW)[1]
    return [problem.under("content") for problem in found]


def test_there_is_an_example_of_each_kind() -> None:
    kinds = {"news", "lesson", "decision", "group"}
    assert kinds == {kind_of(path) for path in EXAMPLES}


def test_examples_are_a_site_without_any_problem(site: Path) -> None:
    assert problems() == []


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_fits_into_the_example_of_a_bulletin(piece: str) -> None:
    text = EXAMPLES[NEWS].replace("\n---\n", f"\n{piece}---\n", 1)
    _, found = read_file(NEWS, text.encode(), JAKARTA)
    assert found == []


def test_sounds_that_are_named_come_with_the_sample() -> None:
    for name in re.findall(r"media/(suara/\S+\.mp3)", "".join(PIECES)):
        assert (ROOT / "content" / "media" / name).is_file()


def test_ten_mistakes_cause_the_messages_that_the_guide_shows(
    site: Path, golden: Callable[[Path, str], None]
) -> None:
    """With --regenerate the guide shows what is said now; read the diff as an editor would."""

    def shown(match: re.Match[str]) -> str:
        assert match["right"] in EXAMPLES[NEWS]
        wrong = EXAMPLES[NEWS].replace(match["right"], match["wrong"], 1)
        (site / "content" / NEWS).write_text(wrong, encoding="utf-8")
        message = click.unstyle(as_text(problems()))
        start, end = match.span("message")
        return match[0][: start - match.start()] + message + match[0][end - match.start() :]

    golden(GUIDE, MISTAKE.sub(shown, TEXT))
    assert len(MISTAKE.findall(TEXT)) == 10


def test_each_mistake_causes_one_message() -> None:
    """What is mended from one message alone."""
    for match in MISTAKE.finditer(TEXT):
        assert match["message"].count("→") == 1, match["name"]


def test_every_reason_for_a_withdrawal_is_explained() -> None:
    table = TEXT[TEXT.index("**Mencabut**") :]
    assert [reason.value for reason in WithdrawalReason] == re.findall(
        r"^\| `([a-z-]+)` \|", table, re.MULTILINE
    )[: len(WithdrawalReason)]


def test_commands_that_are_named_exist() -> None:
    named = set(re.findall(r"kim\.py ([a-z]+)", TEXT))
    assert named <= set(kim.commands)


def test_its_contents_name_every_section_in_order() -> None:
    contents, _, rest = TEXT.partition("\n## ")
    sections = re.findall(
        r"^## (.+)$", re.sub(r"```.*?```", "", f"## {rest}", flags=re.DOTALL), re.MULTILINE
    )
    assert re.findall(r"^\d+\. \[(.+)\]", contents, re.MULTILINE) == sections


def test_links_inside_the_guide_lead_to_a_heading() -> None:
    headings = {
        re.sub(r"[^\w -]", "", line).strip().lower().replace(" ", "-")
        for line in re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= headings


def test_what_the_guide_shows_of_a_body_comes_out_like_that() -> None:
    """Its example under "Menulis isi" has a heading, lists in lists, a link and nothing to say."""
    body = re.findall(rf"<!-- isi -->{_FENCE}", TEXT, re.DOTALL)[0]
    rendered, remarks = BodyRenderer((), {}).read(NEWS, body)
    assert remarks == []
    for part in (
        "<h2>Kerja bakti</h2>",
        "<p>Warga harap membawa:</p>\n<ul>\n<li>cangkul</li>",
        "<li>sabit\n<ul>\n<li>yang sudah diasah</li>",
        "<ol>\n<li>Kumpul di balai.</li>",
        "<strong>Penting:</strong> acara <del>Sabtu</del> Minggu, jam 7, <em>tanpa</em> seragam.",
        " #KIM<br>\n",
        '<a href="http://www.desa.example.id">',
    ):
        assert part in rendered.html


def test_every_picture_of_the_documentation_is_there_and_used() -> None:
    docs = ROOT / "docs"
    texts = "".join(path.read_text("utf-8") for path in [ROOT / "README.md", *docs.glob("*.md")])
    used = {name.rpartition("/")[2] for name in re.findall(r"gambar/[\w.-]+", texts)}
    assert used == {path.name for path in (docs / "gambar").iterdir()}
