"""Pictures are drawn once, and whatever becomes of what was kept, the site is the same."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from kim_plugins.builder import media
from kim_plugins.builder.media import Pictures, publish_media
from kim_plugins.builder.outputs import Outputs
from kim_plugins.builder.store import Store
from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.media import image_files
from tests.catalogue.sites import news, site
from tests.sites.memory import Files


def photograph(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(data, "JPEG")
    return data.getvalue()


FILES: Files = {
    "berita/2026/a.md": news("image: {src: ../../media/a b.jpg, alt: x}\n"),
    "berita/2026/b.md": news("image: {src: ../../media/kembar.jpg, alt: x}\n"),
    "berita/2026/c.md": news("draft: true\nimage: {src: ../../media/konsep.jpg, alt: x}\n"),
    "media/a b.jpg": photograph("green"),
    "media/kembar.jpg": photograph("green"),
    "media/konsep.jpg": photograph("red"),
}


@pytest.fixture
def catalogue() -> Catalogue:
    return site(FILES)[0]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "kim" / "simpanan.sqlite", b"1")
    yield store
    store.close()


def published(catalogue: Catalogue, folder: Path, store: Store) -> dict[str, bytes]:
    data = {path: content for path, content in FILES.items() if isinstance(content, bytes)}
    outputs = Outputs(folder)
    publish_media(catalogue, data.__getitem__, outputs, Pictures(store))
    assert list(outputs.finish())
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_only_what_something_published_uses_is_written(
    catalogue: Catalogue, tmp_path: Path, store: Store
) -> None:
    names = published(catalogue, tmp_path / "site", store)
    assert (
        sorted(name.partition("-")[0] for name in names) == ["media/a"] * 3 + ["media/kembar"] * 3
    )


def test_what_was_kept_gives_the_same_site_and_is_not_drawn_again(
    catalogue: Catalogue, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(catalogue, tmp_path / "1", store)
    monkeypatch.setattr(media, "_draw", None)
    assert published(catalogue, tmp_path / "2", store) == first


def test_what_nobody_uses_is_not_kept(catalogue: Catalogue, tmp_path: Path, store: Store) -> None:
    store.put({b"gambar/lama": b"x"})
    published(catalogue, tmp_path / "site", store)
    assert len(store.below(b"gambar/")) == 1  # two names, one picture
    assert store.get(b"gambar/lama") is None


def test_pictures_that_can_not_be_kept_cost_nothing_but_time(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")
    assert published(catalogue, tmp_path / "site", Store(tmp_path / "cache" / "deeper", b""))


@pytest.mark.skipif(sys.platform != "linux", reason="what is replaced here isn't known elsewhere")
def test_a_picture_that_takes_too_much_to_draw_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own, which is ended; nothing of it is published or kept."""
    monkeypatch.setattr(media, "_LIGHT_PIXELS", 1)
    monkeypatch.setattr(media, "MOST_SECONDS", 1)
    monkeypatch.setattr(media, "can_fork", lambda: True)
    monkeypatch.setattr(image_files, "image_files", lambda *_: time.sleep(60))
    started = time.monotonic()
    with pytest.raises(media.NotDrawn, match=r"K357: berkas 'media/a b\.jpg' terlalu berat"):
        published(site(FILES)[0], tmp_path / "site", Store(tmp_path / "cache", b""))
    assert time.monotonic() - started < 50
    assert not list(tmp_path.rglob("*.jpg"))


def test_a_picture_is_drawn_alike_wherever_it_is_drawn(
    catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(catalogue, tmp_path / "1", Store(tmp_path / "cache-1", b""))
    monkeypatch.setattr(media, "_LIGHT_PIXELS", 1)
    assert published(catalogue, tmp_path / "2", Store(tmp_path / "cache-2", b"")) == first
