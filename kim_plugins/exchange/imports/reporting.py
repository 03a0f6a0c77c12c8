"""The report of an import, file by file: as CSV, which the next run reads, and as Markdown.

The CSV of a source grows by a line for each file, when that is there; a run that is cut off goes on
behind it, and what stands in it is never taken again, also where an editor has deleted it since.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from kim_plugins.exchange.imports.importing import ImportedItem

COLUMNS: Final = (
    *("jenis", "berkas", "terbit", "judul", "alamat_lama", "pengenal", "berubah", "hilang"),
)
_POST, _PAGE, _FILE = "berita", "halaman", "gambar"
_MOST_SHOWN: Final = 2000


class Line(NamedTuple):
    """A line of the report; `key` is what tells the item, or the file, from others."""

    kind: str
    path: str
    state: str
    title: str
    url: str
    key: str
    changed: str
    lost: str


def lines_of(one: ImportedItem) -> Iterator[Line]:
    """The lines that an item adds: its files, then itself."""
    for url, place in one.media.items():
        yield Line(_FILE, place, "", "", url, url, "", "")
    item = one.item
    yield Line(
        _PAGE if item.is_page else _POST,
        one.path,
        "konsep" if one.is_draft else "terbit",
        " ".join(item.title.split()),
        item.url,
        item.key,
        "; ".join(one.changed),
        "; ".join(one.lost),
    )


def as_csv(lines: Iterable[Line], *, head: bool) -> bytes:
    """Lines as CSV; figures and formulas stay texts to whatever opens it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if head:
        writer.writerow(COLUMNS)
    writer.writerows([_plain(cell) for cell in line] for line in lines)
    return out.getvalue().encode()


def read_csv(data: bytes) -> list[Line]:
    """The lines of a report; a last one that was cut off is none."""
    text = data.decode("utf-8-sig", "replace")
    whole = text[: text.rfind("\n") + 1]
    rows = csv.reader(io.StringIO(whole, newline=""))
    found = [row for row in rows if len(row) == len(COLUMNS)]
    return [Line(*map(_back, row)) for row in found if tuple(row) != COLUMNS]


def keys_of(lines: Iterable[Line]) -> tuple[dict[str, str], dict[str, str]]:
    """Paths by the key of an item, and by the address of a file."""
    items: dict[str, str] = {}
    files: dict[str, str] = {}
    for line in lines:
        (files if line.kind == _FILE else items)[line.key] = line.path
    return items, files


def as_markdown(
    name: str, program: str, lines: Sequence[Line], passed: Mapping[str, int], notes: Sequence[str]
) -> str:
    """The report as a person reads it."""
    kinds = Counter(line.kind for line in lines)
    drafts = sum(line.state == "konsep" for line in lines)
    counted = f"{kinds[_POST]} berita, {kinds[_PAGE]} halaman dan {kinds[_FILE]} gambar atau berkas"
    parts = [
        f"# Pindahan dari {program}: {name}",
        "",
        f"{counted} diambil; {drafts} di antaranya konsep yang menunggu dibaca.",
        "",
        *(f"- Tidak diambil, {why}: {count}" for why, count in sorted(passed.items())),
        *(f"- {note[0].upper()}{note[1:]}." for note in notes),
        "",
        "Yang hilang dan yang berubah, berkas demi berkas (semuanya ada di laporan.csv):",
        "",
    ]
    told = [line for line in lines if line.changed or line.lost]
    for line in told[:_MOST_SHOWN]:
        parts.append(f"- `{line.path}` {_escaped(line.title)}")
        if line.lost:
            parts.append(f"    - hilang: {_escaped(line.lost)}")
        if line.changed:
            parts.append(f"    - berubah: {_escaped(line.changed)}")
    if not told:
        parts.append("- tidak ada")
    if len(told) > _MOST_SHOWN:
        parts.append(f"- dan {len(told) - _MOST_SHOWN} berkas lagi, lihat laporan.csv")
    return "\n".join(parts) + "\n"


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    cell = cell.replace("\r", " ").replace("\n", " ")
    return f"'{cell}" if _is_formula(cell) else cell


def _back(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    """Whether a spreadsheet may see one; behind quotes too, or one of them would get lost."""
    return cell.lstrip("'").startswith(("=", "+", "-", "@", "\t"))


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|{}" else sign for sign in text)
