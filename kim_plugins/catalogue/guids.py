"""A guid never returns for something else: what was published is remembered, and compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kim_plugins.catalogue.addresses import guid_year
from kim_plugins.catalogue.catalogue import Catalogue
from kim_plugins.catalogue.entries import BulletinEntry
from kim_plugins.records import format_day


def guid_of(catalogue: Catalogue, entry: BulletinEntry) -> str:
    """The permanent identifier of an item: a tag: URI (RFC 4151), the same in every feed."""
    return f"tag:{catalogue.host},{guid_year(entry.path, entry.record)}:{entry.identifier}"


class Known(NamedTuple):
    """What a guid was last published for; `gone` when a later build no longer had it."""

    title: str
    published: str
    gone: bool = False


def remembered(
    catalogue: Catalogue, before: Mapping[str, Known]
) -> tuple[dict[str, Known], list[str]]:
    """Every guid that was ever published with what it stands for now, and what is odd about it.

    There is a sentence for each guid that subscribers know as something else. A title may be mended
    and a date too. Both at once, or a new title for what was gone, is most likely another bulletin
    under the name of a file that was deleted: said once, as nobody but the editor can know.
    """
    found: dict[str, Known] = {}
    sentences: list[str] = []
    for entry in catalogue.bulletins:
        record, guid = entry.record, guid_of(catalogue, entry)
        known, published = before.get(guid), record.publication.at.isoformat()
        if known and known == (record.title, published, False):
            found[guid] = known
            continue
        now = found[guid] = Known(record.title, published)
        if known is None:
            continue
        if known.title != now.title and (known.gone or known.published != now.published):
            sentences.append(_sentence(entry, known))
    for guid, known in before.items():
        if guid not in found:
            found[guid] = known._replace(gone=True)
    return found, sentences


def _sentence(entry: BulletinEntry, known: Known) -> str:
    day = format_day(entry.record.publication.day)
    return (
        f"{entry.path}: pengenal '{entry.identifier}' pernah terbit untuk «{known.title}», "
        f"sekarang untuk «{entry.record.title}» ({day}); bila ini tulisan lain, beri pengenal "
        f"baru, misalnya id: {entry.identifier}-baru"
    )
