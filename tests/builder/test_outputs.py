"""Every file once, below one folder, and only what isn't there already."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from kim_plugins.builder.manifests import Manifest, stamped
from kim_plugins.builder.outputs import Outputs, lost_addresses, place_of


def outputs(folder: Path) -> Outputs:
    return Outputs(folder)


def test_addresses_are_written_as_index_files(tmp_path: Path) -> None:
    output = outputs(tmp_path)
    output.write("/", b"a")
    output.write("/berita/2026/", b"b")
    output.write("/feed.xml", b"c")

    assert list(output.finish()) == [(1, 3), (2, 3), (3, 3)]
    assert (tmp_path / "index.html").read_bytes() == b"a"
    assert (tmp_path / "berita" / "2026" / "index.html").read_bytes() == b"b"
    assert (tmp_path / "feed.xml").read_bytes() == b"c"


def test_nothing_is_written_twice(tmp_path: Path) -> None:
    output = outputs(tmp_path)
    output.write("/berita/", b"a")

    with pytest.raises(FileExistsError):
        output.write("/berita/index.html", b"b")


@pytest.mark.parametrize("path", ["/../x.html", "//x/", "a/../../b", "C:/x", "a\\..\\b"])
def test_nothing_leaves_the_folder(path: str) -> None:
    with pytest.raises(ValueError, match="leaves"):
        place_of(path)


def test_what_is_not_offered_any_more_goes_with_its_empty_folders(tmp_path: Path) -> None:
    first = outputs(tmp_path)
    for path in ("/a/b/c/", "/a/d.xml", "/e/"):
        first.write(path, b"x")
    list(first.finish())

    second = Outputs(tmp_path, first.keys)
    second.write("/a/d.xml", b"x")

    assert list(second.finish()) == []
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "d.xml"]


def test_what_stands_is_kept_by_its_keys_and_made_again_where_it_went_away(tmp_path: Path) -> None:
    """From the folder itself, from the published one, or by whoever is asked for it."""
    first, second = outputs(tmp_path / "a"), outputs(tmp_path / "b")
    for output, places in ((first, ("x/", "y/")), (second, ("y/", "z/"))):
        for place in places:
            output.write(place, place.encode())
        list(output.finish())
    site = tmp_path / "b"
    published = Manifest(second.keys, stamped(site, {}, second.keys))
    (tmp_path / "b" / "z" / "index.html").unlink()
    output = Outputs(tmp_path / "a", first.keys, site, published)

    others = {"x/index.html": "another key", "w/index.html": "?"}
    keys = {**first.keys, **second.keys}
    assert output.missing({**keys, **others}) == others.keys()
    output.offer_all(keys, lambda place: f"made again: {place}".encode())
    with pytest.raises(FileExistsError):
        output.offer_all(first.keys, lambda _: b"")
    assert list(output.finish()) == [(1, 1)]
    found = [(tmp_path / "a" / place / "index.html").read_bytes() for place in "xyz"]
    assert found == [b"x/", b"y/", b"made again: z/index.html"]


def test_the_same_bytes_keep_their_date(tmp_path: Path) -> None:
    """Also where nobody knows what the published folder holds: uploads go by dates."""
    (tmp_path / "a").mkdir()
    for name in ("sama.xml", "lain.xml"):
        (tmp_path / "a" / name).write_bytes(b"sama")
    output = Outputs(tmp_path / "b", site=tmp_path / "a")
    for name in ("sama.xml", "lain.xml", "baru.xml"):
        output.write(name, name.replace(".xml", "").encode())
    list(output.finish())

    pairs = [
        [(tmp_path / folder / name).stat() for folder in "ab"] for name in ("sama.xml", "lain.xml")
    ]
    assert [one.st_ino == other.st_ino for one, other in pairs] == [True, False]


def test_lost_addresses_are_those_without_a_page_in_the_new_site(tmp_path: Path) -> None:
    output = outputs(tmp_path)
    for path in ("/", "/literasi/", "/feed.xml"):
        output.write(path, b"x")
    list(output.finish())

    new = {"index.html": "x"}
    assert lost_addresses(tmp_path, new) == ["/literasi/"]
    assert lost_addresses(output.keys, new) == ["/literasi/"]
    assert lost_addresses(tmp_path / "tidak-ada", new) == []


def test_many_files_are_written_by_several_processes(tmp_path: Path) -> None:
    output = outputs(tmp_path)
    for number in range(500):
        output.offer(f"/{number}/", "x", f"{number}".encode)

    seen = list(output.finish(workers=2))

    assert seen[-1] == (500, 500)
    assert len(list(tmp_path.rglob("index.html"))) == 500
    assert (tmp_path / "499" / "index.html").read_text() == "499"


def test_a_fault_in_another_process_comes_back(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise ValueError("tidak jadi")

    output = outputs(tmp_path)
    for number in range(100):
        output.offer(f"/{number}/", "x", f"{number}".encode if number != 70 else fail)

    with pytest.raises(ValueError, match="tidak jadi"):
        list(output.finish(workers=2))


def test_what_the_site_has_is_not_made_to_be_handed_over(tmp_path: Path) -> None:
    """Another process offers two files, of which the published folder holds one."""
    published, folder = tmp_path / "situs", tmp_path / "cadangan"
    for made in (published, folder):
        made.mkdir()
    (published / "a.xml").write_text("a as published", encoding="utf-8")
    asked: list[str] = []

    def outputs() -> Outputs:
        keys = {"a.xml": "1", "gone.xml": "1"}
        return Outputs(folder, {}, published, Manifest(keys, stamped(published, {}, keys)))

    def make(place: str) -> bytes:
        asked.append(place)
        return place.encode()

    def offer() -> None:
        for place in ("a.xml", "b.xml", "gone.xml"):
            helper.offer(place, "1", partial(make, place))

    helper, output = outputs(), outputs()
    keys = helper.put_offered(offer, 10)
    assert keys
    assert asked == ["b.xml", "gone.xml"]
    output.add_put(keys)
    list(output.finish())
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert found == {"a.xml": "a as published", "b.xml": "b.xml", "gone.xml": "gone.xml"}
