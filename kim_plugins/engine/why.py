"""Why an address was made again, or would be: down to the file, the setting or the day (C9)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.builder.files import shown_folder
from kim_plugins.builder.manifests import Manifest, Manifests
from kim_plugins.builder.traces import Traces
from kim_plugins.engine.asked_address import OtherSite, places_asked
from kim_plugins.engine.catalogue import plugin_of
from kim_plugins.engine.causes import Causes
from kim_plugins.engine.folders import offer_others
from kim_plugins.engine.made_with import parts_of
from kim_plugins.engine.open_data import offer_all_data
from kim_plugins.engine.page_outputs import offer_sitemaps
from kim_plugins.engine.publish import Explained, background_of, making_of, outputs_of

_MOST_CAUSES: Final = 10
_FILE: Final = "berkas"
_MADE_OF: Final = {
    "cari/": "kata-kata semua tulisan",
    "data/": "data terbuka semua tulisan",
    "sitemap": "daftar semua halaman",
    "build.json": "jadwal isi, setelan dan program",
    "media/": "gambar, suara dan dokumen yang dipakai",
    "": "setelan, tema dan program",
}
"""What files that no target makes are made of, by how their places begin."""


class UnknownAddress(Explained):
    """Nothing is published at an address that was asked for."""


def explain(asked: str, config: MkDocsConfig, site: Path) -> str:
    """Why what stands at an address is made; for no address, what makes most.

    `site` is the published folder. Raises UnknownAddress.
    """
    return _Why(config, asked).answer(config, site)


class _Why:
    def __init__(self, config: MkDocsConfig, asked: str) -> None:
        plugin = plugin_of(config)
        self._catalogue, self._making, self._asked = plugin.catalogue, making_of(config), asked
        self._folder = shown_folder(Path(config.docs_dir))
        self._traces = Traces(plugin.store, plugin.catalogue, self._making.settings)
        self._stale = self._making.stale(self._traces)
        self._causes = Causes(plugin.catalogue, self._folder, self._traces.changed)
        self._settings = _other_settings(config) if self._traces.is_new else ()

    def answer(self, config: MkDocsConfig, site: Path) -> str:
        if not self._asked:
            return self._of_all()
        try:
            places = places_asked(self._asked, self._catalogue, config.docs_dir, str(site))
        except OtherSite as other:
            raise UnknownAddress(str(other)) from None
        if name := self._making.target_of(places, self._traces):
            return self._of_target(name)
        return self._of_file(config, site, places)

    def _of_target(self, name: str) -> str:
        if name in self._stale:
            reasons = [*map(self._causes.of, self._stale[name])] or ["halaman ini baru"]
            return _told(f"{self._asked} akan dibuat ulang, karena:", self._settings or reasons)
        reads = self._traces.targets[name].why
        reasons = [*map(self._causes.of, reads)] or ["baru, atau semuanya dibuat ulang"]
        return _told(f"{self._asked} tidak perlu dibuat ulang. Terakhir dibuat, karena:", reasons)

    def _of_file(self, config: MkDocsConfig, site: Path, places: Sequence[str]) -> str:
        made_of_others, now = self._offer_rest(config), outputs_of(config).keys
        place = next((one for one in places if one in now or (site / one).is_file()), None)
        if place is None:
            raise UnknownAddress(
                f"tidak ada yang terbit di '{self._asked}'; tulis alamatnya seperti di situs, "
                "misalnya: kim build --why /berita/"
            )
        made_of = self._made_of(place)
        before = (Manifests(plugin_of(config).store, site).of(site) or Manifest()).keys
        if place not in now and not self._settings:
            title = f"{self._asked} tidak akan terbit lagi, karena:"
        elif self._stale and place in made_of_others:
            title = (
                f"{self._asked} dibuat dari {made_of}; {len(self._stale)} hasil akan dibuat ulang, "
                "karena:"
            )
        elif now.get(place) != before.get(place) or self._settings:
            title = f"{self._asked} akan dibuat ulang, karena:"
        else:
            return f"{self._asked} tidak perlu dibuat ulang. Dibuat dari {made_of}."
        reasons = self._settings
        if not reasons and not made_of.startswith(_FILE):
            reasons = self._causes.most(self._stale.values(), _MOST_CAUSES)
        return _told(title, reasons or [f"{made_of} berubah"])

    def _offer_rest(self, config: MkDocsConfig) -> Collection[str]:
        """Offer what isn't a target; return the places of what is made of targets."""
        making, outputs = self._making, outputs_of(config)
        background_of(config).join()
        for made in self._traces.targets.values():
            outputs.add_put(made.files)
            making.dates += made.dates
        first = set(outputs.keys)
        offer_sitemaps(config)
        offer_all_data(config)
        made_of_targets = set(outputs.keys) - first
        offer_others(config, outputs, making)
        return made_of_targets

    def _made_of(self, place: str) -> str:
        for media in self._catalogue.media.values():
            if place == media.address[1:] or place.startswith(f"{media.name}-"):
                return f"{_FILE} {self._folder}/{media.path}"
        return next(said for start, said in _MADE_OF.items() if place.startswith(start))

    def _of_all(self) -> str:
        stale, targets = self._stale, self._traces.targets
        if self._settings:
            return _told(f"Semua {len(stale)} hasil akan dibuat ulang, karena:", self._settings)
        if stale:
            found, title = stale, f"{len(stale)} dari {len(targets)} hasil akan dibuat ulang."
        else:
            found = {name: made.why for name, made in targets.items() if made.why}
            title = "Tidak ada yang perlu dibuat ulang."
        lines = self._causes.most(found.values(), _MOST_CAUSES)
        if new := sum(not reads for reads in found.values()):
            lines.append(f"{new} × baru")
        heading = "Penyebab terbanyak:" if stale else "Penyebab terbanyak terakhir kali:"
        return _told(f"{title} {heading}", lines) if lines else title


def _told(title: str, reasons: Iterable[str]) -> str:
    return "\n".join([title, *(f"  - {reason}" for reason in reasons)])


def _other_settings(config: MkDocsConfig) -> Sequence[str]:
    """What differs from what everything was made with; all where nobody knows."""
    before, now = plugin_of(config).store.parts, parts_of(config)
    if not before:
        return ["belum ada yang tersimpan di .kim"]
    others = sorted(
        name for name in before.keys() | now.keys() if before.get(name) != now.get(name)
    )
    return [f"{name} berubah" for name in others] or ["yang tersimpan di .kim tidak dapat dipakai"]
