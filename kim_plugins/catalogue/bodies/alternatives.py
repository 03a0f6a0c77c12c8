"""Pictures in a body without a text that stands in for them (K354, K355)."""

from __future__ import annotations

import html
from typing import Final

from kim_plugins.catalogue.bodies.remarks import Remarks
from kim_plugins.records.alternatives import says_nothing, useless
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, quote

_EXAMPLE: Final = "Petani memotong padi"
_IMAGE: Final = deferred(r"(?i)<img(?=[\s/>])(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>")
_ATTRIBUTE: Final = deferred(
    r"(?i)\s(alt|src)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?(?=[\s/>])"
)
_LINK: Final = deferred(
    r"(?is)<a\s[^<>]*>(?:\s|<img[^<>]*>|</?(?:span|b|i|em|strong|br)\b[^<>]*>)*+</a>"
)


def look_at_picture(  # noqa: PLR0913 - what is known of one
    written: str, alt: str, source: str, title: str, *, line: int, remarks: Remarks
) -> None:
    """A picture of Markdown, `written` at a line or after it."""
    said = " ".join(alt.split())
    target = written[written.rfind("](") :]
    if not said:
        new = f"![{title}{target}" if title and target.startswith("](") else None
        hint = new or f"![{_EXAMPLE}{target if target.startswith('](') else f']({source})'}"
        fault = _missing(source, f"tulis apa yang terlihat, misalnya: {hint}")
        remarks.at(line, written, fault, new)
    elif says_nothing(said, source):
        remarks.at(line, written, useless(said, f"tulis misalnya: ![{_EXAMPLE}]({source})"))


def look_at_html(raw: str, line: int, remarks: Remarks) -> None:
    """The pictures of HTML that an editor wrote at a line or after it.

    An empty `alt` says that a picture is a decoration, unless it is all that a link has.
    """
    if "<img" not in raw.lower():
        return
    links = [link.span() for link in _LINK.finditer(raw)]
    for image in _IMAGE.finditer(raw):
        found = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(image[0])}
        source = html.unescape(found.get("src", ""))
        said = " ".join(html.unescape(found.get("alt", "")).split())
        place = line + raw.count("\n", 0, image.start())
        if said:
            if says_nothing(said, source):
                remarks.at(place, image[0], useless(said, f'tulis misalnya: alt="{_EXAMPLE}"'))
        elif "alt" not in found or any(start < image.start() < end for start, end in links):
            hint = f'tulis apa yang terlihat, misalnya: <img src="{source}" alt="{_EXAMPLE}">'
            remarks.at(place, image[0], _missing(source, hint))


def _missing(source: str, hint: str) -> Fault:
    what = f"gambar {quote(source)} tidak punya teks untuk pembaca yang tidak melihatnya"
    return Fault("K354", what, hint)
