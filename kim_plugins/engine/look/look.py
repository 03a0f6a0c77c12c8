"""The look of a site, as the frame and generated pictures need it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.catalogue.addresses import PODCAST_PICTURE
from kim_plugins.engine.look.colours import Colour, of_hex
from kim_plugins.engine.look.extras import Extras, extras
from kim_plugins.engine.look.logos import LogoImage, Logos, logos_of
from kim_plugins.engine.look.palette import own_stylesheet, palette_of
from kim_plugins.engine.look.palettes import Palette, rules, schemes_of
from kim_plugins.engine.look.remarks import Remark, written
from kim_plugins.engine.theme_files import ASSETS, OWN_COVER
from kim_plugins.feeds import PictureColours
from kim_plugins.pages.branding import Branding
from kim_plugins.pages.icons import Colours, icon_files, podcast_cover
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
    """A link to a social network."""

    icon: str
    link: str
    name: str


@dataclass(frozen=True)
class Look:
    """The look of a site; its parts are made when they are first used."""

    config: MkDocsConfig

    @cached_property
    def palette(self) -> Palette:
        """The colours that differ from the stylesheet's own."""
        return palette_of(self.config)[0]

    @cached_property
    def logos(self) -> Logos:
        """The group's own logos."""
        return self._logos[0]

    @property
    def remarks(self) -> list[Remark]:
        """The remarks found while making the parts."""
        return self._logos[1]

    @cached_property
    def _logos(self) -> tuple[Logos, list[Remark]]:
        return logos_of(self.config)

    @property
    def logo(self) -> LogoImage | None:
        """The logo in the header."""
        return self.logos.logo

    @cached_property
    def favicon(self) -> LogoImage:
        """The icon of the tab: the site's own, its logo, or ours in the site's colours."""
        if self.logos.favicon:
            return self.logos.favicon
        drawing = (ASSETS / "kim-icon.svg").read_text(encoding="utf-8")
        if self.palette != Palette():
            colours = {"fill": self._colour("roof"), "stroke": self._colour("gold")}
            drawing = _COLOUR.sub(lambda found: _coloured(found[0], colours), drawing)
        return LogoImage("assets/kim-icon.svg", drawing.encode(), "image/svg+xml")

    @property
    def schemes(self) -> list[str]:
        """The colour schemes for the browser, the usual one first."""
        return [self.palette.only] if self.palette.only else ["light", "dark"]

    @cached_property
    def headers(self) -> Mapping[str, str]:
        """The colour of the header in each scheme."""
        light, dark = schemes_of(own_stylesheet())
        shown = {"light": light | dict(self.palette.light), "dark": dark | dict(self.palette.dark)}
        return {scheme: shown[scheme]["roof"] for scheme in self.schemes}

    @cached_property
    def icons(self) -> Mapping[str, str]:
        """The icons of the frame by Material's names."""
        return {**_ICONS, **self.own_icons}

    @cached_property
    def own_icons(self) -> Mapping[str, str]:
        """The icons that the site has chosen."""
        return dict(_icons_of(self.config))

    @cached_property
    def social(self) -> list[Social]:
        """Links to social networks."""
        return social(self.config)[0]

    @cached_property
    def extras(self) -> Extras:
        """The site's own styles and scripts."""
        return extras(self.config)

    @property
    def signs(self) -> Iterator[LogoImage]:
        """The images that the frame shows."""
        yield self.favicon
        if self.logo:
            yield self.logo

    @cached_property
    def style(self) -> str:
        """The CSS rules of the look: colours and fonts."""
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
    def branding(self) -> Branding:
        """The branding for generated pictures."""
        host = urlsplit(self.config.site_url or "").hostname or ""
        roof, letters, gold, paper = map(self._colour, ("roof", "on-roof", "gold", "paper"))
        colours = (str(roof), str(letters), str(gold), str(paper))
        return Branding(self.config.site_name, host, *colours, self.logos.large)

    def icon_files(self) -> Mapping[str, Callable[[], bytes]]:
        """Icons for telephones and the podcast by address; logos get a paper background."""
        if self.palette == Palette() and not self.branding.logo:
            # To draw so large a picture takes an eighth of a second.
            return {**icon_files(), PODCAST_PICTURE: (ASSETS / OWN_COVER).read_bytes}
        brand = self.branding
        background = brand.paper if brand.logo else brand.background
        colours = Colours(background, brand.foreground, brand.accent)
        cover = partial(podcast_cover, brand.logo, colours)
        return {**icon_files(brand.logo, colours), PODCAST_PICTURE: cover}

    @property
    def podcast_colours(self) -> PictureColours:
        """The colours of groups' podcast pictures."""
        if self.palette == Palette():
            return PictureColours()
        return PictureColours(*(str(self._colour(name)) for name in ("roof", "on-roof", "gold")))

    def _colour(self, name: str) -> Colour:
        light, dark = schemes_of(own_stylesheet())
        is_dark = self.palette.only == "dark"
        own, mine = (dark, self.palette.dark) if is_dark else (light, self.palette.light)
        found = of_hex({**own, **mine}[name])
        assert found  # noqa: S101 - one of our own
        return found


def social(config: MkDocsConfig) -> tuple[list[Social], list[Remark]]:
    """The links of `extra.social`, with remarks."""
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
    """Remarks on icons that Material doesn't have."""
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
