"""All of a site's own look, as the frame and the pictures need it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.engine.look.colours import Colour, of_hex
from kim_plugins.engine.look.extras import Extras, extras
from kim_plugins.engine.look.logos import LogoImage, Logos, logos_of
from kim_plugins.engine.look.palette import own_stylesheet, palette_of
from kim_plugins.engine.look.palettes import Palette, rules, schemes_of
from kim_plugins.engine.look.remarks import Remark, written
from kim_plugins.engine.theme_files import ASSETS
from kim_plugins.pages.branding import Branding
from kim_plugins.pages.icons import Colours, icon_files
from kim_plugins.records.problems import quote

_ICONS: Final = {
    "logo": "",
    "menu": "material/menu",
    "close": "material/close",
    "search": "material/magnify",
    "edit": "material/pencil",
    "view": "material/file-eye-outline",
    "repo": "material/source-repository",
}
_LINKS: Final = ("http", "https", "mailto", "tel")
_SOCIAL_EXAMPLE: Final = (
    "tulis misalnya: - icon: fontawesome/brands/facebook, link: https://facebook.example/kim"
)
_COLOUR: Final = re.compile(r'fill="#8a3b12"|stroke="#f6c667"')


class Social(NamedTuple):
    """A place where the group is found, too."""

    icon: str
    link: str
    name: str


@dataclass(frozen=True)
class Look:
    """What a site looks like; drawn when it is asked for."""

    config: MkDocsConfig

    @cached_property
    def palette(self) -> Palette:
        """The colours that differ from the stylesheet's own."""
        return palette_of(self.config)[0]

    @cached_property
    def emblem(self) -> Logos:
        """The group's own signs."""
        return self._emblem[0]

    @property
    def remarks(self) -> list[Remark]:
        """What drawing has shown to be wrong."""
        return self._emblem[1]

    @cached_property
    def _emblem(self) -> tuple[Logos, list[Remark]]:
        return logos_of(self.config)

    @property
    def logo(self) -> LogoImage | None:
        """The emblem in the header."""
        return self.emblem.logo

    @cached_property
    def favicon(self) -> LogoImage:
        """The icon of a tab: the site's own one, its emblem, or ours in the site's colours."""
        if self.emblem.favicon:
            return self.emblem.favicon
        drawing = (ASSETS / "kim-icon.svg").read_text(encoding="utf-8")
        if self.palette != Palette():
            colours = {"fill": self._colour("roof"), "stroke": self._colour("gold")}
            drawing = _COLOUR.sub(lambda found: _coloured(found[0], colours), drawing)
        return LogoImage("assets/kim-icon.svg", drawing.encode(), "image/svg+xml")

    @property
    def schemes(self) -> list[str]:
        """What a browser is told of the schemes that there are, the usual one first."""
        return [self.palette.only] if self.palette.only else ["light", "dark"]

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The colour of the header in each scheme."""
        light, dark = schemes_of(own_stylesheet())
        shown = {"light": light | dict(self.palette.light), "dark": dark | dict(self.palette.dark)}
        return {scheme: shown[scheme]["roof"] for scheme in self.schemes}

    @cached_property
    def icons(self) -> Mapping[str, str]:
        """The icons of the frame, as Material names them."""
        return {**_ICONS, **self.own_icons}

    @cached_property
    def own_icons(self) -> Mapping[str, str]:
        """Those of them that the site has chosen."""
        return dict(_icons_of(self.config))

    @cached_property
    def social(self) -> list[Social]:
        """Where the group is found, too."""
        return social(self.config)[0]

    @cached_property
    def extras(self) -> Extras:
        """Styles and scripts of the site's own."""
        return extras(self.config)

    @property
    def signs(self) -> Iterator[LogoImage]:
        """The pictures that the frame shows."""
        yield self.favicon
        if self.logo:
            yield self.logo

    @cached_property
    def style(self) -> str:
        """The rules that come after the stylesheet's own: colours, and letters of one's own."""
        fonts = written(self.config)["theme"].get("font")
        own = self.extras.fonts
        families = [
            f'--md-{use}-font-family:"{name}",{fallback}'
            for use, fallback in (("text", "sans-serif"), ("code", "monospace"))
            if isinstance(fonts, Mapping) and (name := str(fonts.get(use))) in own
        ]
        letters = f"body{{{';'.join(families)}}}" if families else ""
        return rules(self.palette, own_stylesheet()) + letters

    @cached_property
    def face(self) -> Branding:
        """What pictures of the site are drawn with."""
        host = urlsplit(self.config.site_url or "").hostname or ""
        roof, letters, gold, paper = map(self._colour, ("roof", "on-roof", "gold", "paper"))
        colours = (str(roof), str(letters), str(gold), str(paper))
        return Branding(self.config.site_name, host, *colours, self.emblem.large)

    def icon_files(self) -> Mapping[str, Callable[[], bytes]]:
        """Icons for telephones by their address; the emblem's stand on paper."""
        if self.palette == Palette() and not self.face.emblem:
            return icon_files()
        ground = self.face.paper if self.face.emblem else self.face.header
        return icon_files(self.face.emblem, Colours(ground, self.face.letters, self.face.ornament))

    def _colour(self, name: str) -> Colour:
        light, dark = schemes_of(own_stylesheet())
        is_dark = self.palette.only == "dark"
        own, mine = (dark, self.palette.dark) if is_dark else (light, self.palette.light)
        found = of_hex({**own, **mine}[name])
        assert found  # noqa: S101 - one of our own
        return found


