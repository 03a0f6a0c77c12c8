"""Every parent of every address answers."""

from __future__ import annotations

from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.pages.folders import FolderPages, folders_without_page
from tests.sites.memory import OPTIONS

NAMES = st.sampled_from(["a", "b", "halaman", "2"])
PLACES = st.sets(
    st.builds(
        lambda folders, name: "/".join([*folders, name]),
        st.lists(NAMES, max_size=4),
        st.sampled_from(["index.html", "feed.xml"]),
    )
)


@given(PLACES)
def test_every_folder_has_a_page_and_leads_up_to_one_that_was_there(places: set[str]) -> None:
    places = {*places, "index.html"}
    added = dict(folders_without_page(places))
    pages = {f"/{place.removesuffix('index.html')}" for place in places if "index" in place}
    for place in places:
        for folder in list(PurePosixPath(place).parents)[:-1]:
            assert f"/{folder}/" in pages | added.keys()
    assert pages.isdisjoint(added)
    for address, target in added.items():
        assert target in pages
        assert address.startswith(target)


def test_a_site_without_pages_gets_none() -> None:
    assert list(folders_without_page({"media/a.png"})) == []


def test_the_page_leads_on_by_itself_and_by_a_link() -> None:
    html = FolderPages(OPTIONS, "").render("/berita/halaman/", "/berita/").decode()
    assert 'http-equiv="refresh" content="0; url=../../berita/"' in html
    assert '<a href="../../berita/">kabar.example/berita/</a>' in html
    assert '<meta name="robots" content="noindex">' in html
