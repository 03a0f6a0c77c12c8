"""The models as issue forms of GitHub, for who has an account there and nothing else.

A form asks for what must be filled and what is often wanted, as skeletons do; pictures can't be
sent so. What GitHub makes of the answers, `### label` and the text below it, is read again by
exchange/issues.py, which finds the labels here. Source: "Syntax for GitHub's form schema".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from kim_plugins.records.describing.fields import KIND_TITLES
from kim_plugins.records.describing.form import Input, inputs
from kim_plugins.records.describing.skeleton import BODY_OF, WANTED
from kim_plugins.records.describing.yaml_text import yaml_text
from kim_plugins.records.fields.widgets import Widget
from kim_plugins.records.kinds import FOLDER_OF, Kind

Json = dict[str, Any]

FOLDER: Final = ".github/ISSUE_TEMPLATE"
FORM_KINDS: Final = (Kind.NEWS, Kind.LESSON, Kind.DECISION)
KIND_LABEL: Final = "Jenis tulisan"
BODY_LABEL: Final = "Isi"
_ALWAYS: Final = ("group", "votes")
_HEAD: Final = "# Dibuat dari isian program ini: kim schema --forms github\n"
_NEVER: Final = ("image", "audio")
"""Pictures and sounds lie beside a file; one that GitHub keeps is another host's."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form: its label, which no other has, and the field that it is for."""

    label: str
    path: tuple[str, ...]
    input: Input
    required: bool


@cache
def questions(kind: Kind) -> tuple[Question, ...]:
    """The questions of a form but for the kind and the text itself, in their order."""
    known = {one.key: one for one in inputs(kind)}
    first = [one for one in known.values() if one.required or one.key in _ALWAYS]
    more = [known[key] for key in WANTED[kind] if key not in _NEVER]
    return tuple(
        question
        for one in (*first, *(one for one in more if one not in first))
        for question in _of(one, "", (), required=True)
    )


def _of(one: Input, above: str, path: tuple[str, ...], *, required: bool) -> Iterator[Question]:
    label, here = f"{above}{one.title}", (*path, one.key)
    needed = required and one.required
    if one.parts and not one.many:
        for part in one.parts:
            yield from _of(part, f"{label}: ", here, required=needed)
    else:
        yield Question(label, here, one, needed)


def issue_forms() -> dict[str, str]:
    """The form of each kind of bulletin, by the path of its file in a repository."""
    return {
        f"{FOLDER}/{FOLDER_OF[kind]}.yml": f"{_HEAD}{yaml_text(issue_form(kind))}"
        for kind in FORM_KINDS
    }


def issue_form(kind: Kind) -> Json:
    """The form of one kind, as GitHub's schema has it."""
    title = KIND_TITLES[kind]
    body = [
        _asked("dropdown", "jenis", KIND_LABEL, "Biarkan seperti ini.", options=[title], default=0),
        *(_question(one) for one in questions(kind)),
        _asked("textarea", "isi", BODY_LABEL, BODY_OF[kind]),
    ]
    return {
        "name": title,
        "description": f"Kirim {title.lower()}; pengurus memeriksanya sebelum terbit.",
        "title": f"{title}: ",
        "body": body,
    }


def _question(one: Question) -> Json:
    asked, name = one.input, "-".join(one.path)
    required = {"validations": {"required": True}} if one.required else {}
    match asked.widget:
        case Widget.CHOICE | Widget.CHOICES:
            made = _asked(
                "dropdown",
                name,
                one.label,
                asked.description,
                **({"multiple": True} if asked.widget is Widget.CHOICES else {}),
                options=[term.label for term in asked.terms],
            )
        case Widget.FLAG:
            made = _asked("dropdown", name, one.label, asked.description, options=["Ya", "Tidak"])
        case Widget.GROUP:
            lines = "\n".join(f"{part.title}: {part.example}" for part in told_parts(asked))
            several = " Boleh beberapa baris dengan nama yang sama." if _repeats(asked) else ""
            hint = f"{asked.description} Baris kosong memisahkan yang satu dari yang lain.{several}"
            made = _asked("textarea", name, one.label, hint, placeholder=lines)
        case _ if asked.many:
            hint = f"{asked.description} Satu per baris."
            made = _asked("textarea", name, one.label, hint, placeholder=asked.example)
        case _:
            kind = "textarea" if asked.is_long else "input"
            made = _asked(kind, name, one.label, asked.description, placeholder=asked.example)
    return made | required


def _repeats(asked: Input) -> bool:
    return any(part.many for part in told_parts(asked))


def told_parts(asked: Input) -> list[Input]:
    """The parts of a repeated group that can be told in a line each."""
    return [part for part in asked.parts if not part.parts]


def _asked(kind: str, name: str, label: str, description: str, **attributes: object) -> Json:
    told = {"label": label, "description": description, **attributes}
    return {"type": kind, "id": name, "attributes": told}
