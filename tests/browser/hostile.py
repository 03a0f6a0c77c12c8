"""A site whose every text, in every field of every kind and in every setting, tries to do harm.

The kinds of what is tried are those of OWASP's public collection; each line is written for this
test. What runs calls `alert`; what fetches asks `lain.example`.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Final

import yaml

from kim_plugins.engine import options
from tests.catalogue.media.test_vectors import RUNNING
from tests.catalogue.media.vectors import SVG
from tests.pages.specimens import Specimen
from tests.pages.test_every_field import KINDS, LEFT_OUT, MEDIA

# Of at most 110 characters each, as a title has 120: several ways out of where a text may stand.
LINES: Final = (
    "\"><img src=x onerror=alert(1)>'><svg/onload=alert(1)>",
    "</title></style></textarea></script><script>alert(1)</script>",
    "--><script>alert(1)</script>]]><script>alert(1)</script><!--",
    "' onfocus=alert(1) autofocus tabindex=1 x='\" onmouseover=alert(1) x=\"",
    "javascript:alert(1)//<a href=javascript:alert(1)>ketuk</a>",
    "[ketuk](javascript:alert(1)) ![x](//lain.example/x.png) <javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><object data=//lain.example/>",
    "<details open ontoggle=alert(1)><video><source onerror=alert(1)></video>",
    "&lt;img src=x onerror=alert(1)&gt; &#60;script&#62;alert(1)&#60;/script&#62;",
    "<math><mi xlink:href='javascript:alert(1)'>x<style><img src=x onerror=alert(1)>",
    "<link rel=stylesheet href=//lain.example/x.css><style>@import '//lain.example/y'</style>",
    "{{ 7 * 7 }}{% raw %}${alert(1)}#{alert(1)}<%= 1 %>\\u003cscript>alert(1)\\u003c/script>",
)
BODIES: Final = (
    *LINES,
    "<p onclick='alert(1)' style='background:url(//lain.example/a)'>x</p>",
    "<img src='x' onerror=alert(1)//><img srcset='//lain.example/a 1x'>",
    '<img """><script>alert(1)</script>">',
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<svg><script>alert(1)</script><a><animate attributeName=href values=javascript:alert(1)>",
    "<svg><style><!--</style><img src=x onerror=alert(1)>--></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><b title='--&gt;&lt;p onclick=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><img src=x onerror=alert(1)></template><xmp><script>alert(1)</script></xmp>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)><select autofocus onfocus=alert(1)></select>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a><a href='&#1;javascript:alert(1)'>y</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a><a href='vbscript:x'>y</a>",
    "<blockquote cite='javascript:alert(1)'>x</blockquote><q cite='javascript:alert(1)'>y</q>",
    "<meta http-equiv=refresh content='0;url=//lain.example/'><base href=//lain.example/>",
    "<audio src=//lain.example/a.mp3 onerror=alert(1)></audio><video poster=//lain.example/>",
    "<embed src=//lain.example/a><applet code=a></applet><frameset onload=alert(1)>",
    "<table background=//lain.example/a><td background=javascript:alert(1)>x</table>",
    "<marquee onstart=alert(1)>x</marquee><keygen onfocus=alert(1) autofocus>",
    "<div id=kim-tema><img name=cookie><form name=body><input name=innerHTML></form></div>",
    '```html" onmouseover=alert(1)\n<script>alert(1)</script>\n```',
    "`<img src=x onerror=alert(1)>` ~~<svg onload=alert(1)>~~ ==<b onclick=alert(1)>x</b>==",
    '[x]: javascript:alert(1) "<img src=x onerror=alert(1)>"\n\n[x] [y][x] ![z][x]',
    "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    '*[HTML]: "><img src=x onerror=alert(1)>\n\nHTML',
    "| <img src=x onerror=alert(1)> | [x](javascript:a) |\n|---|---|\n| <b onclick=alert(1)> |",
    "# <img src=x onerror=alert(1)> {onclick=alert(1)}",
    "![x](../../media/sawah.png){onerror=alert(1)} [x](#a){onclick=alert(1) style=color:red}",
    "<https://desa.example/\"onmouseover=alert(1)//> https://desa.example/'><script>alert(1)</script>",
    "[x](https://desa.example/ '\"><img src=x onerror=alert(1)>')",
    '!!! note "<img src=x onerror=alert(1)>"\n    <script>alert(1)</script>',
    "- [ ] <img src=x onerror=alert(1)>\n1. <svg onload=alert(1)>\n> <script>alert(1)</script>",
    "<!-- --!><img src=x onerror=alert(1)> -->\n\n<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1 ?><script>alert(1)</script><%= <script>alert(1)</script> %>",
    "https://www.youtube.com/watch?v=a\"onload=alert(1)\n\n<iframe src='https://www.youtube.com/embed/a?\"><script>alert(1)</script>'></iframe>",
)
"""Blocks of Markdown."""

