"""Faults of links that lead nowhere, with the file that was probably meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import PurePosixPath
from typing import Final
from unicodedata import normalize
from urllib.parse import quote as percent_encoded

from kim_plugins.catalogue.bodies import Link, LinkKind
from kim_plugins.catalogue.checks.bare_addresses import with_scheme
from kim_plugins.catalogue.checks.near_names import FileNames, is_on_a_disk, relative
from kim_plugins.catalogue.checks.site import DEAD_LINK
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, quote

_ENDS_A_LINK: Final = deferred(r"[\s()<>\[\]#?\"]|%(?=[0-9a-fA-F]{2})")
_NOWHERE: Final = "periksa nama dan foldernya; huruf besar dan kecil dibedakan"
_DOCUMENTS: Final = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".csv")
_COMPUTED: Final = (
    "program lain menghitung alamat itu; tulis jalur satu berkas di folder media/, misalnya: "
    "![Warga menanam padi](../../media/panen.png)"
)
_COMPUTED_PAGE: Final = (
    "program lain menghitung alamat itu; tulis tujuannya, misalnya: "
    "[Galeri foto](https://www.example.id/galeri/), atau biarkan kata-katanya tanpa tautan"
)
_COMPOSED: Final = (
    "namanya sama bila dilihat, tetapi huruf beraksennya tersusun lain; "
    "ganti nama berkasnya, misalnya tanpa aksen"
)
_IN_MEDIA: Final = (
    "taruh berkasnya di folder content/media, lalu tulis misalnya: ../../media/panen.png"
)
_ACCOUNT: Final = "tulis alamat lengkap akunnya, misalnya: https://www.instagram.com/{}/"
_MOST_NAMED: Final = 3
_WITHOUT: Final = {
    "tel:": "nomor telepon {} di dalam tautan belum diawali tel:",
    "mailto:": "alamat surel {} di dalam tautan belum diawali mailto:",
    "http": "alamat situs {} di dalam tautan belum diawali https:// dengan benar",
}


class DeadLinks:
    """Words the faults of dead links, from the names of a site's documents and other files."""

    def __init__(self, documents: Collection[str], media: Collection[str]) -> None:
        self._media = FileNames(media)
        self._every = FileNames((*documents, *media))

    def escaping(self, path: str, written: str) -> Fault:
        """The fault of a link in the file `path` that leaves the content folder."""
        return Fault(
            "K315",
            f"{quote(written)} keluar dari folder content",
            _meant(path, self._every.matches(path, written)) or _IN_MEDIA,
        )

    def missing(self, path: str, link: Link) -> Fault:
        """The fault of a link in the file `path` whose target doesn't exist."""
        target, written = link.target, link.written
        is_page = link.kind is LinkKind.INTERNAL
        names = self._every if is_page else self._media
        meant = names.matches(path, written)
        if "{{" in written or "{%" in written:
            hint = _COMPUTED_PAGE if is_page else _COMPUTED
        elif any(normalize("NFC", one) == normalize("NFC", target) for one in meant):
            hint = _COMPOSED
        elif not (hint := _meant(path, meant)):
            if found := self.incomplete(path, link):
                return found
            near = names.alike(target)
            suffix = PurePosixPath(target).suffix.lower()
            if suffix and near and near.endswith(".md") and suffix != ".md":
                near = None  # a document is no page
            hint = _meant(path, [near] if near else [])
            hint = hint or _nowhere(path, written, target, is_document=suffix in _DOCUMENTS)
        code = DEAD_LINK if is_page else "K305"
        return Fault(code, f"berkas atau alamat {quote(written)} tidak ditemukan", hint)

    def incomplete(self, path: str, link: Link) -> Fault | None:
        """The fault of a link in the file `path` that lacks `https://`, `tel:` or `mailto:`."""
        whole = with_scheme(link.written)
        if whole is None:
            return None
        if link.kind in (LinkKind.PICTURE, LinkKind.SOUND):
            return self.foreign(path, link.written)
        what = next(text for start, text in _WITHOUT.items() if whole.startswith(start))
        return Fault("K356", what.format(quote(link.written)), f"tulis misalnya: [teks]({whole})")

    def foreign(self, path: str, written: str) -> Fault:
        """The fault of a picture or sound on another host or on somebody's computer."""
        meant = self._media.matches(path, written) if is_on_a_disk(written) else ()
        return Fault(
            "K307",
            f"gambar atau suara {quote(written)} tidak disimpan di situs ini",
            _meant(path, meant)
            or "simpan berkasnya di folder media/, lalu tulis misalnya: ../../media/panen.png",
        )


def _meant(path: str, names: Sequence[str]) -> str:
    ways = [_as_link(relative(path, name)) for name in names[:_MOST_NAMED]]
    return f"maksudnya {' atau '.join(ways)}?" if ways else ""


def _as_link(path: str) -> str:
    """A path as it can be pasted into a link; blanks and some signs would end it."""
    return _ENDS_A_LINK.sub(lambda found: percent_encoded(found[0], safe=""), path)


def _nowhere(path: str, written: str, target: str, *, is_document: bool) -> str:
    if written.startswith("@"):
        return _ACCOUNT.format(written[1:])
    if is_document:
        place = relative(path, f"media/{PurePosixPath(target).name}")
        return f"taruh berkasnya di folder media/, lalu tulis: {place}"
    return _NOWHERE
