"""Whole feeds, compared with committed ones.

A case is a YAML file in tests/cases/feeds/ with a channel and its items; the feeds stand in the
folder of the same name. `pytest tests/feeds --regenerate` writes them anew; read the diff.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from pydantic import ConfigDict, TypeAdapter

from kim_plugins.feeds import (
    Channel,
    Item,
    OutlineGroup,
    RenderedItem,
    Withdrawal,
    render_item,
    write_atom,
    write_json,
    write_opml,
    write_rss,
)
from tests.feeds.samples import CASES
from tests.golden import golden

Writer = Callable[[Channel, list[RenderedItem]], bytes]
WRITERS: dict[str, Writer] = {
    "feed.xml": write_rss,
    "atom.xml": write_atom,
    "feed.json": write_json,
}


@dataclass(frozen=True)
class Case:
    __pydantic_config__ = ConfigDict(extra="forbid")

    channel: Channel
    items: tuple[Item | Withdrawal, ...] = ()


@dataclass(frozen=True)
class Outlines:
    title: str
    groups: tuple[OutlineGroup, ...]
    created: datetime | None = None


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_feed_is_what_was_agreed(case: Path, name: str) -> None:
    """A channel and its items give the committed feed, byte by byte."""
    source = TypeAdapter(Case).validate_python(yaml.safe_load(case.read_bytes()))
    feed = WRITERS[name](source.channel, [render_item(item) for item in source.items])
    golden(case.with_suffix("") / name, feed)


def test_a_list_of_feeds_is_what_was_agreed() -> None:
    """Groups of feeds give the committed OPML, byte by byte."""
    source = yaml.safe_load((CASES / "opml" / "feeds.yaml").read_bytes())
    outlines = TypeAdapter(Outlines).validate_python(source)
    opml = write_opml(outlines.title, outlines.groups, outlines.created)
    golden(CASES / "opml" / "feeds.opml", opml)
