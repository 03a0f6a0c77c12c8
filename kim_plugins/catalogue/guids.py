"""The register of guids: what each was published for is remembered and compared."""

from __future__ import annotations

from kim_plugins.catalogue.addresses import identifier_of
from kim_plugins.catalogue.catalogue import Catalogue
from kim_plugins.catalogue.checks.guids import identifier_of_known
from kim_plugins.catalogue.checks.published import guid_for, known_of
from kim_plugins.catalogue.entries import BulletinEntry
from kim_plugins.catalogue.memory import PublishedState, Register
from kim_plugins.records import format_day


def guid_of(catalogue: Catalogue, entry: BulletinEntry) -> str:
    """The permanent identifier of an item, the same in every feed."""
    return guid_for(catalogue.host, entry)


def updated_register(
    catalogue: Catalogue, before: Register
) -> tuple[dict[str, PublishedState], list[str]]:
    """The register with what each guid stands for now, and sentences on what is odd.

    There is a sentence for each guid that subscribers know as something else. A title may be mended
    and a date too. Both at once, or a new title for what was gone, is most likely another bulletin
    under the name of a file that was deleted: said once, as nobody but the editor can know.
    """
    found: dict[str, PublishedState] = {}
    sentences: list[str] = []
    for entry in catalogue.bulletins:
        if entry.origin:  # its own site remembers
            continue
        guid, file = guid_of(catalogue, entry), catalogue.files[entry.path]
        known = before.get(guid)
        if known and not known.gone and known.key == file.key.hex() and not _has_news(entry):
            found[guid] = known
            continue
        now = found[guid] = known_of(entry, file)
        if known is None:
            continue
        if known.title != now.title and (known.gone or known.published != now.published):
            sentences.append(_sentence(entry, known))
    waiting = {identifier_of(path) for path in catalogue.left_out}
    for guid, known in before.items():
        if guid not in found:
            # What is left out for a fault comes back when that is mended.
            found[guid] = known._replace(gone=identifier_of_known(guid, known) not in waiting)
    return found, sentences


def _has_news(entry: BulletinEntry) -> bool:
    """Whether something may have fallen due since its file was written."""
    return bool(entry.record.corrections or entry.record.withdrawn)


def _sentence(entry: BulletinEntry, known: PublishedState) -> str:
    day = format_day(entry.record.publication.day)
    way = "hapus guid di berkas ini"
    if not entry.record.guid:
        way = f"beri pengenal baru, misalnya id: {entry.identifier}-baru"
    identifier = entry.record.guid or entry.identifier
    return (
        f"{entry.path}: pengenal '{identifier}' pernah terbit untuk «{known.title}», "
        f"sekarang untuk «{entry.record.title}» ({day}); bila ini tulisan lain, {way}"
    )
