"""The colours of `theme.palette`: Material's names, hex values, or ready palettes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.engine.look.colours import ACCENT, PRIMARY, Colour, of_hex
from kim_plugins.engine.look.palettes import READY, Palette, PaletteRequest, Scheme, palette
from kim_plugins.engine.look.remarks import Remark, Setting, written
from kim_plugins.engine.theme_files import ASSETS
from kim_plugins.records.problems import quote

SETTING: Final = ("theme", "palette")
_PLAIN: Final = next(iter(READY))
_SCHEMES: Final[dict[str, Scheme]] = {"default": "light", "slate": "dark"}
_KEYS: Final = ("scheme", "primary", "accent", "media", "toggle")
_NAMES: Final = {"primary": PRIMARY, "accent": ACCENT}
_MEDIA: Final[dict[str, Scheme | None]] = {
    "(prefers-color-scheme: light)": "light",
    "(prefers-color-scheme: dark)": "dark",
    "(prefers-color-scheme)": None,
}
_EXAMPLE: Final = "tulis misalnya: palette: batik, atau palette: {primary: teal, accent: amber}"


def palette_of(config: MkDocsConfig) -> tuple[Palette, list[Remark]]:
    """The colours of a site, with remarks."""
    reader = _Reader(has_css=bool(config.extra_css))
    chosen = reader.read(written(config)["theme"].get("palette"))
    return chosen, reader.remarks


def own_stylesheet() -> str:
    """The stylesheet that defines the default colours."""
    return Path(ASSETS / "kim.css").read_text(encoding="utf-8")


class _Reader:
    """Reads one value of `theme.palette`."""

    def __init__(self, *, has_css: bool) -> None:
        self._has_css = has_css
        self.remarks: list[Remark] = []

    def read(self, value: object) -> Palette:
        entries = [*self._entries(value)]
        if not entries:
            return Palette()
        light = next((wish for scheme, wish in entries if scheme != "dark"), entries[0][1])
        dark = next((wish for scheme, wish in entries if scheme == "dark"), None)
        if dark is None:
            dark = next((wish for scheme, wish in entries if scheme is None), light)
        only = entries[0][0] if len(entries) == 1 else None
        found = palette(light, dark, only, own_stylesheet())
        for scheme, name, given, became in found.changed:
            self._tell_changed(scheme, name, given, became)
        return found

    def _tell_changed(self, scheme: Scheme, name: str, given: Colour, became: Colour) -> None:
        done = "digelapkan" if became.luminance < given.luminance else "diterangkan"
        where = "layar terang" if scheme == "light" else "layar gelap"
        self.remarks.append(
            Remark(
                "K520",
                (*SETTING, name),
                f"warna {name} {given} kurang kontras untuk tulisan di {where} (batas WCAG AA "
                f"4,5 banding 1), jadi {done} menjadi {became}",
                f"tulis {name}: '{became}' bila ingin persis seperti yang tampil",
                is_note=True,
            )
        )

    def _entries(self, value: object) -> Iterator[tuple[Scheme | None, PaletteRequest]]:
        """Each scheme that is asked for, None where it is one for both."""
        if value is None:
            return
        if isinstance(value, str):
            yield None, PaletteRequest(self._ready(value, SETTING) or _PLAIN)
            return
        is_list = isinstance(value, list)
        entries: Sequence[Any] = value if isinstance(value, list) else [value]
        for entry in entries:
            if not isinstance(entry, Mapping):
                self._say("K521", SETTING, f"nilai {quote(repr(entry))} bukan palet", _EXAMPLE)
                continue
            yield self._entry(entry, is_one_of_many=is_list and len(entries) > 1)

    def _entry(
        self, entry: Mapping[str, Any], *, is_one_of_many: bool
    ) -> tuple[Scheme | None, PaletteRequest]:
        for key in entry:
            if key not in _KEYS:
                self._unknown(str(key), _KEYS, (*SETTING, str(key)), "pilihan palet")
        if entry.get("toggle") is not None:
            self._say(
                "K524",
                (*SETTING, "toggle"),
                "tombol terang/gelap tidak ada di situs ini: halaman mengikuti setelan terang atau "
                "gelap di telepon pembaca",
                "hapus toggle",
            )
        written_scheme = entry.get("scheme")
        scheme = _SCHEMES.get(str(written_scheme))
        ready = _PLAIN
        if written_scheme is not None and scheme is None:
            ready = self._ready(str(written_scheme), (*SETTING, "scheme")) or _PLAIN
        media = entry.get("media")
        if media in _MEDIA:
            scheme = _MEDIA[media] or (scheme if is_one_of_many else None)
        elif media is not None:
            self._say(
                "K521",
                (*SETTING, "media"),
                f"media {quote(str(media))} tidak dikenal",
                f"tulis misalnya: media: '{next(iter(_MEDIA))}'",
            )
        return scheme, PaletteRequest(
            ready, self._colour(entry, "primary"), self._colour(entry, "accent")
        )

    def _ready(self, name: str, setting: Setting) -> str | None:
        if name in READY:
            return name
        if name in _SCHEMES:
            return None
        if not self._has_css or setting == SETTING:
            # A scheme of one's own is written in extra_css, as Material documents.
            self._unknown(name, (*READY, *_SCHEMES), setting, "palet")
        return None

    def _colour(self, entry: Mapping[str, Any], name: str) -> Colour | None:
        value = entry.get(name)
        if value is None or value == "custom":
            return None
        text = str(value).strip().lower()
        names = _NAMES[name]
        if found := of_hex(names.get(text.replace("-", " "), text)):
            return found
        self._unknown(str(value), tuple(names), (*SETTING, name), "warna")
        return None

    def _unknown(self, value: str, known: Sequence[str], setting: Setting, what: str) -> None:
        near = get_close_matches(value.lower(), known, 1)
        hint = f"maksudnya {near[0]}?" if near else f"yang ada: {', '.join(known)}"
        if what == "warna":
            hint += "; atau tulis warnanya, misalnya '#00695c'"
        self._say("K521", setting, f"{what} {quote(value)} tidak dikenal, jadi tidak dipakai", hint)

    def _say(self, code: str, setting: Setting, message: str, hint: str) -> None:
        self.remarks.append(Remark(code, setting, message, hint))
