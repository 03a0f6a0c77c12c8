"""The fixed texts of pages, scripts and sheets, read from templates and code.

Nobody may be told that such a word is absent. It takes some tenths of a second, so it is kept.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Final

from kim_plugins.catalogue.addresses import DATA_FILE
from kim_plugins.pages.open_data import AROUND
from kim_plugins.records.describing.open_data import PUBLIC

PACKAGE: Final = Path(__file__).resolve().parents[1]
_DRAWN: Final = ("pages/templates", "broadcast/templates", "theme")
_WRITTEN: Final = (
    *("pages", "broadcast", "engine/print_outputs.py"),
    *("catalogue/addresses.py", "records/models", "records/fields", "records/describing"),
)
_SILENT: Final = re.compile(r"(?:\w+_rules|policy|sharing|lexicon|stylesheet|share_picture)\.py")
"""Modules whose texts nobody reads: rules of speech, of browsers, of messengers."""
_SPOKEN: Final = (
    "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh seratus "
    "ratus seribu ribu sejuta juta semiliar miliar triliun koma persen setengah seperempat perdana "
    "https www"
)
"""What scripts say for figures, and how addresses begin."""
_COMMENT: Final = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
_NOTE: Final = re.compile(r"#.*")
_CODE: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_TEXT_IN_CODE: Final = re.compile(r"\"([^\"]*)\"|'([^']*)'|`([^`]*)`")
_READ_ALOUD: Final = re.compile(r"\b(?:aria-label|alt|title|placeholder)=\"([^\"]*)\"")
_TAG: Final = re.compile(r"<[^>]*>")
_PUT_IN: Final = re.compile(r"\$\{[^}]*\}")
_NO_TEXT: Final = re.compile(r"[={}()\[\];$\\#]|\.\w|/\w")
_NAME: Final = re.compile(r"[a-z][A-Z]|^[A-Z][a-z]+Spec$")
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def interface_texts() -> Iterator[str]:
    """Every text in our templates, scripts and modules that a page may show."""
    yield _SPOKEN
    yield " ".join((DATA_FILE, *AROUND, *chain(*AROUND.values(), *PUBLIC.values())))
    yield _NOTE.sub("", (PACKAGE / "broadcast/lexicon.yaml").read_text("utf-8"))
    for name in _DRAWN:
        yield from texts_below(PACKAGE / name)
    for name in _WRITTEN:
        place = PACKAGE / name
        for path in [place] if place.is_file() else sorted(place.glob("*.py")):
            if not _SILENT.fullmatch(path.name):
                yield from filter(_is_label, _of_module(ast.parse(path.read_bytes())))


def texts_below(folder: Path | None) -> Iterator[str]:
    """The texts of the templates and scripts in a folder, if it exists."""
    for path in sorted(folder.rglob("*")) if folder else ():
        if path.suffix == ".html":
            yield from _of_template(path.read_text("utf-8", "replace"))
        elif path.suffix == ".js":
            yield from _of_code(path.read_text("utf-8", "replace"))


def _of_template(source: str) -> Iterator[str]:
    source = _COMMENT.sub(" ", source)
    for code in _CODE.findall(source):
        yield from _of_code(code)
    plain = _CODE.sub(" ", source)
    yield from _READ_ALOUD.findall(plain)
    yield unescape(_TAG.sub(" ", plain))


def _of_code(source: str) -> Iterator[str]:
    for found in _TEXT_IN_CODE.findall(source):
        yield from filter(_is_text, (_PUT_IN.sub(" ", one) for one in found))


def _is_text(text: str) -> bool:
    """Whether a string reads like a label or a sentence rather than a name in the program."""
    return _is_label(text) and not _NO_TEXT.search(text)


def _is_label(text: str) -> bool:
    told = text.strip()
    is_label = " " in text or (told[:1].isupper() and not _NAME.search(told))
    return bool(is_label and _WORD.search(told))


def _of_module(module: ast.Module) -> Iterator[str]:
    told = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value
