"""The writing desk (contract C10): a form for each kind of bulletin, generated from the models."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from datetime import datetime, time
from functools import partial
from typing import Final

from kim_plugins.catalogue import BULLETIN_KINDS, Catalogue, Clock, group_id, query
from kim_plugins.catalogue.addresses import YEARLY
from kim_plugins.pages.repository import Repository
from kim_plugins.pages.spec import PageSpec, Target
from kim_plugins.records import Kind
from kim_plugins.records.describing.fields import FOLDER_OF, KIND_TITLES
from kim_plugins.records.describing.form import Input, inputs
from kim_plugins.records.fields.dates import format_zone

DESK: Final = "/tulis/"
REST: Final = "Lain-lain"
_SHOWN_FIRST: Final = ("group",)
"""Fields that an editor nearly always has to fill, though the models can do without."""
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
_PURPOSES: Final = {
    Kind.NEWS: "Kabar, pengumuman, atau undangan.",
    Kind.LESSON: "Bahan belajar, atau kabar yang diperiksa benar salahnya.",
    Kind.DECISION: "Hasil musyawarah: masalahnya, keputusannya, siapa mengerjakan apa.",
}


def desk_targets(
    catalogue: Catalogue, repository: Repository, wanted: Container[str]
) -> Iterator[Target]:
    """The desk's start page and the form of each kind."""
    if DESK in wanted:
        yield Target(DESK, _choice)
    for kind in BULLETIN_KINDS:
        address = desk_address(kind)
        if address in wanted:
            yield Target(address, partial(_form, catalogue, kind, repository))


def desk_address(kind: Kind) -> str:
    """The address of a kind's form: `/tulis/berita/` for news."""
    return f"{DESK}{FOLDER_OF[kind]}/"


def parts_of(kind: Kind) -> Iterator[tuple[str, Sequence[Input]]]:
    """The inputs of a form by topic; the required ones come first, with an empty topic."""
    fields = inputs(kind)
    first = [one for one in fields if one.required or one.key in _SHOWN_FIRST]
    yield "", first
    topic_of = {key: topic for topic, keys in _PARTS for key in keys}
    for topic in (*(topic for topic, _ in _PARTS), REST):
        found = [one for one in fields if one not in first and topic_of.get(one.key, REST) == topic]
        if found:
            yield topic, found


def _choice() -> Iterator[PageSpec]:
    values = {
        "kinds": [
            (kind, desk_address(kind), KIND_TITLES[kind], _PURPOSES[kind])
            for kind in BULLETIN_KINDS
        ]
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
