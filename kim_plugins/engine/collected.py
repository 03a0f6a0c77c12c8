"""The copies that `kim collect` brought, as content beside one's own (contract C13).

Building reads copies only, so that it stays what it is: the same for the same files, without a
network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from kim_plugins.builder.copies import Copies, CopyState
from kim_plugins.builder.files import content_of, shown_folder
from kim_plugins.catalogue import Content
from kim_plugins.catalogue.collected import Collected, FeedCopy, Headline, Source, SourceKind
from kim_plugins.catalogue.origins import Origin
from kim_plugins.catalogue.partner_feeds import PREFIX
from kim_plugins.engine.sources import SourceSetting
from kim_plugins.records import Kind, Problem, kind_of
from kim_plugins.records.collected import path_at_home, path_here, source_of


def with_copies(
    content: Content, settings: Sequence[SourceSetting], copies: Copies, zone: ZoneInfo
) -> Content:
    """One's own content, and that of every source which has a copy."""
    documents, media = [*content.documents], [*content.media]
    origins: dict[str, Origin] = {}
    sources: list[Source] = []
    headlines: list[Headline] = []
    readers = {"": content.read}
    for order, setting in enumerate(settings):
        state, groups = copies.state(setting.id), []
        folder = copies.files(setting.id, state)
        if state.digest and folder.is_dir():
            found = content_of(folder)
            own = [path for path in found.documents if kind_of(path) is not Kind.PAGE]
            groups = [PurePosixPath(p).stem for p in own if kind_of(p) is Kind.GROUP]
            documents += (path_here(setting.id, path) for path in own)
            media += (path_here(setting.id, path) for path in found.media)
            origins[setting.id] = _origin(setting, state, order, zone)
            readers[setting.id] = found.read
        source = _source(setting, state, groups, zone)
        sources.append(source)
        headlines += _headlines(state, setting.id, source.name, zone)
    feeds = {name: _feed_copy(name, copies.state(name), zone) for name in copies.named(PREFIX)}
    return replace(
        content,
        documents=documents,
        media=media,
        read=lambda path: readers[source_of(path)](path_at_home(path)),
        origins=origins,
        collected=Collected(tuple(sources), tuple(headlines), feeds),
    )


def _headlines(state: CopyState, source: str, name: str, zone: ZoneInfo) -> Iterator[Headline]:
    for one in state.headlines:
        at = _moment(one["at"]).astimezone(zone)
        yield Headline(one["title"], one["url"], at, source, name)


def _feed_copy(name: str, state: CopyState, zone: ZoneInfo) -> FeedCopy:
    called = state.site.get("name", "")
    return FeedCopy(
        called,
        state.site.get("url", ""),
        _day(state.changed, zone),
        _day(state.failing, zone),
        state.reason,
        state.notes,
        tuple(_headlines(state, name, called, zone)),
    )


def placed(problems: Iterable[Problem], folder: str, copies: Copies) -> Iterator[Problem]:
    """Problems at the files that they are about: one's own, or those of copies."""
    folders: dict[str, str] = {"": folder}
    for problem in problems:
        source = source_of(problem.path)
        if source not in folders:
            folders[source] = shown_folder(copies.files(source))
        yield replace(problem, path=path_at_home(problem.path)).under(folders[source])


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _day(written: str, zone: ZoneInfo) -> date | None:
    return _moment(written).astimezone(zone).date() if written else None


def _origin(setting: SourceSetting, state: CopyState, order: int, zone: ZoneInfo) -> Origin:
    site = state.site
    return Origin(
        id=setting.id,
        name=setting.name or site.get("name", "") or setting.id,
        zone=ZoneInfo(site["timezone"]) if "timezone" in site else zone,
        order=order,
        host=site.get("host", ""),
        url=setting.site or site.get("url", ""),
        license_name=setting.license_name or site.get("license_name", ""),
        license_url=setting.license_url or site.get("license_url", ""),
        line_breaks=site.get("line_breaks") != "false",
        groups=None if setting.groups is None else frozenset(setting.groups),
        since=state.since,
        arrived=_arrived(state.since),
    )


def _arrived(since: Mapping[str, str]) -> dict[str, float]:
    moments = {written: _moment(written).timestamp() for written in set(since.values())}
    first = min(moments.values(), default=0.0)
    return {path: moments[written] for path, written in since.items() if moments[written] > first}


def _source(
    setting: SourceSetting, state: CopyState, groups: Sequence[str], zone: ZoneInfo
) -> Source:
    site = state.site
    url = setting.site or site.get("url", "")
    is_feed = setting.kind is SourceKind.FEED
    feed = setting.where if is_feed and setting.is_remote else f"{url}feed.xml" if url else ""
    return Source(
        setting.id,
        setting.kind,
        setting.name or site.get("name", "") or setting.id,
        url,
        feed,
        setting.license_name or site.get("license_name", ""),
        setting.license_url or site.get("license_url", ""),
        _day(state.changed, zone),
        _day(state.failing, zone),
        state.reason,
        state.notes,
        tuple(groups),
        len(state.headlines),
    )
