"""Why an address was made again, or would be: down to the file, the setting or the day (C9)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.files import shown_folder
from kim_plugins.builder.making import OTHERS, Making
from kim_plugins.builder.outputs import place_of
from kim_plugins.builder.traces import Traces
from kim_plugins.catalogue import Catalogue, Clock, Read
from kim_plugins.catalogue.answers import clock_of
from kim_plugins.catalogue.entry_lists import KEYS, LIST
from kim_plugins.catalogue.tracing import RECORD
from kim_plugins.engine.catalogue import plugin_of
from kim_plugins.engine.made_with import parts_of

_MOST_CAUSES: Final = 10
_MOST_FILES: Final = 3
_SCOPES: Final = {
    "listed": "daftar tulisan",
    "syndicated": "langganan",
    "sounds": "suara",
    "working": "tindak lanjut",
    "reported": "arsip dan laporan",
}
_GROUPINGS: Final = {
    "kind": "jenis",
    "year": "tahun",
    "group": "kelompok",
    "topic": "topik",
    "activity": "aktivitas",
    "region": "wilayah",
}
_QUERIES: Final = {
    "menu": "menu situs",
    "find": "tujuan tautan",
    "medium": "gambar, suara atau dokumen",
    "groups": "daftar kelompok",
    "topics": "daftar topik",
    "topic": "nama topik",
    "pages": "halaman biasa",
    "headlines": "peringatan darurat",
    "followers_of": "keputusan lanjutan dari",
    "entry_at": "berkas yang dirujuk,",
    "ledger": "hitungan laporan",
    "ledger_of": "hitungan laporan kelompok",
    "last_change": "waktu perubahan terakhir",
}


class Explained(Exception):  # noqa: N818 - an answer on its way to who asked
    """What was asked; nothing was published."""


class UnknownAddress(Explained):
    """Nothing is made of the content at an address that was asked for."""


def explain(config: MkDocsConfig, making: Making, asked: str) -> str:
    """Why the target at an address is made; for no address, what makes most."""
    plugin = plugin_of(config)
    catalogue = plugin.catalogue
    folder = shown_folder(Path(config.docs_dir))
    traces = Traces(plugin.store, catalogue, making.settings)
    stale = making.stale(traces)
    words = _Words(catalogue, folder, traces.changed)
    settings = _other_settings(config) if traces.is_new else ()
    if not asked:
        return _most(words, traces, stale, settings)
    name = _target_at(making, traces, asked)
    if name in stale:
        reasons = settings or [*map(words.of, stale[name])] or ["halaman ini baru"]
        return _told(f"{asked} akan dibuat ulang, karena:", reasons)
    reasons = [*map(words.of, traces.targets[name].why)] or ["baru, atau semuanya dibuat ulang"]
    return _told(f"{asked} tidak perlu dibuat ulang. Terakhir dibuat, karena:", reasons)


def _most(
    words: _Words,
    traces: Traces,
    stale: Mapping[str, Sequence[Read]],
    settings: Collection[str],
) -> str:
    if settings:
        return _told(f"Semua {len(stale)} hasil akan dibuat ulang, karena:", settings)
    if stale:
        found, title = stale, f"{len(stale)} dari {len(traces.targets)} hasil akan dibuat ulang."
    else:
        found = {name: made.why for name, made in traces.targets.items() if made.why}
        title = "Tidak ada yang perlu dibuat ulang."
    causes = Counter(words.of(read) for reads in found.values() for read in reads)
    lines = [f"{count} × {cause}" for cause, count in causes.most_common(_MOST_CAUSES)]
    if new := sum(not reads for reads in found.values()):
        lines.append(f"{new} × baru")
    heading = "Penyebab terbanyak:" if stale else "Penyebab terbanyak terakhir kali:"
    return _told(f"{title} {heading}", lines) if lines else title


def _told(title: str, reasons: Iterable[str]) -> str:
    return "\n".join([title, *(f"  - {reason}" for reason in reasons)])


def _target_at(making: Making, traces: Traces, asked: str) -> str:
    try:
        place = place_of(asked if asked.startswith("/") else f"/{asked}")
    except ValueError:
        place = ""
    for name, made in traces.targets.items():
        if place in made.files:
            return name
    for name in making.targets:
        if place_of(name) == place:
            return name
    raise UnknownAddress(
        f"tidak ada halaman, langganan atau naskah di '{asked}'; tulis alamatnya seperti di situs, "
        "misalnya: kim build --why /berita/"
    )


class _Words:
    """Says reads as an editor knows them."""

    def __init__(self, catalogue: Catalogue, folder: str, changed: Iterable[Read]) -> None:
        self._catalogue, self._folder = catalogue, folder
        self._files = sorted(read[1] for read in changed if read[0] == RECORD)

    def of(self, read: Read) -> str:
        """One read that has another answer."""
        name, *place = read
        if read == OTHERS:
            return "plugin atau hook lain mengubah halaman ini"
        if name == RECORD:
            path = str(place[0])
            what = (
                "berubah" if path in self._catalogue.entries else "hilang, atau tidak terbit lagi"
            )
            return f"berkas {self._folder}/{path} {what}"
        if clock_of(read) is not Clock.NEVER:
            day = self._catalogue.instant.astimezone(self._catalogue.options.zone)
            return f"hari atau jamnya berganti (sekarang {day:%Y-%m-%d %H:%M}): {self._thing(read)}"
        return f"{self._thing(read)} berubah{self._because()}"

    def _thing(self, read: Read) -> str:
        name, *place = read
        if name in (LIST, KEYS):
            scope, *rest = str(place[0]).split("/")
            said = _SCOPES.get(scope, scope)
            if rest:
                said += f" menurut {_GROUPINGS.get(rest[0], rest[0])}"
            return f"{said} {'/'.join(rest[1:])}".strip()
        shown = " ".join(str(part) for part in place if part is not None)
        return f"{_QUERIES.get(name, name.replace('_', ' '))} {shown}".strip()

    def _because(self) -> str:
        """The files that may have changed it: few, most often."""
        if not self._files:
            return ""
        named = [f"{self._folder}/{path}" for path in self._files[:_MOST_FILES]]
        more = len(self._files) - len(named)
        return f", karena {', '.join(named)}{f' dan {more} berkas lain' if more else ''}"


def _other_settings(config: MkDocsConfig) -> Sequence[str]:
    """What differs from what everything was made with; all where nobody knows."""
    before, now = plugin_of(config).store.parts, parts_of(config)
    if not before:
        return ["belum ada yang tersimpan di .kim"]
    others = sorted(
        name for name in before.keys() | now.keys() if before.get(name) != now.get(name)
    )
    return [f"{name} berubah" for name in others] or ["yang tersimpan di .kim tidak dapat dipakai"]
