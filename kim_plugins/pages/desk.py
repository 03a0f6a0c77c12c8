"""The writing desk (contract C10): a form for each kind of bulletin, generated from the models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from functools import partial
from typing import Final
from urllib.parse import quote

from kim_plugins.catalogue import BULLETIN_KINDS, Catalogue, Clock, group_id, query
from kim_plugins.pages.repository import Repository
from kim_plugins.pages.spec import PageSpec, Target
from kim_plugins.records import Kind
from kim_plugins.records.describing.fields import KIND_TITLES
from kim_plugins.records.describing.form import Input, inputs
from kim_plugins.records.describing.placeholders import SIGN
from kim_plugins.records.describing.skeleton import Start, path_of, skeleton
from kim_plugins.records.fields.dates import format_zone
from kim_plugins.records.kinds import FOLDER_OF, YEARLY

DESK: Final = "/tulis/"
OTHER_TOPIC: Final = "Lain-lain"
_SHOWN_FIRST: Final = ("group",)
"""Optional fields that an editor nearly always has to fill."""
_PARTS: Final = (
    ("Gambar dan suara", ("image", "audio")),
    ("Tempat dan acara", ("place", "event")),
    (
        "Bahan pelajaran",
        ("audience", "duration", "pillars", "competencies", "steps", "quiz", "claim"),
    ),
    (
        "Suara, usulan, dan tindak lanjut",
        ("votes", "options", "actions", "aspiration", "follows", "supersedes"),
    ),
    ("Topik, penulis, dan sumber", ("tags", "authors", "sources", "activity", "verification")),
    ("Kapan dan bagaimana terbit", ("priority", "embargo", "expires", "updated", "draft")),
    ("Pembetulan dan pencabutan", ("corrections", "withdrawn")),
)
_NEW_TITLE: Final = f"Judul {SIGN}"
_NEW_NAME: Final = "ganti-nama-ini"
_MORNING: Final = time(7)
_PURPOSES: Final = {
    Kind.NEWS: "Kabar, pengumuman, atau undangan.",
    Kind.LESSON: "Bahan belajar, atau kabar yang diperiksa benar salahnya.",
    Kind.DECISION: "Hasil musyawarah: masalahnya, keputusannya, siapa mengerjakan apa.",
}


def desk_targets(catalogue: Catalogue, repository: Repository) -> Iterator[Target]:
    """The desk's start page and the form of each kind."""
    yield Target(DESK, partial(_choice, catalogue, repository))
    for kind in BULLETIN_KINDS:
        yield Target(desk_address(kind), partial(_form, catalogue, kind, repository))


def desk_address(kind: Kind) -> str:
    """The address of a kind's form: `/tulis/berita/` for news."""
    return f"{DESK}{FOLDER_OF[kind]}/"


def parts_of(kind: Kind) -> Iterator[tuple[str, Sequence[Input]]]:
    """The inputs of a form by topic; the required ones come first, with an empty topic."""
    fields = inputs(kind)
    first = [one for one in fields if one.required or one.key in _SHOWN_FIRST]
    yield "", first
    topic_of = {key: topic for topic, keys in _PARTS for key in keys}
    for topic in (*(topic for topic, _ in _PARTS), OTHER_TOPIC):
        found = [
            one
            for one in fields
            if one not in first and topic_of.get(one.key, OTHER_TOPIC) == topic
        ]
        if found:
            yield topic, found


def _choice(catalogue: Catalogue, repository: Repository) -> Iterator[PageSpec]:
    values = {
        "kinds": [
            (kind, desk_address(kind), KIND_TITLES[kind], _PURPOSES[kind])
            for kind in BULLETIN_KINDS
        ],
        "repository": repository,
        "new_files": list(_new_files(catalogue, repository)) if repository.new_file else [],
    }
    yield PageSpec(
        DESK,
        "tulis.html",
        "Menulis kabar",
        "Tulis dari telepon, tanpa akun dan tanpa aplikasi.",
        DESK,
        indexed=False,
        values=values,
    )


def _new_files(catalogue: Catalogue, repository: Repository) -> Iterator[tuple[str, str, str]]:
    """Title, address and text of a file of each kind that is begun at the code host."""
    for kind in BULLETIN_KINDS:
        path, text = new_file(catalogue, kind.value)
        folder, _, name = path.rpartition("/")
        address = repository.new_file.format(folder=folder, name=name, text=quote(text, safe=""))
        yield KIND_TITLES[kind], address, text


@query(Clock.DAILY)
def new_file(catalogue: Catalogue, kind: str) -> tuple[str, str]:
    """Path and skeleton of a file that is begun today."""
    morning = datetime.combine(catalogue.today, _MORNING, catalogue.options.zone)
    groups = [group_id(group) for group in catalogue.groups]
    start = Start(Kind(kind), _NEW_TITLE, morning, groups[0] if len(groups) == 1 else "")
    return path_of(start.kind, _NEW_NAME, morning), skeleton(start)


@query(Clock.DAILY)
def usual_zone(catalogue: Catalogue) -> str:
    """The zone of the site's hours as editors write it."""
    return format_zone(datetime.combine(catalogue.today, time(), catalogue.options.zone))


def _form(catalogue: Catalogue, kind: Kind, repository: Repository) -> Iterator[PageSpec]:
    values = {
        "kind": kind,
        "folder": FOLDER_OF[kind],
        "is_yearly": kind in YEARLY,
        "parts": list(parts_of(kind)),
        "order": {one.key: place for place, one in enumerate(inputs(kind))},
        "groups": [(group_id(group), group.record.title) for group in catalogue.groups],
        "zone": usual_zone(catalogue),
        "repository": repository,
    }
    yield PageSpec(
        desk_address(kind),
        "tulis-form.html",
        f"Menulis: {KIND_TITLES[kind].lower()}",
        _PURPOSES[kind],
        desk_address(kind),
        indexed=False,
        values=values,
    )
