"""What the preview shows: the site of one build, each file made when it is asked for."""

from __future__ import annotations

from pathlib import Path

from kim_plugins.builder.background import BackgroundOffers
from kim_plugins.builder.making import Making
from kim_plugins.builder.outputs import Outputs, place_of


class PreviewSite:
    """One build of the preview, from when it is done until the next one is."""

    def __init__(self, making: Making, outputs: Outputs, background: BackgroundOffers) -> None:
        self._making, self._outputs, self._background = making, outputs, background
        self._is_searchable = False

    def make_file(self, folder: Path, path: str) -> None:
        """Make the file of an address below a folder, if there is one and it isn't made yet."""
        try:
            place = place_of(path)
        except ValueError:
            return  # an address that leads out of the site is asked for, too
        target = folder / place
        data = None if target.is_file() else self._data(place)
        if data is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def _data(self, place: str) -> bytes | None:
        data = self._outputs.deferred(place)
        if data is None:
            data = self._making.at(place)
        if data is None and not self._is_searchable and place.startswith("cari/"):
            # Most edits are looked at on their page; whoever searches waits for the index.
            self._is_searchable = True
            self._background.join()
            data = self._outputs.deferred(place)
        return data
