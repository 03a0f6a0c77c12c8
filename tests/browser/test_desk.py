"""The writing desk in a browser (contract C10): what is typed is what the file says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from kim_plugins.pages.desk import OTHER_TOPIC, parts_of
from kim_plugins.records.describing.form import Input, inputs
from kim_plugins.records.kinds import Kind
from tests.browser.desk import fill, result, text_of
from tests.browser.desk_site import (
    BULLETINS,
    KINDS,
    NEWS,
    OpenPage,
    opened,
)


def names(fields: tuple[Input, ...], path: str = "") -> Iterator[str]:
    """The name that the control of each field has, the first item of a list included."""
    for field in fields:
        own = f"{path}{field.key}"
        if field.many and field.key != "group":
            own += "[0]"
        if field.parts:
            yield from names(field.parts, f"{own}.")
        else:
            yield own


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_kind_can_be_filled(open_page: OpenPage, desk: str, kind: Kind) -> None:
    page = opened(open_page(), desk, kind)
    found = page.evaluate("[...document.querySelectorAll('#tulis [name]')].map((one) => one.name)")
    assert set(names(inputs(kind))) <= set(found)
    # A field that nobody put under a topic still has a place, at the end.
    shown = [one for topic, fields in parts_of(kind) for one in fields]
    assert sorted(one.key for one in shown) == sorted(one.key for one in inputs(kind))
    assert {one.key for topic, some in parts_of(kind) if topic == OTHER_TOPIC for one in some} <= {
        "lang",
        "guid",
        "id",
        "redirect_from",
        "privacy",
    }


def test_a_draft_outlives_a_lost_page_until_it_is_deleted(open_page: OpenPage, desk: str) -> None:
    page = opened(open_page(), desk, Kind.NEWS)
    fill(page, BULLETINS[Kind.NEWS], "Baris satu.\nBaris dua.")
    page.wait_for_timeout(1100)
    before = page.evaluate("() => kimDesk.values(document.querySelector('#tulis'))")
    opened(page, desk, Kind.NEWS)
    page.locator('[data-path="image.src"] img').wait_for(state="attached")
    assert page.evaluate("() => kimDesk.values(document.querySelector('#tulis'))") == before
    assert page.input_value("#isi-body") == "Baris satu.\nBaris dua."
    away = page.locator(".kim-desk__away").last
    away.click()
    with page.expect_navigation():
        away.click()
    page.locator("form#tulis").wait_for()
    assert page.input_value("#isi-body") == ""
    assert page.input_value("[name=title]") == ""


def test_what_is_no_picture_is_said_and_nothing_is_lost(open_page: OpenPage, desk: str) -> None:
    page = opened(open_page(), desk, Kind.NEWS)
    fill(page, NEWS, "Isi.")
    for name, kind, data in (
        ("surat.pdf", "application/pdf", b"%PDF-1.4"),
        ("rusak.jpg", "image/jpeg", b"\xff\xd8\xff\xe0 rusak"),
        ("kosong.png", "image/png", b""),
        ("IMG_1.heic", "image/heic", b"\0\0\0\x18ftypheic"),
    ):
        page.locator('[name="image.src"]').set_input_files(
            {"name": name, "mimeType": kind, "buffer": data}
        )
        said = "berbentuk HEIC" if name.endswith("heic") else f"Berkas {name} bukan gambar"
        page.get_by_text(said).wait_for()
    assert page.input_value("[name=title]") == NEWS["title"]
    assert text_of(result(page))[0].endswith(".md")


def test_a_large_picture_leaves_the_telephone_small_upright_and_without_its_place(
    open_page: OpenPage, desk: str
) -> None:
    """Fifty million pixels, lying on their side as a camera writes them, with a position."""
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Telepon"
    exif[0x0112] = 6
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 12.0, 0.0), 3: "E", 4: (106.0, 49.0, 0.0)})
    lying = Image.new("RGB", (8200, 6150), "green")
    lying.paste("red", (0, 0, 4100, 6150))
    lying.save(photo, "JPEG", exif=exif)
    page = opened(open_page(), desk, Kind.NEWS)
    fill(page, NEWS, "Isi.")
    page.locator('[name="image.src"]').set_input_files(
        {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
    )
    page.locator('[data-path="image.src"] img').wait_for(state="attached")
    fill(page, {"image": {"alt": "Sawah di blok barat"}})
    files = result(page)
    [data] = [content for path, content in files.items() if path.startswith("media/")]
    with Image.open(io.BytesIO(data)) as image:
        assert image.size == (1200, 1600)
        assert not image.getexif()
        top, bottom = (image.convert("RGB").getpixel((600, high)) for high in (100, 1500))
        assert isinstance(top, tuple)
        assert isinstance(bottom, tuple)
        assert (top[0] > top[1], bottom[0] > bottom[1]) == (True, False)


def test_several_drafts_are_kept_and_deleted_one_by_one(open_page: OpenPage, desk: str) -> None:
    page = opened(open_page(), desk, Kind.NEWS)
    fill(page, {"title": "Panen raya"})
    page.locator("#tulis-tersimpan", has_text="tersimpan pukul").wait_for()
    with page.expect_navigation():
        page.reload()
    page.locator("#tulis-baru").click()
    expect(page.locator("[name=title]")).to_have_value("")
    fill(page, {"title": "Kerja bakti"}, "Besok.")
    page.wait_for_timeout(1100)
    page.goto(f"{desk}/tulis/")
    drafts = page.locator("#konsep li")
    assert [text.split("\n")[0] for text in drafts.all_inner_texts()] == [
        "Kerja bakti",
        "Panen raya",
    ]
    away = drafts.nth(0).get_by_role("button")
    away.click()
    away.click()
    drafts.nth(1).wait_for(state="detached")
    page.get_by_role("link", name="Panen raya").click()
    page.locator("form#tulis").wait_for()
    assert page.input_value("[name=title]") == "Panen raya"


def test_who_never_pauses_loses_a_second_at_most(open_page: OpenPage, desk: str) -> None:
    """The browser is ended while somebody types."""
    page = opened(open_page(), desk, Kind.NEWS)
    page.locator("#isi-body").focus()
    page.keyboard.type("kata " * 12, delay=30)
    other = opened(page.context.new_page(), desk, Kind.NEWS)
    assert other.input_value("#isi-body").startswith("kata kata kata")


def test_groups_are_ticked_where_there_are_several(open_page: OpenPage, site: str) -> None:
    page = opened(open_page(), site, Kind.NEWS)
    boxes = page.locator('[name="group"]')
    assert boxes.count() > 1
    fill(page, NEWS, "Isi.")
    page.locator("#hasil").click()
    page.locator(".kim-ask__fault", has_text="kelompok penerbitnya belum ditulis").wait_for()
    first, second = (boxes.nth(number).get_attribute("value") for number in (0, 1))
    boxes.nth(1).check()
    boxes.nth(0).check()
    text = text_of(result(page))[1].decode()
    assert f'group:\n  - "{first}"\n  - "{second}"\n' in text
    boxes.nth(0).uncheck()
    assert f'group: "{second}"\n' in text_of(result(page))[1].decode()
    # Who writes again writes for the same group.
    page.wait_for_timeout(1100)
    page.locator("#tulis-baru").click()
    expect(page.locator("[name=title]")).to_have_value("")
    assert boxes.nth(1).is_checked()


def test_enter_goes_on_to_the_next_field(open_page: OpenPage, desk: str) -> None:
    page = opened(open_page(), desk, Kind.NEWS)
    page.locator("[name=title]").press("Enter")
    assert page.evaluate("document.activeElement.name") == "description"
    assert page.locator("#tulis-kabar").is_hidden()


def test_writing_goes_on_where_nothing_can_be_kept(open_page: OpenPage, desk: str) -> None:
    page = open_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }});"
        "Object.defineProperty(window, 'indexedDB', {get() { throw new Error('no'); }});"
    )
    opened(page, desk, Kind.NEWS)
    fill(page, BULLETINS[Kind.NEWS], "Isi 😀 " * 16_700)
    page.get_by_text("tidak dapat").first.wait_for()
    path, data = text_of(result(page))
    assert data.decode().count("😀") == 16_700
    assert path == "berita/2026/panen-raya-di-blok-barat.md"


def test_writing_goes_on_where_storage_fills_up(open_page: OpenPage, site: str) -> None:
    """Every key after the first, and whatever is long, finds no room left."""
    page = open_page()
    page.add_init_script(
        "const set = Storage.prototype.setItem;"
        "Storage.prototype.setItem = function (key, value) {"
        "  if (value.length > 3000 || (this.length && this.getItem(key) === null))"
        "    throw new DOMException('full', 'QuotaExceededError');"
        "  set.call(this, key, value);"
        "};"
    )
    opened(page, site, Kind.NEWS)
    fill(page, NEWS, "Isi.")
    page.locator('[name="group"]').first.check()
    told, kept = page.get_by_text("penyimpanan penuh"), page.locator("#tulis-tersimpan")
    expect(kept).to_have_text(re.compile("^Konsep tersimpan pukul"))
    assert told.count() == 0
    page.locator("#isi-body").fill("Isi. " * 1000)
    told.wait_for()
    expect(kept).to_have_text("Konsep tidak tersimpan di telepon ini.")
    assert text_of(result(page))[1].decode().count("Isi.") == 1000


def test_a_second_tab_with_the_same_draft_is_named(open_page: OpenPage, desk: str) -> None:
    page = opened(open_page(), desk, Kind.NEWS)
    page.locator("[name=title]").fill("Panen raya")
    expect(page.locator("#tulis-tersimpan")).to_have_text(re.compile("^Konsep tersimpan"))
    other = opened(page.context.new_page(), desk, Kind.NEWS)
    other.locator("[name=title]").fill("Panen raya di dua blok")
    page.get_by_text("sedang ditulis di tab lain").wait_for()


def test_the_form_works_from_a_disk_too(
    open_page: OpenPage,
    desk_folder: Path,
    browser: Any,  # noqa: ANN401 - a fixture
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((desk_folder / "site" / "tulis" / "berita" / "index.html").as_uri())
    page.locator("form#tulis").wait_for()
    fill(page, NEWS, "Isi.")
    assert b'title: "Panen raya di blok barat"' in text_of(result(page))[1]
    context.close()


def test_a_new_file_is_begun_at_the_code_host(open_page: OpenPage, desk: str) -> None:
    page = opened(open_page(), desk, Kind.NEWS)
    page.evaluate("window.open = (address) => { window.asked = address; }")
    fill(page, NEWS, "Isi & lain.")
    page.locator("#tulis-repo").click()
    asked = page.evaluate("window.asked")
    host = "https://github.com/kim-tani/situs/new/main/content/berita/2026"
    assert asked.startswith(f"{host}?filename=panen-raya-di-blok-barat.md&value=---%0Atitle")
    assert "Isi%20%26%20lain." in asked


def test_what_is_too_long_for_an_address_is_copied_and_the_empty_file_opened(
    open_page: OpenPage, desk: str
) -> None:
    page = opened(open_page(), desk, Kind.NEWS)
    page.evaluate(
        "() => { window.open = (address) => { window.asked = address; };"
        " navigator.clipboard.writeText = async (text) => { window.copied = text; }; }"
    )
    fill(page, NEWS, "kata " * 2000)
    page.locator("#tulis-repo").click()
    page.get_by_text("sudah disalin; tempelkan di GitHub").wait_for()
    assert page.evaluate("window.asked").endswith("filename=panen-raya-di-blok-barat.md&value=")
    assert page.evaluate("window.copied").count("kata") == 2000
    page.evaluate(
        "() => { navigator.clipboard.writeText = async () => { throw new Error('no'); };"
        " document.execCommand = () => false; }"
    )
    page.locator("#tulis-repo").click()
    page.get_by_text("Salin tulisan di kotak bawah ini").wait_for()
    assert page.input_value("#tulis-salinan").count("kata") == 2000


def test_a_share_sheet_gets_the_text_and_its_pictures(open_page: OpenPage, desk: str) -> None:
    """Messengers take no archives. Who closes the sheet has done nothing wrong."""
    page = open_page()
    page.add_init_script(
        "navigator.canShare = () => true; navigator.share = async ({files}) => {"
        " window.shared = files.map((one) => [one.name, one.type]);"
        " if (window.closed_by) throw new DOMException('', window.closed_by); };"
    )
    opened(page, desk, Kind.NEWS)
    assert page.locator("#tulis-cara").is_hidden()
    fill(page, BULLETINS[Kind.NEWS], "Isi.")
    page.locator("#tulis-bagikan").click()
    page.get_by_text("sudah diserahkan").wait_for()
    name = "2026-11-20-panen-raya-di-blok-barat"
    assert page.evaluate("window.shared") == [
        [f"{name}.txt", "text/plain"],
        [f"{name}-1.jpg", "image/jpeg"],
    ]
    for reason, said in (("NotAllowedError", "pakai tombol Unduh"), ("AbortError", "pakai tombol")):
        page.evaluate("(reason) => { window.closed_by = reason; }", reason)
        page.locator("#tulis-bagikan").click()
        page.get_by_text(said).wait_for()