def social(config: MkDocsConfig) -> tuple[list[Social], list[Remark]]:
    """`extra.social` as Material has it, and what is wrong with it."""
    found: list[Social] = []
    remarks: list[Remark] = []
    given: Any = config.extra.get("social")
    setting = ("extra", "social")
    if given is not None and not isinstance(given, list):
        return [], [Remark("K528", setting, f"{quote(repr(given))} bukan daftar", _SOCIAL_EXAMPLE)]
    for entry in given or ():
        link = str(entry.get("link") or "") if isinstance(entry, Mapping) else ""
        parts = urlsplit(link) if link.isprintable() else urlsplit("")
        if parts.scheme not in _LINKS:
            said = f"{quote(link or repr(entry))} bukan alamat yang dapat dibuka"
            remarks.append(Remark("K528", setting, said, _SOCIAL_EXAMPLE))
            continue
        icon = str(entry.get("icon") or "material/link")
        if not _has_icon(config, icon):
            remarks.append(_no_icon((*setting, icon), icon))
            icon = "material/link"
        name = str(entry.get("name") or parts.hostname or parts.path).removeprefix("www.")
        found.append(Social(icon, link, name))
    return found, remarks


def icon_remarks(config: MkDocsConfig) -> Iterator[Remark]:
    """Icons of the frame that Material doesn't have."""
    icons = written(config)["theme"].get("icon")
    for use, icon in icons.items() if isinstance(icons, Mapping) else ():
        if use in _ICONS and icon and not _has_icon(config, str(icon)):
            yield _no_icon(("theme", "icon", use), str(icon))


def _icons_of(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    icons = written(config)["theme"].get("icon")
    for use, icon in icons.items() if isinstance(icons, Mapping) else ():
        if use in _ICONS and icon and _has_icon(config, str(icon)):
            yield use, str(icon)


def _has_icon(config: MkDocsConfig, name: str) -> bool:
    if ".." in name:
        return False
    return any(Path(folder, f".icons/{name}.svg").is_file() for folder in config.theme.dirs)


def _no_icon(setting: tuple[str, ...], icon: str) -> Remark:
    hint = "tulis misalnya: material/bullhorn, atau fontawesome/brands/whatsapp"
    return Remark("K528", setting, f"ikon {quote(icon)} tidak ada", hint)


def _coloured(attribute: str, colours: Mapping[str, Colour]) -> str:
    name = attribute.partition("=")[0]
    return f'{name}="{colours[name]}"'
