"""What a telephone needs to keep the site; its worker is tried in tests/browser."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from PIL import Image

from kim_plugins.pages import POLICY, header_files, icon_files, pwa_files
from kim_plugins.pages.icons import APPLE, FAVICON, MASKABLE, PLAIN, Colours
from tests.sites.memory import OPTIONS, gathered, news


def files(name: str = OPTIONS.name, url: str = OPTIONS.url) -> dict[str, str]:
    catalogue = gathered({}, options=replace(OPTIONS, name=name, url=url))[0]
    return {address: data.decode() for address, data in pwa_files(catalogue, "berjaga();")}


def test_the_manifest_names_icons_that_are_there_with_their_sizes() -> None:
    manifest = json.loads(files()["/manifest.json"])
    drawn = icon_files()
    for icon in manifest["icons"]:
        picture = Image.open(io.BytesIO(drawn[f"/{icon['src']}"]()))
        assert icon["sizes"] == f"{picture.width}x{picture.height}"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}


def test_it_is_the_same_at_any_address_below_a_host() -> None:
    """Everything is relative to the manifest, so a site may lie in a folder, or move."""
    assert files(url="https://desa.example/kim/") == files(url="https://lain.example/")
    manifest = json.loads(files()["/manifest.json"])
    assert (manifest["start_url"], manifest["scope"], manifest["id"]) == ("./", "./", "./")


@pytest.mark.parametrize(
    "name, short",
    [
        ("Kabar KIM", "Kabar KIM"),
        ("KIM Tirta Mandiri Karangbanyu", "KIM Tirta"),
        ("Pemberdayaanmasyarakat", "Pemberdayaan"),
    ],
)
def test_the_name_below_an_icon_is_short(name: str, short: str) -> None:
    assert json.loads(files(name=name)["/manifest.json"])["short_name"] == short


def test_the_worker_has_its_settings_and_no_version() -> None:
    first, script = files()["/luring.js"].split("\n")
    assert script == "berjaga();"
    settings = json.loads(first.removeprefix("self.SITUS = ").removesuffix(";"))
    assert settings["batas"] < 5_000_000
    assert settings["zona"] == "Asia/Jakarta"
    assert {"", "berita/", "luring/"} <= set(settings["daftar"])


def test_what_is_withdrawn_now_is_listed_and_nothing_else() -> None:
    gone = "\nwithdrawn: {date: 2026-03-02, reason: data-pribadi"
    catalogue = gathered(
        {
            "berita/2026/biasa.md": news("Biasa", "2026-03-01"),
            "berita/2026/dicabut.md": news("Dicabut", f"2026-03-01{gone}}}"),
            "berita/2026/kembali.md": news("Kembali", f"2026-03-01{gone}, restored: 2026-03-03}}"),
        }
    )[0]
    found = dict(pwa_files(catalogue, ""))["/luring.json"]
    assert json.loads(found) == ["berita/2026/dicabut/"]


def test_icons_are_the_same_each_time_and_small() -> None:
    first, second = icon_files(), icon_files()
    assert set(first) == {*PLAIN.values(), MASKABLE, APPLE, FAVICON}
    for address, make in first.items():
        data = make()
        assert data == second[address]()
        assert len(data) < 8_000


def test_icons_take_a_picture_and_colours_of_the_sites_own() -> None:
    """Whatever its shape: it is never cut off where a telephone cuts a circle."""
    wide, data = Image.new("RGBA", (300, 40), "#00ff00"), io.BytesIO()
    wide.save(data, "PNG")
    made = icon_files(data.getvalue(), Colours(background="#102030"))
    icon = Image.open(io.BytesIO(made[MASKABLE]())).convert("RGBA")
    green = [
        (x, y)
        for x in range(icon.width)
        for y in range(icon.height)
        if icon.getpixel((x, y))[1] > 200  # type: ignore[index]
    ]
    corner = icon.getpixel((1, 1))
    assert isinstance(corner, tuple)
    assert max(abs(a - b) for a, b in zip(corner, (16, 32, 48, 255), strict=True)) < 4
    assert green
    assert all((x - 256) ** 2 + (y - 256) ** 2 <= 205**2 for x, y in green)


def test_the_policy_lets_both_in_and_hosts_keep_neither() -> None:
    assert "worker-src 'self'" in POLICY
    assert "manifest-src 'self'" in POLICY
    headers = {name: data.decode() for name, data in header_files(OPTIONS).items()}
    assert "luring.js*\n  ! Cache-Control\n  Cache-Control: no-cache" in headers["_headers"]
    assert '"no-cache" "expr=%{REQUEST_URI} =~ m#^/luring.js#"' in headers[".htaccess"]
    assert all("manifest-src 'self'" in headers[name] for name in ("_headers", ".htaccess"))
