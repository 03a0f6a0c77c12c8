"""What is published of a picture: the picture, small enough, and nothing that a telephone noted."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from kim_plugins.catalogue.media.image_files import image_files
from kim_plugins.catalogue.media.pictures import (
    animated_file,
    element,
    fallback_file,
    share_file,
    variants,
)
from kim_plugins.catalogue.media.pictures import picture_files as files_of
from tests.catalogue.media.photographs import made, media, photograph
from tests.catalogue.sites import picture

SECRET = b"-7.7956,110.3695"


@pytest.mark.parametrize(
    "size, widths, shown",
    [
        ((4000, 3000), [480, 960, 1440], (1200, 900)),
        ((3000, 4000), [480, 960, 1440], (900, 1200)),
        ((1200, 675), [480, 960, 1200], (1200, 675)),
        ((1000, 500), [480, 1000], (1000, 500)),
        ((500, 400), [500], (500, 400)),
        ((90, 9000), [90], (90, 9000)),
        ((1080, 12000), [480, 1080], (1080, 12000)),
        ((1440, 30000), [480, 576], (576, 12000)),
        ((9000, 1000), [480, 960, 1440, 9000], (9000, 1000)),
        ((40000, 5000), [480, 960, 1440, 12000], (9600, 1200)),
        ((1, 1), [1], (1, 1)),
    ],
)
def test_variants_are_for_screens_of_every_size_and_never_larger_than_the_picture(
    size: tuple[int, int], widths: list[int], shown: tuple[int, int]
) -> None:
    found = media("a.jpg", photograph(size))
    assert [variant.width for variant in variants(found)] == widths
    assert (fallback_file(found).width, fallback_file(found).height) == shown


def test_what_is_drawn_is_what_was_announced() -> None:
    data = photograph((1300, 700))
    found = media("a.jpg", data)
    announced = [*variants(found), fallback_file(found)]
    assert [variant for variant, _ in image_files(found, data)] == announced
    for variant, bytes_ in image_files(found, data):
        with Image.open(io.BytesIO(bytes_)) as seen:
            assert seen.size == (variant.width, variant.height)
            assert Image.MIME[seen.format or ""] == variant.mime


def test_no_variant_is_heavier_than_a_wider_one() -> None:
    """Stripes of two colours pack well as they are, and badly when they are made smaller."""
    stripes = Image.new("P", (1200, 600))
    stripes.putpalette([255, 255, 255, 200, 30, 30])
    stripes.putdata([(x // 3 + y // 3) % 2 for y in range(600) for x in range(1200)])
    data = io.BytesIO()
    stripes.save(data, "PNG")
    found = media("a.png", data.getvalue())
    files = dict(image_files(found, data.getvalue()))
    sizes = [len(files[variant]) for variant in variants(found)]
    assert len(sizes) == 3
    assert sizes == sorted(sizes)


def noise(size: tuple[int, int], mode: str = "RGB") -> bytes:
    """What packs worst."""
    numbers = random.Random(1).randbytes(size[0] * size[1] * len(mode))
    data = io.BytesIO()
    Image.frombytes(mode, size, numbers).save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    "drawn",
    [
        partial(photograph, (8000, 6000)),
        partial(photograph, (1080, 12000)),
        partial(noise, (1300, 1300)),
        partial(noise, (1200, 1100), "RGBA"),
        partial(picture, "PNG", (4000, 3000)),
    ],
)
def test_the_picture_of_a_shared_link_is_small_and_any_messenger_shows_it(
    drawn: Callable[[], bytes],
) -> None:
    data = drawn()
    found = media("a.png", data)
    share = share_file(found)
    assert share
    files = dict(image_files(found, data))
    assert len(files[share]) < 300_000
    assert share.mime in {"image/jpeg", "image/png"}
    assert max(share.width or 0, share.height or 0) <= 1200
    assert list(files) == list(files_of(found))


@pytest.mark.parametrize("turned, size", [(1, (16320, 12240)), (6, (12240, 16320))])
def test_two_hundred_megapixels_are_read(turned: int, size: tuple[int, int]) -> None:
    exif = Image.Exif()
    exif[0x0112] = turned
    data = io.BytesIO()
    Image.new("L", (16320, 12240)).save(data, "JPEG", exif=exif)
    found = media("a.jpg", data.getvalue())
    assert (found.width, found.height) == size
    assert len(made("a.jpg", data.getvalue())) == 4


def test_a_panorama_is_as_high_as_others_and_pushed_sideways() -> None:
    found = media("a.jpg", photograph((8000, 1000)))
    shown = element('alt="x"', "", fallback_file(found), variants(found), "100vw")
    assert shown.startswith('<span class="kim-wide" tabindex="0"')
    assert 'sizes="2240px"' in shown
    tall = media("a.jpg", photograph((1000, 8000)))
    assert "kim-wide" not in element('alt="x"', "", fallback_file(tall), variants(tall), "100vw")


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = photograph((600, 400))
    assert made("a.jpg", data) == made("a.jpg", data)


def test_a_huge_photograph_becomes_small() -> None:
    assert all(len(bytes_) < 200_000 for bytes_ in made("a.jpg", photograph((8000, 6000))).values())


def test_nothing_that_a_telephone_noted_comes_along() -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    heif = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 48), "green")).save(heif, exif=exif.tobytes())
    originals = {
        "a.jpg": photograph((600, 400), exif=exif, comment=SECRET, icc_profile=profile, xmp=SECRET),
        "a.png": photograph((600, 400), "PNG", exif=exif, pnginfo=notes),
        "a.webp": photograph((600, 400), "WEBP", exif=exif, xmp=SECRET),
        "a.gif": picture("GIF", (600, 400), comment=SECRET),
        "a.heic": heif.getvalue(),
    }
    for path, data in originals.items():
        assert SECRET in data, path
        for address, bytes_ in made(path, data).items():
            assert SECRET not in bytes_, address
            with Image.open(io.BytesIO(bytes_)) as seen:
                assert not {"exif", "comment", "xmp", "icc_profile", "Comment"} & set(seen.info)


def test_a_picture_is_turned_as_the_telephone_was_held() -> None:
    upright = Image.new("RGB", (40, 60), "red")
    upright.paste("blue", (0, 0, 40, 30))
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # "turn me clockwise"
    upright.rotate(90, expand=True).save(data, "JPEG", exif=exif)
    for bytes_ in made("a.jpg", data.getvalue()).values():
        with Image.open(io.BytesIO(bytes_)) as seen:
            assert seen.size == (40, 60)
            red, _, blue = seen.convert("RGB").getpixel((20, 5))  # type: ignore[misc]
            assert blue > red


def test_a_drawing_stays_sharp_and_is_no_larger_than_it_was() -> None:
    data = (Path(__file__).parents[3] / "content/media/balai.png").read_bytes()
    found = media("a.png", data)
    files = made("a.png", data)
    assert found.is_graphic
    with Image.open(io.BytesIO(files[found.address])) as seen, Image.open(io.BytesIO(data)) as own:
        assert seen.convert("RGB").tobytes() == own.convert("RGB").tobytes()
    assert all(len(bytes_) <= len(data) for bytes_ in files.values())


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "RGBA", "CMYK", "I;16", "YCbCr"])
def test_a_picture_of_any_kind_is_drawn(mode: str) -> None:
    kind, suffix = ("JPEG", "jpg") if mode in {"CMYK", "YCbCr"} else ("PNG", "png")
    if mode == "PA":
        image = Image.new("RGBA", (20, 10), (255, 0, 0, 90)).quantize(4)
    else:
        image = Image.new(mode, (20, 10))
    data = io.BytesIO()
    image.save(data, kind)
    assert len(made(f"a.{suffix}", data.getvalue())) == 2


def test_many_greys_are_a_photograph() -> None:
    data = io.BytesIO()
    Image.radial_gradient("L").save(data, "PNG")
    assert not media("a.png", data.getvalue()).is_graphic


def test_what_is_transparent_stays_transparent() -> None:
    data = io.BytesIO()
    Image.new("RGBA", (20, 10), (255, 0, 0, 90)).save(data, "PNG")
    for bytes_ in made("a.png", data.getvalue()).values():
        with Image.open(io.BytesIO(bytes_)) as seen:
            assert seen.convert("RGBA").getpixel((1, 1))[3] == 90  # type: ignore[index]


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_moving_picture_moves_in_one_file_and_is_still_in_the_others(kind: str) -> None:
    frames = [Image.new("RGB", (960, 540), colour) for colour in ("red", "blue", "green")]
    data = io.BytesIO()
    frames[0].save(data, kind, save_all=True, append_images=frames[1:], duration=80, loop=3)
    found = media(f"a.{kind.lower()}", data.getvalue())
    motion = animated_file(found)
    assert motion
    assert (motion.width, motion.height) == (480, 270)
    for variant, bytes_ in image_files(found, data.getvalue()):
        with Image.open(io.BytesIO(bytes_)) as seen:
            moves = variant == motion
            assert getattr(seen, "n_frames", 1) == (3 if moves else 1)
            assert seen.convert("RGB").getpixel((1, 1))[0] > 200  # type: ignore[index]
            assert not moves or seen.size == (480, 270)
            assert not moves or seen.info["loop"] == (0 if kind == "AVIF" else 3)


def test_what_moves_tells_nothing_that_was_noted() -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "blue")]
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    for kind, options in (("GIF", {"comment": SECRET}), ("WEBP", {"exif": exif, "xmp": SECRET})):
        data = io.BytesIO()
        frames[0].save(data, kind, save_all=True, append_images=frames[1:], **options)
        assert SECRET in data.getvalue()
        assert all(SECRET not in bytes_ for bytes_ in made("a.gif", data.getvalue()).values())


def test_what_moves_is_light() -> None:
    """Noise, which packs worst: frames and quality go before readers wait."""
    frames = [Image.effect_noise((480, 300), 90).convert("RGB") for _ in range(30)]
    data = io.BytesIO()
    frames[0].save(data, "WEBP", save_all=True, append_images=frames[1:], duration=50, quality=1)
    assert len(data.getvalue()) > 900_000
    found = media("a.webp", data.getvalue())
    motion = animated_file(found)
    assert motion
    moves = made("a.webp", data.getvalue())[motion.address]
    assert len(moves) < 900_000
    with Image.open(io.BytesIO(moves)) as seen:
        assert 10 <= getattr(seen, "n_frames", 1) < 30


def test_who_was_cut_out_of_a_photograph_is_a_photograph() -> None:
    """As a PNG it would be two million bytes, in feeds and wherever WebP isn't known."""
    numbers = random.Random(1).randbytes(1200 * 900 * 3)
    person = Image.frombytes("RGB", (1200, 900), numbers).convert("RGBA")
    person.putalpha(Image.radial_gradient("L").resize((1200, 900)))
    data = io.BytesIO()
    person.save(data, "PNG")
    found = media("a.png", data.getvalue())
    assert (found.is_graphic, share_file(found)) == (False, fallback_file(found))
    files = dict(image_files(found, data.getvalue()))
    assert len(files[fallback_file(found)]) < 300_000
    with Image.open(io.BytesIO(files[fallback_file(found)])) as seen:
        assert seen.convert("RGB").getpixel((600, 450))[0] > 240  # type: ignore[index]
    with Image.open(io.BytesIO(files[variants(found)[0]])) as seen:
        assert seen.mode == "RGBA"


def test_a_broken_colour_profile_does_no_harm() -> None:
    assert made("a.jpg", photograph((60, 40), icc_profile=b"x" * 200))


def test_a_vector_drawing_loses_what_its_program_noted() -> None:
    data = (
        b'<?xml version="1.0"?><!-- C:\\Users\\Siti --><svg xmlns="http://www.w3.org/2000/svg" '
        b'xmlns:i="http://www.inkscape.org/namespaces/inkscape" width="4" height="3" '
        b'i:export-filename="C:\\Users\\Siti\\a.png"><title>Sawah</title>'
        b"<metadata>Siti</metadata><i:view a='Siti'/>teks<rect width='1' height='1'/></svg>"
    )
    found = media("a.svg", data)
    assert variants(found) == ()
    bytes_, _ = made("a.svg", data).values()
    assert b"Siti" not in bytes_
    assert b"inkscape" not in bytes_
    assert bytes_.endswith(b'height="3"><rect width="1" height="1"/></svg>')
