"""A guid never returns for something else: what was published is remembered, and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kim_plugins.catalogue import BulletinEntry, Catalogue
from kim_plugins.feeds.catalogue_items import guid_of
from kim_plugins.records import format_day


@dataclass(frozen=True, slots=True)
class Known:
    """What a guid was last published for; `gone` when a later build no longer had it."""

    title: str
    published: str
    gone: bool = False


def remembered(catalogue: Catalogue, before: Mapping[str, Known]) -> dict[str, Known]:
    """Every guid that was ever published, with what it stands for now."""
    now = {
        guid_of(catalogue, entry): Known(
            entry.record.title, entry.record.publication.at.isoformat()
        )
        for entry in catalogue.bulletins
    }
    gone = {
        guid: Known(known.title, known.published, gone=True)
        for guid, known in before.items()
        if guid not in now
    }
    return {**gone, **now}


def reused(catalogue: Catalogue, before: Mapping[str, Known]) -> Iterator[str]:
    """A sentence for each guid that subscribers know as something else.

    A title may be mended and a date too. Both at once, or a new title for what was gone, is most
    likely another bulletin under the name of a file that was deleted: said once, as nobody but the
    editor can know.
    """
    for entry in catalogue.bulletins:
        known = before.get(guid_of(catalogue, entry))
        if known and known.title != entry.record.title:
            published = entry.record.publication.at.isoformat()
            if known.gone or known.published != published:
                yield _sentence(entry, known)


def _sentence(entry: BulletinEntry, known: Known) -> str:
    day = format_day(entry.record.publication.day)
    return (
        f"{entry.path}: pengenal '{entry.identifier}' pernah terbit untuk «{known.title}», "
        f"sekarang untuk «{entry.record.title}» ({day}); bila ini tulisan lain, beri pengenal "
        f"baru, misalnya id: {entry.identifier}-baru"
    )
