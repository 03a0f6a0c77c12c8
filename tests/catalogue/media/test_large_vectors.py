"""A drawing that would swell, or that holds pictures, stays within its bounds."""

from __future__ import annotations

import base64
import io
import re
import time

import pytest
from PIL import Image

from tests.catalogue.media.vectors import HTML, address, codes, kept
from tests.catalogue.sites import picture

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

CALLS = "<g id='a{0}'>" + "<use href='#a{1}'/>" * 10 + "</g>"


@pytest.mark.parametrize(
    "before, inside",
    [
        (f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>', "&l9;"),
        (f'<!DOCTYPE svg [<!ENTITY l0 "ha">{LAUGHS}]>', "<g id='&l9;'/>"),
        (f'<!DOCTYPE svg [<!ENTITY a "{"x" * 50_000}">]>', "&a;" * 10_000),
        ('<!DOCTYPE svg [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
        ('<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd">%a;]>', "&b;"),
        ('<!DOCTYPE svg SYSTEM "http://lain.example/x.dtd">', "&nbsp;"),
        ("", "&nbsp;"),
        ("", "<g>" * 5_000 + "</g>" * 5_000),
        ("", "<g/>" * 300_000),
        ("", "<g id='a0'/>" + "".join(CALLS.format(n, n - 1) for n in range(1, 9))),
        ("", f"<style>{'a{fill:red}' * 300_000}</style>"),
        ("", "".join(f"<g style='{n:->300}: url(x)'/>" for n in range(12_000))),
        ("", "".join(f"<g transform='a({n:->300})'/>" for n in range(12_000))),
        ("", f"<path d='{'1' * 11_000_000}'/>"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_would_swell_is_refused_at_once(before: str, inside: str) -> None:
    started = time.process_time()
    assert codes(inside, before) == ["K306"]
    assert time.process_time() - started < 3


@pytest.mark.parametrize("depth", [10, 30_000])
@pytest.mark.parametrize("sign", ["(", "[", "{", "a(", "url(", "@a{", "--a:{"])
def test_brackets_within_brackets_take_little(sign: str, depth: int) -> None:
    started = time.process_time()
    assert codes(f"<rect style='fill:{sign * depth}'/><style>a{{{sign * depth}</style>") == []
    assert time.process_time() - started < 5


def test_many_texts_that_nobody_sees_take_little() -> None:
    started = time.process_time()
    html = HTML.replace("Balai", "B")
    assert codes(f"<switch>{f'<foreignObject>{html}</foreignObject>' * 20_000}</switch>") == [
        "K362"
    ]
    assert time.process_time() - started < 4


def test_a_circle_of_calls_ends() -> None:
    assert codes("<g id='a'><use href='#a'/></g><g id='b'><use href='#c'/></g>") == []


def photograph(turned: int) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Ponsel Budi"
    exif[0x0112] = turned
    exif.get_ifd(0x8825)[1] = "S"
    data = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(data, "JPEG", exif=exif, comment=b"Budi")
    return data.getvalue() + b"<script>Budi</script>"


@pytest.mark.parametrize("turned", [1, 6])
def test_a_photograph_in_a_drawing_keeps_its_pixels_and_no_notes(turned: int) -> None:
    source = address(photograph(turned), "image/jpeg")
    found = re.search(r'"data:image/jpeg;base64,([^"]*)"', kept(f"<image href='{source}'/>"))
    assert found
    data = base64.b64decode(found[1])
    assert b"Budi" not in data
    with (
        Image.open(io.BytesIO(data)) as after,
        Image.open(io.BytesIO(photograph(turned))) as before,
    ):
        assert after.tobytes() == before.tobytes()
        assert dict(after.getexif()) == ({} if turned == 1 else {0x0112: 6})


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_other_pictures_in_a_drawing_are_written_as_png_or_jpeg(kind: str) -> None:
    source = address(picture(kind), f"image/{kind.lower()}")
    assert re.search(r'"data:image/(?:png|jpeg);base64,', kept(f"<image href='{source}'/>"))


def test_pictures_in_a_drawing_are_bounded_together() -> None:
    data = io.BytesIO()
    Image.new("L", (4000, 4000)).save(data, "PNG")
    one = data.getvalue()
    two = one[:-12] + b"\0" * 12  # another one of the same size, for the same bytes count once
    assert codes(f"<image href='{address(one)}'/>") == []
    pair = f"<image href='{address(one)}'/><image href='{address(two)}'/>"
    assert codes(pair) == ["K306"]
