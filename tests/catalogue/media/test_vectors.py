"""An SVG drawing is published as what browsers draw from, and what it loses is said."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from kim_plugins.catalogue import Media
from kim_plugins.catalogue.media.image_files import image_files
from kim_plugins.catalogue.media.inspection import inspect
from kim_plugins.catalogue.media.vectors import allowed, sanitised_svg
from kim_plugins.records.problems import Fault, Severity
from tests.catalogue.media.vectors import HTML, SVG, address, codes, kept
from tests.catalogue.sites import picture

CASES = Path(__file__).parents[2] / "cases" / "media" / "svg"
OWN_ADDRESSES = re.compile(rb"http://www\.w3\.org/(?:2000/svg|1999/xlink)")
# Each of its kind, in the spellings that browsers read.
FETCHING = {
    "import": "<style>@import 'https://lain.example/x.css';</style>",
    "import escaped": r"<style>@\69mport '//lain.example/x.css';</style>",
    "import after a comment": "<style>@import/**/url(//lain.example/x.css);</style>",
    "import in CDATA": "<style><![CDATA[@IMPORT url(//lain.example/x.css);]]></style>",
    "import after a charset": '<style>@charset "x";@import "//lain.example/x.css";</style>',
    "url": "<style>rect { fill: url(//lain.example/#a) }</style>",
    "url escaped": r"<style>rect { fill: \75rl(//lain.example/#a) }</style>",
    "url escaped by code": r"<rect style='fill:\000075\72 l(//lain.example/#a)'/>",
    "url by entities": "<rect style='fill:&#117;rl(&quot;//lain.example/#a&quot;)'/>",
    "url parted by a comment": "<rect style='fill:u/**/rl(//lain.example/#a)'/>",
    "url in capitals": "<rect fill='URL(https://lain.example/#a)'/>",
    "url as an attribute": "<rect mask='url( &quot;//lain.example/#a&quot; )'/>",
    "url within a function": "<rect fill='color-mix(in srgb, url(//lain.example/a), red)'/>",
    "url in a custom property": "<rect style='--a: url(//lain.example/#a); fill: var(--a)'/>",
    "url in an unknown property": "<rect style='cursor: url(//lain.example/a.cur), auto'/>",
    "url of a filter": "<g style='filter:url(lain.svg#a)'/>",
    "url in a condition": "<style>@supports (mask: url(//lain.example/)) {a{fill:red}}</style>",
    "url deep": "<style>@media all{@supports (x:y){a{fill:url(//lain.example/)}}}</style>",
    "image-set": "<rect style='mask-image: image-set(\"//lain.example/a.png\" 1x)'/>",
    "webkit image-set": "<rect style='mask:-webkit-image-set(url(//lain.example/a) 1x)'/>",
    "cross-fade": "<rect style='mask-image:cross-fade(url(//lain.example/a), url(#b))'/>",
    "src()": "<rect style='fill:src(\"//lain.example/a\")'/>",
    "use": "<use href='lain.svg#x'/>",
    "use by xlink": "<use xlink:href='//lain.example/x.svg#x'/>",
    "image": "<image href='https://lain.example/x.png'/>",
    "image in a file": "<image href='file:///etc/passwd'/>",
    "feImage": "<filter><feImage xlink:href='//lain.example/x.png'/></filter>",
    "gradient": "<linearGradient href='//lain.example/x.svg#a'/>",
    "textPath": "<text><textPath href='//lain.example/x.svg#a'>x</textPath></text>",
    "cursor": "<cursor xlink:href='//lain.example/x.cur'/>",
    "font": "<font-face-uri xlink:href='//lain.example/x.svg#a'/>",
    "text of others": "<text><tref xlink:href='//lain.example/x.svg#a'/></text>",
    "picture of the first SVG": "<use href='data:image/svg+xml,x#a' xlink:href='//lain.example/'/>",
    "set": "<image><set attributeName='href' to='//lain.example/x.png'/></image>",
    "animate": "<image><animate attributeName='xlink:href' values='#a;//lain.example/x'/></image>",
    "from": "<use><animate attributeName='href' from='//lain.example/x#a' to='#a'/></use>",
}
RUNNING = {
    "script": "<script>alert(1)</script>",
    "script elsewhere": "<script xlink:href='//lain.example/x.js'/>",
    "script of HTML": "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
    "handler": "<rect onclick='alert(1)'/>",
    "handler in capitals": "<rect onLoad='alert(1)'/>",
    "link": "<a xlink:href='javascript:alert(1)'><rect/></a>",
    "link with a break": "<a href='java&#10;script:alert(1)'><rect/></a>",
    "link anywhere": "<a href='https://lain.example/'><rect/></a>",
    "iframe": "<iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:alert(1)'/>",
    "set a handler": "<rect><set attributeName='onclick' to='alert(1)'/></rect>",
    "within what is left out": "<metadata><x onload='alert(1)'/></metadata>",
    "within HTML": "<foreignObject><img xmlns='x' onerror='alert(1)'/></foreignObject>",
}


@pytest.mark.parametrize("kind", FETCHING)
def test_what_is_fetched_from_elsewhere_is_refused_with_a_remedy(kind: str) -> None:
    assert codes(FETCHING[kind])[0] == "K360"


@pytest.mark.parametrize("kind", RUNNING)
def test_what_runs_is_left_out_and_named(kind: str) -> None:
    if kind != "set a handler":
        assert "K365" in codes(RUNNING[kind])
    assert "alert" not in kept(RUNNING[kind])


@pytest.mark.parametrize("inside", [*FETCHING.values(), *RUNNING.values()])
def test_nothing_of_it_is_written(inside: str) -> None:
    made = sanitised_svg(SVG.format("", inside).encode()).data
    left = OWN_ADDRESSES.sub(b"", made)
    assert not re.search(rb"//|script|alert|passwd|lain|\son|@import", left), left


@pytest.mark.parametrize(
    "before",
    [
        "<?xml-stylesheet href='//lain.example/x.css'?>",
        "<?xml-stylesheet type='text/xsl' href='x.xsl'?>",
    ],
)
def test_a_style_sheet_before_the_drawing_is_refused(before: str) -> None:
    assert codes("<rect/>", before) == ["K360"]


@pytest.mark.parametrize(
    "inside, code",
    [
        (f"<foreignObject>{HTML}</foreignObject>", "K362"),
        ("<flowRoot><flowPara>Balai desa</flowPara></flowRoot>", "K362"),
        (f"<switch><foreignObject>{HTML}</foreignObject><text>Balai</text></switch>", "K363"),
        ("<style>@import url(https://fonts.lain.example/css?family=A);</style>", "K364"),
        ("<style>@font-face{font-family:A;src:url(https://lain.example/a.woff)}</style>", "K364"),
        ("<rect><animate attributeName='x' to='9'/></rect>", "K366"),
        ("<style>@keyframes a{}</style><rect style='animation: a 1s'/>", "K366"),
        (f"<image href='{address(b'<svg/>', 'image/svg+xml')}'/>", "K361"),
        (f"<image href='{address(b'bukan gambar')}'/>", "K361"),
        ("<image href='data:text/html,x'/>", "K361"),
        ("<style>a{fill:url(data:image/svg+xml,x)}</style>", "K361"),
    ],
)
def test_what_a_reader_would_miss_is_named(inside: str, code: str) -> None:
    assert codes(inside) == [code]


@pytest.mark.parametrize(
    "inside",
    [
        f"<foreignObject requiredExtensions='http://ns.lain.example/'>{HTML}</foreignObject>",
        "<foreignObject/>",
        "<switch><g requiredFeatures='x'/><a href='https://lain.example/'><text>a</text></a></switch>",
        "<metadata>Budi Contoh</metadata><title>Budi</title><desc>Budi</desc><!-- Budi -->",
        "<rect data-pembuat='Budi' aria-label='Budi' xml:base='//lain.example/'/>",
        "<a xmlns='urn:lain'>Budi</a>",
        "<style>@font-face{font-family:A;src:url('#huruf')}</style>",
        "<style type='text/plain'>Budi</style>",
        "<view id='Budi'/>teks di luar",
        "<?lain Budi?>",
    ],
)
def test_what_nobody_sees_goes_without_a_word(inside: str) -> None:
    assert codes(inside) == []
    assert "Budi" not in kept(inside)


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="a"/></defs><rect fill="url(#a)" style="stroke: url(#a)"/>',
        '<symbol id="b"><path d="M0 0L1 1"/></symbol><use xlink:href="#b" x="1"/>',
        '<text>a <tspan x="1">b</tspan> c<tspan>d</tspan>e</text>',
        '<g transform="matrix(1 0 0-1 0 5)translate(.5.5)"/>',
        '<g transform="matrix(1 0 0 1 0 0)" filter="blur(2px)" fill="rgb(1, 2, 3)"/>',
        '<text font-family="\'Nama Huruf\', serif" style="font: bold 1px/2 serif">&lt;b&gt;</text>',
        f'<image xlink:href="{address(picture())}"/>',
    ],
)
def test_what_browsers_draw_from_stays(inside: str) -> None:
    assert codes(inside) == []
    assert kept(inside) == inside


def test_names_that_nothing_means_go_and_others_stay() -> None:
    inside = "<g id='Budi' class='Budi'><g id='a'/><g id='b c'/><g id='d'/></g>"
    assert kept(f"{inside}<use href='#a'/>") == ('<g><g id="a"/><g/><g/></g><use xlink:href="#a"/>')
    styled = kept(f"{inside}<style>.Budi #d {{ fill: red }}</style>")
    assert '<g class="Budi"><g/><g/><g id="d"/></g>' in styled


def test_entities_of_a_drawing_are_resolved() -> None:
    """As Illustrator writes them."""
    drawing = (
        '<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY gaya "fill:red">]>'
        '<svg xmlns="&ns_svg;"><rect style="&gaya;"/></svg>'
    )
    assert b'<rect style="fill: red"/>' in sanitised_svg(drawing.encode()).data


def test_a_drawing_without_a_namespace_is_meant_as_one() -> None:
    made = sanitised_svg(b"<svg><rect/></svg>").data
    assert made == b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'


@pytest.mark.parametrize("case", sorted(CASES.glob("*.svg")), ids=lambda case: case.stem)
def test_a_drawing_of_any_program_passes_and_says_nothing_of_its_author(case: Path) -> None:
    data = case.read_bytes()
    found = inspect("media/a.svg", data)
    assert isinstance(found, Media), found
    assert found.notes == ()
    (variant, made), (_, pixels) = image_files(found, data)
    assert variant.mime == "image/svg+xml"
    assert len(Image.open(io.BytesIO(pixels)).convert("RGB").getcolors(1 << 24) or ()) > 1
    left = OWN_ADDRESSES.sub(b"", made)
    assert not re.search(rb"(?i)budi|ponsel|http|file:|<!|generator|created", left)


def test_every_message_quotes_its_cause_and_shows_a_remedy() -> None:
    for inside in (*FETCHING.values(), *RUNNING.values()):
        found = inspect("media/peta.svg", SVG.format("", inside).encode())
        for fault in [found] if isinstance(found, Fault) else found.notes:
            assert "'media/peta.svg'" in fault.message
            assert "misalnya: peta.png" in fault.hint
            wanted = Severity.ERROR if fault.code == "K360" else Severity.WARNING
            assert fault.severity is wanted


PIECES = st.sampled_from(
    [
        *FETCHING.values(),
        *RUNNING.values(),
        "<g fill='url(#a)'>",
        "</g>",
        "<text>x",
        "</text>",
        "<defs id='a'/>",
        "<style>.a{fill:red;}#a:not(.b)>c{x:y}@media print{d{fill:blue}}</style>",
        "<rect class='a' style='fill: rgb(0 0 0 / 1%) !important;; stroke'/>",
        "<switch>",
        "</switch>",
        "&#x1F33E; &amp; <![CDATA[<b>]]>",
        "<a href='#a'>",
        "</a>",
    ]
)


@given(st.lists(PIECES, max_size=12))
def test_what_was_written_anew_is_written_the_same_and_loses_nothing(pieces: list[str]) -> None:
    parser = etree.XMLParser(recover=True)
    broken = SVG.format("", "".join(pieces)).encode()
    mended = etree.tostring(etree.fromstring(broken, parser))
    once = sanitised_svg(mended)
    twice = sanitised_svg(once.data)
    assert twice.losses == ()
    assert twice.data == once.data
    for node in etree.fromstring(once.data).iter():
        assert etree.QName(node).localname in allowed.ELEMENTS
