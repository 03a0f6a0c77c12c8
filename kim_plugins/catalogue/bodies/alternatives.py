"""Checks that pictures have an alternative text (K354, K355)."""

from __future__ import annotations

import html
from typing import Final

from kim_plugins.catalogue.bodies.remarks import Remarks
from kim_plugins.records.models.alternatives import is_meaningless, meaningless_text
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault, quote

_EXAMPLE: Final = "Petani memotong padi"
_AS_HTML: Final = f'tulis apa yang terlihat, misalnya: <img src="{{}}" alt="{_EXAMPLE}">'
_IMAGE: Final = deferred(r"(?i)<img(?=[\s/>])(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>")
_ATTRIBUTE: Final = deferred(
    r"(?i)\s(alt|src)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?(?=[\s/>])"
)
_LINK: Final = deferred(
    r"(?is)<a\s[^<>]*>(?:\s|<img[^<>]*>|</?(?:span|b|i|em|strong|br)\b[^<>]*>)*+</a>"
)


def check_picture(  # noqa: PLR0913 - what is known of one
    written: str, alt: str, source: str, title: str, *, line: int, remarks: Remarks
) -> None:
    """Check a picture of Markdown, `written` on a line or after it."""
    said = " ".join(alt.split())
    target = written[written.rfind("](") :]
    if not said:
        new = f"![{title}{target}" if title and target.startswith("](") else None
        hint = new or f"![{_EXAMPLE}{target if target.startswith('](') else f']({source})'}"
        fault = _missing(source, f"tulis apa yang terlihat, misalnya: {hint}")
        remarks.at_each(line, written, fault, new)
    elif is_meaningless(said, source):
        remarks.at_each(
            line, written, meaningless_text(said, f"tulis misalnya: ![{_EXAMPLE}]({source})")
        )


def check_html(raw: str, line: int, remarks: Remarks) -> None:
    """Check the pictures and links in HTML that an editor wrote on a line or after it."""
    if "<img" not in raw.lower():
        return
    for image in _IMAGE.finditer(raw):
        check_tag(image[0], line + raw.count("\n", 0, image.start()), remarks)
    for link in _LINK.finditer(raw):
        check_link(link[0], line + raw.count("\n", 0, link.start()), remarks)


def check_tag(tag: str, line: int, remarks: Remarks) -> None:
    """Check an `img` on a line or after it; an empty `alt` says that it is decoration."""
    source, alt = _told(tag)
    if alt is None:
        remarks.at_each(line, tag, _missing(source, _AS_HTML.format(source)))
    elif alt and is_meaningless(alt, source):
        remarks.at_each(line, tag, meaningless_text(alt, f'tulis misalnya: alt="{_EXAMPLE}"'))


def check_link(raw: str, line: int, remarks: Remarks) -> None:
    """Check that a link holds more than decoration; an image without `alt` is told elsewhere."""
    if not _LINK.fullmatch(raw):
        return
    for image in _IMAGE.finditer(raw):
        source, alt = _told(image[0])
        if alt == "":
            remarks.at_each(line, image[0], _missing(source, _AS_HTML.format(source)))


def _told(tag: str) -> tuple[str, str | None]:
    """The source of an `img`, and its text on one line, where it has any."""
    found = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag)}
    alt = found.get("alt")
    return html.unescape(found.get("src", "")), alt and " ".join(html.unescape(alt).split())


def _missing(source: str, hint: str) -> Fault:
    what = f"gambar {quote(source)} tidak punya teks untuk pembaca yang tidak melihatnya"
    return Fault("K354", what, hint)
