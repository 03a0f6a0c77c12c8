"""The CSS with which browsers show a feed, as they are removing XSLT.

Each feed names `/langganan/umpan.css`, which says what the feed is and where that is explained, and
lists titles and dates.
"""

from __future__ import annotations

from typing import Final

from kim_plugins.catalogue import SiteOptions
from kim_plugins.catalogue.addresses import SUBSCRIPTIONS
from kim_plugins.feeds.text import one_line

_RULES: Final = """\
:root { display: block; max-width: 40rem; margin: 0 auto; padding: 1rem; color: #1c1b1a;
  background: #fffdf9; font: 1.125rem/1.6 system-ui, sans-serif; }
:root::before { display: block; margin-bottom: 1.5rem; padding: 1rem; border: 2px solid #7a3310;
  border-radius: .5rem; white-space: pre-line; overflow-wrap: anywhere; content: "%s"; }
channel, item, entry, title, pubDate, updated, item > link, summary, comment { display: block; }
rss > channel > *, feed > *, item > *, entry > * { display: none; }
rss > channel > title, feed > title { display: block; font-size: 1.75rem; font-weight: 700; }
rss > channel > item, feed > entry { display: block; padding: 1rem 0; border-top: 1px solid #999; }
item > title, entry > title { display: block; font-size: 1.25rem; font-weight: 700; }
item > pubDate, entry > published, item > link, entry > summary { display: block; }
item > pubDate, entry > published { font-size: 1rem; }
item > link { overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  :root { color: #f3efe9; background: #1b1410; }
  :root::before { border-color: #f0a070; }
}
"""


def write_stylesheet(options: SiteOptions) -> bytes:
    """The stylesheet of every feed, with a heading that explains it."""
    page = options.absolute(SUBSCRIPTIONS)
    words = (
        f"Langganan (RSS/Atom) {options.name}: untuk aplikasi pembaca, radio dan redaksi.",
        "Untuk berlangganan, salin alamat halaman ini ke aplikasi pembaca RSS. Gratis.",
        f"Penjelasannya ada di {page}",
    )
    return (_RULES % r"\a\a ".join(_css_string(one_line(line)) for line in words)).encode()


def _css_string(text: str) -> str:
    """A text inside a quoted string (CSS Syntax 3, section 4.3.5)."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
