"""Checks that every link, picture and sound exists and is what it says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kim_plugins.catalogue.bodies import Link, LinkKind, target_of
from kim_plugins.catalogue.checks.site import Reporter
from kim_plugins.catalogue.entries import Entry
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.memory import PreparedFile
from kim_plugins.records import Page, Severity
from kim_plugins.records.problems import Fault, quote

if TYPE_CHECKING:
    from kim_plugins.catalogue.checks.dead_links import DeadLinks


@dataclass(frozen=True)
class Targets:
    """All that a link may lead to.

    `generated` are addresses that the site makes by itself; `unreadable` files that can't be
    read, which matters to the others only when the site is published without them.
    """

    entries: Mapping[str, Entry[Page]]
    media: Mapping[str, Media | Fault]
    generated: AbstractSet[str]
    unreadable: AbstractSet[str]
    leaves_out: bool
    files: Collection[str] = ()
    """The names of all pictures, sounds and documents, of those too that nothing uses yet."""
    attachments: bool = False

    def entry(self, target: str) -> Entry[Page] | None:
        """The record at a path or an address."""
        return self.entries.get(target) or self._by_address.get(target)

    @cached_property
    def dead(self) -> DeadLinks:
        """The wording of dead links; made when the first one is found."""
        from kim_plugins.catalogue.checks.dead_links import DeadLinks  # noqa: PLC0415

        return DeadLinks((*self.entries, *self.unreadable), self.files)

    def notes(self, target: str | None) -> Sequence[Fault]:
        """The remarks on a picture or sound, given once, where it is first used."""
        found = self.media.get(target or "")
        if target is None or not isinstance(found, Media) or target in self._noted:
            return ()
        self._noted.add(target)
        return found.notes

    @cached_property
    def _noted(self) -> set[str]:
        return set()

    @cached_property
    def _by_address(self) -> dict[str, Entry[Page]]:
        return {
            address: entry
            for entry in self.entries.values()
            for address in (entry.address, *entry.record.redirect_from)
        }


def check_media(
    path: str, sources: Iterable[tuple[str, str]], targets: Targets, report: Reporter
) -> None:
    """Check a bulletin's own picture and sound; `sources` are fields and paths."""
    for name, src in sources:
        wanted = "gambar" if name == "image" else "suara"
        if fault := _media_fault(path, src, wanted, targets):
            report.at_field(path, f"{name}.src", fault)
            continue  # another file has to come here
        for note in targets.notes(target_of(path, src)):
            report.at_field(path, f"{name}.src", note)


def _media_fault(path: str, written: str, wanted: str, targets: Targets) -> Fault | None:
    target = target_of(path, written)
    if target is None:
        return targets.dead.escaping(path, written)
    found = targets.media.get(target)
    if found is None:
        link = Link(LinkKind.PICTURE, written, target)
        return targets.dead.missing(path, link)
    return found if isinstance(found, Fault) else _wrong_kind(written, wanted, found)


def _wrong_kind(written: str, wanted: str, found: Media | None) -> Fault | None:
    if found and (found.is_picture if wanted == "gambar" else found.is_sound):
        return None
    example = "../../media/panen.png" if wanted == "gambar" else "../../media/suara/kabar.mp3"
    return Fault(
        "K306",
        f"berkas {quote(written)} bukan {wanted}",
        f"tulis jalur berkas {wanted}, misalnya: {example}",
    )


def check_body(
    path: str, body: PreparedFile, targets: Targets, report: Reporter, *, has_page: bool
) -> None:
    """Check that every link of a body leads somewhere and that no word of it was lost."""
    for written in body.dropped:
        lacking = targets.dead.incomplete(path, Link(LinkKind.INTERNAL, written, written))
        report.in_body(path, written, lacking or _dropped(written))
    for link in body.links:
        fault = _link_fault(path, link, targets, has_page=has_page)
        if fault:
            report.in_body(path, link.written, fault)
        is_taken = fault is None or fault.severity is Severity.WARNING
        for note in targets.notes(link.target) if is_taken else ():
            report.in_body(path, link.written, note)


