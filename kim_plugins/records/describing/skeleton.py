"""Skeletons of new files: all required fields, and the others that are often used.

A skeleton is valid as it stands, and a draft, so that no placeholder is ever published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kim_plugins.records.describing.fields import (
    FieldDescription,
    describe,
    media_from,
)
from kim_plugins.records.describing.placeholders import placeholder_for
from kim_plugins.records.fields.dates import format_zone
from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.kinds import FOLDER_OF, MODELS, YEARLY, Kind
from kim_plugins.records.portable import is_reserved, plain_name
from kim_plugins.records.reading.invisible import invisible_characters
from kim_plugins.records.reading.quoting import quoted
from kim_plugins.records.reading.yaml_messages import CONTROL

LONGEST_TITLE: Final = 120
LONGEST_SUMMARY: Final = 200
LONGEST_SLUG: Final = 60
_NO_END: Final = " ,;:-–—\u200d\ufe0f"
"""Signs at which nothing is cut; the last two join what stands around them."""
REPLACE: Final = "# ganti"

# What most editors want next, in the order in which they come to think of it.
WANTED: Final = {
    Kind.NEWS: ("tags", "place", "image", "event", "sources", "activity", "verification"),
    Kind.LESSON: ("tags", "audience", "duration", "pillars", "steps", "quiz", "claim", "image"),
    Kind.DECISION: ("options", "actions", "aspiration", "follows", "tags", "image"),
    Kind.GROUP: ("description", "decree", "term", "secretariat", "activities", "partners"),
}
BODY_OF: Final = {
    Kind.NEWS: "Tulis kabarnya di sini: apa, siapa, di mana, kapan, mengapa dan bagaimana.",
    Kind.LESSON: "Tulis pelajarannya di sini, dengan kalimat pendek dan contoh dari kampung.",
    Kind.DECISION: "Ceritakan jalannya musyawarah di sini. Angka saja, tanpa daftar nama.",
    Kind.GROUP: "Ceritakan kelompok ini di sini: asal-usulnya dan apa yang dikerjakan.",
}
"""What stands below the front matter of each kind."""
_HEAD: Final = (
    f'# Isian yang bertanda "{REPLACE}" baru contoh: ganti, lalu hapus tandanya.\n'
    "# Baris yang diawali # hanya petunjuk dan tidak pernah terbit.\n\n"
)
_DRAFT: Final = "# Konsep: belum terbit. Hapus baris ini bila tulisannya sudah siap.\ndraft: true\n"
_MORE: Final = "\n# Boleh ditambah: hapus tanda # di depan isiannya, lalu ganti isinya.\n"


@dataclass(frozen=True, slots=True)
class Start:
    """The known facts of a new file; `group` is the id of the publishing group."""

    kind: Kind
    title: str
    now: datetime
    group: str = ""


def skeleton(start: Start) -> str:
    """The text of a new file."""
    fields = describe(MODELS[start.kind])
    known = _known(start)
    wanted = [field for name in WANTED[start.kind] for field in fields if field.key == name]
    required = [field for field in fields if field.required or field.key in known]
    return "".join(
        (
            "---\n",
            _HEAD,
            _DRAFT,
            *(_field(field, known, start.kind) for field in required),
            _MORE,
            *(_commented(field, start.kind) for field in wanted),
            f"---\n\n{BODY_OF[start.kind]}\n",
        )
    )


def path_of(kind: Kind, name: str, now: datetime) -> str:
    """The path of such a file below the content folder."""
    year = f"/{now.year}" if kind in YEARLY else ""
    return f"{FOLDER_OF[kind]}{year}/{name}.md"


def clean_title(text: str) -> str:
    """A title on one line, without invisible characters."""
    visible = CONTROL.sub(" ", text).encode("utf-8", "ignore").decode("utf-8")
    unseen = {stray.start for stray in invisible_characters(visible)}
    title = " ".join("".join(c for n, c in enumerate(visible) if n not in unseen).split())
    return title if HIDDEN.sub("", title).strip() else ""


def shortened(title: str, longest: int = LONGEST_TITLE) -> str:
    """A title within the length limit, cut between words where possible."""
    return _cut(title, longest, " ").rstrip(_NO_END) if len(title) > longest else title


def short_summary(summary: str) -> str:
    """A summary within the length limit, cut between words where possible, with an ellipsis."""
    if len(summary) <= LONGEST_SUMMARY:
        return summary
    return f"{_cut(summary, LONGEST_SUMMARY - 1, ' ').rstrip(_NO_END)}…"


def file_name(kind: Kind, title: str, now: datetime) -> str:
    """The file name for a title; kind and day where no letter of it fits into one."""
    name = plain_name(title)
    if kind is Kind.GROUP:
        name = name.removeprefix("kim-")  # every group is one
    name = _cut(name, LONGEST_SLUG, "-")
    if is_reserved(name):
        return f"{FOLDER_OF[kind]}-{name}"
    return name or f"{FOLDER_OF[kind]}-{now:%Y-%m-%d}"


def _cut(text: str, longest: int, between: str) -> str:
    if len(text) <= longest:
        return text
    return text[: longest + 1].rpartition(between)[0] or text[:longest]


def _known(start: Start) -> dict[str, str]:
    """The values that need no placeholder."""
    day = f"{start.now:%Y-%m-%d}"
    zone = format_zone(start.now)
    moment = f"{day} {start.now:%H:%M} {f'{start.now:%z}' if zone.startswith('UTC') else zone}"
    if start.kind is Kind.GROUP:
        return {"title": quoted(start.title), "established": f"{start.now:%Y}"}
    return {
        "title": quoted(start.title),
        "date": moment,
        "group": start.group,
        "meeting.date": day,
    }


def _field(
    field: FieldDescription, known: dict[str, str], kind: Kind, path: str = "", depth: int = 0
) -> str:
    """A required field with its explanation in a comment above it."""
    margin = "  " * depth
    where = f"{path}{field.key}"
    inside = [part for part in describe(field.group) if part.required] if field.group else []
    above = "" if depth else f"{_explained(field)}\n"
    if inside and not field.many and field.placeholder is None:
        parts = (_field(part, known, kind, f"{where}.", depth + 1) for part in inside)
        return f"{above}{margin}{field.key}:\n{''.join(parts)}"
    if where in known:
        return f"{above}{margin}{field.key}: {known[where]}\n"
    lines = _lines(field, kind)
    note = f" {REPLACE}: {field.title.lower()}" if depth else f" {REPLACE}"
    return above + "".join(f"{margin}{line}{_noted(line, note)}\n" for line in lines)


def _noted(line: str, note: str) -> str:
    return "" if line.endswith(":") else f" {note}"


def _commented(field: FieldDescription, kind: Kind) -> str:
    return "".join((f"{_explained(field)}\n", *(f"#{line}\n" for line in _lines(field, kind))))


def _lines(field: FieldDescription, kind: Kind) -> Iterator[str]:
    """A field with its example, unindented."""
    example = media_from(placeholder_for(field), kind)
    first, *rest = (f"{field.key}:{'' if example.startswith(chr(10)) else ' '}{example}").split(
        "\n"
    )
    yield first
    # The examples of nested fields are indented as far as they stand in the whole.
    spare = min((len(line) - len(line.lstrip()) for line in rest), default=2) - 2
    yield from (line[spare:] for line in rest)


def _explained(field: FieldDescription) -> str:
    choices = ", ".join(term.value for term in field.terms)
    return f"# {field.title}: {field.description}" + (f" Pilihan: {choices}." if choices else "")