OLD: Final = (
    "---\ntitle: {0}\ndescription: Dulu.\ndate: 2025-01-05\nproblem: Masalah.\n"
    "meeting: {{date: 2025-01-04, place: Balai, chair: Ketua, attendance: {{men: 3, women: 3}}}}\n"
    "decision: [Jadi]\nmethod: mufakat\n---\n"
)
ALL: Final = " ".join(LINES)

MOMENT: Final = "2026-03-01T08:00+07:00"
"""The clock of the site: after all days of its records, while they have scripts and sheets."""


NEWS: Final = (
    "---\ntitle: Kabar\ndescription: Ringkas.\ndate: 2026-02-20\ngroup: tani\n---\n\n{0}\n"
)


class Hostile(Specimen):
    """A record in whose text fields stand the lines, one after the other from `first` on."""

    def __init__(self, path: str, first: int) -> None:
        self._next = first
        model, fixed = KINDS[path]
        super().__init__(model, fixed=fixed, leave_out=LEFT_OUT)

    def _samples(self) -> dict[str, Any]:
        return {**super()._samples(), "Line": self._line, "Prose": self._line}

    def _line(self, _: str) -> tuple[str, tuple[str, ...]]:
        self._next += 1
        return LINES[self._next % len(LINES)], ()


def hostile_files() -> dict[str, str | bytes]:
    """A content folder: as many records of each kind as there are lines."""
    files: dict[str, str | bytes] = {
        "index.md": f"---\ntitle: '{LINES[1]}'\n---\n\n{LINES[0]}\n",
        "keputusan/2025/lama.md": OLD.format("Judul lama"),
        "keputusan/2025/ganti.md": OLD.format("Judul ganti"),
        "media/sawah.png": (MEDIA / "sawah.png").read_bytes(),
        "media/halo.mp3": (MEDIA / "halo.mp3").read_bytes(),
    }
    for path in KINDS:
        count = 1 if path.startswith("kelompok") else len(LINES)
        for number in range(count):
            place = path.replace("semua", f"{number}")
            files[place] = Hostile(path, number).markdown("Isi.")
    for number, block in enumerate(BODIES):
        files[f"berita/2026/isi-{number}.md"] = NEWS.format(block)
    for number, inside in enumerate(RUNNING.values()):
        files[f"media/gambar-{number}.svg"] = SVG.format(" width='9' height='9'", inside)
        shown = f"![Gambar](../../media/gambar-{number}.svg)"
        files[f"berita/2026/gambar-{number}.md"] = NEWS.format(shown)
    return files


def hostile_settings(config: Path, content: Path) -> str:
    """The site's own settings with lines in every text, plugin by plugin."""
    settings = yaml.safe_load(config.read_text("utf-8"))
    settings["docs_dir"] = str(content)
    for name in ("site_name", "site_description", "site_author", "copyright"):
        settings[name] = ALL
    chosen = {}
    for plugin in settings["plugins"]:
        name, own = next(iter(plugin.items())) if isinstance(plugin, dict) else (plugin, {})
        chosen[name] = {**own, **_lines(name)}
        if "synonyms" in own:
            chosen[name]["synonyms"] = ["sumur, <img src=x onerror=alert(1)>"]
    settings["plugins"] = [{name: own} for name, own in chosen.items()]
    return yaml.safe_dump(settings, allow_unicode=True)


def _lines(plugin: str) -> dict[str, str]:
    """A line for each option of a plugin that is any text, or nearly any."""
    (found,) = entry_points(group="mkdocs.plugins", name=plugin)
    lines = {}
    for number, (key, option) in enumerate(found.load().config_class._schema):
        if type(option) is options.Line:
            lines[key] = LINES[number % len(LINES)]
        elif isinstance(option, options.Email):
            lines[key] = '"><svg/onload=alert(1)>@lain.example'
    return lines