def _dropped(written: str) -> Fault:
    name = written.removeprefix("<")
    hint = _IN_PLACE_OF.get(name, _PLAIN)
    if written.startswith("<"):
        what = f"unsur HTML {quote(written + '>')}"
    elif written.endswith("="):
        what, hint = f"atribut HTML {quote(written)}", f"hapus {name}… dari unsurnya; isinya tetap"
    else:
        what, hint = f"alamat tautan {quote(written)}", "tulis alamat yang diawali https://"
    return Fault(
        "K320",
        f"{what} dibuang demi keamanan pembaca",
        hint,
        Severity.WARNING,
    )


_PLAIN: Final = "hapus tanda <…> itu dan biarkan kata-katanya; yang penting ditulis **tebal**"
_EMBEDDED: Final = "tulis tautan ke asalnya di baris sendiri, misalnya: https://www.youtube.com/watch?v=abcdefghijk"
_FILLED_IN: Final = "tulis tautan ke formulirnya, misalnya: [Isi formulir](https://www.example.id/)"
_IN_PLACE_OF: Final = {
    **dict.fromkeys(("iframe", "embed", "object", "video", "param", "frame"), _EMBEDDED),
    **dict.fromkeys(("form", "input", "button", "select", "option", "textarea"), _FILLED_IN),
    **dict.fromkeys(
        ("script", "style", "link", "meta", "noscript"),
        "hapus unsur itu; pembaca tidak melihat apa pun darinya",
    ),
    **dict.fromkeys(
        ("svg", "path", "canvas"),
        "simpan gambarnya di folder media/, lalu tulis misalnya: ![Denah](../../media/denah.png)",
    ),
}


def _link_fault(path: str, link: Link, targets: Targets, *, has_page: bool) -> Fault | None:
    if link.kind is LinkKind.FOREIGN_MEDIA:
        return targets.dead.foreign(path, link.written)
    if link.kind is LinkKind.EMBED:
        return _embedded(link)
    if link.kind is LinkKind.ESCAPE:
        return targets.dead.escaping(path, link.written)
    if link.kind is LinkKind.INTERNAL:
        return _page_fault(path, link, targets, has_page=has_page)
    wanted = "gambar" if link.kind is LinkKind.PICTURE else "suara"
    found = targets.media.get(link.target)
    if found is None and not targets.entry(link.target):
        return targets.dead.missing(path, link)
    return found if isinstance(found, Fault) else _wrong_kind(link.written, wanted, found)


def _attached(link: Link) -> Fault:
    as_pdf = PurePosixPath(link.written).with_suffix(".pdf")
    return Fault(
        "K343",
        f"lampiran {quote(link.written)} hanya terbuka dengan program yang membuatnya",
        f"simpan sebagai PDF, lalu tulis misalnya: {as_pdf}; bila memang harus bisa diisi, "
        "tulis attachments: true di bawah kim/catalogue dalam mkdocs.yml",
    )


def _embedded(link: Link) -> Fault:
    return Fault(
        "K342",
        f"sisipan {quote(link.written)} ditampilkan sebagai tautan ke {link.target}",
        f"biarkan saja, atau tulis tautannya sendiri: [Judul]({link.target})",
        Severity.WARNING,
    )


def _page_fault(path: str, link: Link, targets: Targets, *, has_page: bool) -> Fault | None:
    if target := targets.entry(link.target):
        return _unpublished(link.written) if has_page and not target.has_page else None
    if link.target in targets.unreadable:
        return _unpublished(link.written) if targets.leaves_out else None
    if link.target in targets.media:
        found = targets.media[link.target]
        if isinstance(found, Fault):
            return found
        return _attached(link) if found.is_attachment and not targets.attachments else None
    if link.target in targets.generated:
        return None
    return targets.dead.missing(path, link)


def _unpublished(written: str) -> Fault:
    return Fault(
        "K308",
        f"tautan {quote(written)} menuju tulisan yang belum terbit; ia tampil sebagai teks biasa",
        "biarkan saja; tautannya hidup sendiri setelah tulisan itu terbit",
        Severity.WARNING,
    )
