"""Items of feeds that all processes render once, and read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kim_plugins.catalogue import BulletinEntry
from kim_plugins.engine.feed_items import FeedItems
from kim_plugins.feeds import (
    CatalogueItems,
    Item,
    RenderedItem,
    StoredItem,
    Withdrawal,
    feed_targets,
    render_item,
    site_feeds,
)
from tests.feeds.edge_site import edge_catalogue


@pytest.mark.parametrize("workers", [1, 2])
def test_feeds_from_kept_items_are_the_same_bytes(
    tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And no bulletin is rendered once more."""
    catalogue = edge_catalogue()
    expected = dict(site_feeds(catalogue))
    kept = FeedItems(tmp_path / "items")
    kept.fill(catalogue.syndicated.entries, CatalogueItems(catalogue).all_of, workers)
    rendered: list[str] = []

    def counted(source: Item | Withdrawal) -> RenderedItem:
        rendered.append(source.guid)
        return render_item(source)

    monkeypatch.setattr("kim_plugins.feeds.catalogue_items.render_item", counted)
    made = (file for target in feed_targets(catalogue, store=kept) for file in target.make())
    assert dict(made) == expected
    assert all(kept.get(guid) is None for guid in rendered)


def test_what_was_not_rendered_is_not_there(tmp_path: Path) -> None:
    kept = FeedItems(tmp_path / "items")

    def nothing(entry: BulletinEntry) -> list[StoredItem]:
        raise AssertionError(entry)

    kept.fill((), nothing, 2)
    assert kept.get("tag:contoh.id,2026:berita/2026/tidak-ada") is None
