"""Asks one source after the other's fashion, and keeps what it gives as its new copy.

What a source gives is taken as a whole or not at all, and what fails leaves its copy as it is.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from kim_plugins.builder.copies import Copies, CopyState
from kim_plugins.builder.stopping import heed
from kim_plugins.catalogue.collected import SourceKind
from kim_plugins.cli.collecting.folders import bytes_within, files_below
from kim_plugins.cli.collecting.repositories import Repository
from kim_plugins.engine.sources import SourceSetting
from kim_plugins.exchange.fetching import Fetcher, Limits, Validators
from kim_plugins.exchange.guarding import NotFetched, PrivateHost
from kim_plugins.exchange.headlines import CLIPPED, headlines_of
from kim_plugins.exchange.site_archives import opened_archive
from kim_plugins.exchange.site_files import Member, site_of
from kim_plugins.exchange.unpacking import Refused
from kim_plugins.records import Kind, kind_of
from kim_plugins.records.problems import quote
from kim_plugins.records.system_errors import why_unreadable

SITE: Final = Limits(seconds=120, bytes=200 << 20)
FEED: Final = Limits(seconds=20, bytes=5 << 20)
_FEED_TYPES: Final = "application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
_RENAMED: Final = "nama kelompok berganti:"


class Outcome(NamedTuple):
    """What became of one source; `said` is empty where nothing is to be told."""

    said: str = ""
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Collector:
    """Asks sources, each for itself; `beside` is the folder that paths in mkdocs.yml start from."""

    copies: Copies
    fetcher: Fetcher
    beside: Path
    now: datetime
    site: Limits = SITE
    feed: Limits = FEED

    def ask(self, source: SourceSetting) -> Outcome:
        """Bring what is new of a source; what goes wrong is noted with it."""
        ways: dict[SourceKind, Callable[[SourceSetting, CopyState], CopyState]] = {
            SourceKind.GIT: self._git,
            SourceKind.ZIP: self._archive,
            SourceKind.FOLDER: self._folder,
            SourceKind.FEED: self._feed,
        }
        before = self.copies.state(source.id)
        if before.digest and not self.copies.files(source.id).is_dir():
            before = replace(before, digest="", changed="", marks=())  # somebody cleared it away
        where = f"{source.kind} {source.where} {source.ref} {source.path}"
        known = before if before.where == where else replace(before, where=where, marks=())
        try:
            after = ways[source.kind](source, known)
            self.copies.write_state(source.id, replace(after, failing="", reason=""))
        except PrivateHost as error:
            remedy = f"bila memang boleh, tulis di mkdocs.yml: allowed_hosts: [{error.host}]"
            return self._failed(source, before, f"{error}; {remedy}")
        except (NotFetched, Refused) as error:
            return self._failed(source, before, str(error))
        except OSError as error:
            return self._failed(source, before, why_unreadable(error))
        return _told(source, before, after)

    def _failed(self, source: SourceSetting, before: CopyState, reason: str) -> Outcome:
        heed()  # what it was asked with was ended, because the command shall end
        since = before.failing or self.now.isoformat()
        self.copies.write_state(source.id, replace(before, failing=since, reason=reason))
        kept = "salinan terakhirnya tetap dipakai" if before.changed else "belum ada salinannya"
        return Outcome(f"gagal: {reason}; {kept}", is_bad=True)

    def _local(self, source: SourceSetting) -> Path:
        return self.beside / source.where

    def _archive(self, source: SourceSetting, before: CopyState) -> CopyState:
        if not source.is_remote:
            place = self._local(source)
            if not place.is_file():
                raise Refused(f"berkas {quote(source.where)} tidak ada")
            if place.stat().st_size > self.site.bytes:
                raise Refused(f"lebih besar dari {self.site.bytes >> 20} MB")
            with place.open("rb") as file, opened_archive(file) as members:
                return self._taken(source, before, members, ())
        with tempfile.TemporaryFile() as fetched:
            answer = self.fetcher.fetch_into(
                fetched, source.where, self.site, validators=_validators(before)
            )
            if answer.unchanged:
                return before
            fetched.seek(0)
            with opened_archive(fetched) as members:
                return self._taken(source, before, members, tuple(answer.validators))

    def _folder(self, source: SourceSetting, before: CopyState) -> CopyState:
        place = self._local(source)
        if not place.is_dir():
            raise Refused(f"folder {quote(source.where)} tidak ada")
        return self._taken(source, before, files_below(place), ())

    def _git(self, source: SourceSetting, before: CopyState) -> CopyState:
        where = source.where if source.is_remote else os.path.realpath(self._local(source))
        guard = self.fetcher.guard if source.is_remote else None
        repository = Repository(where, source.ref, self.site, guard)
        tip = repository.tip()
        if before.digest and before.marks == (tip,):
            return before
        with repository.members() as members:
            return self._taken(source, before, members, (tip,))

    def _taken(
        self,
        source: SourceSetting,
        before: CopyState,
        members: Iterable[Member],
        marks: tuple[str, ...],
    ) -> CopyState:
        facts, files = site_of(members, source.path)
        old, host = before.site.get("host"), facts.get("host")
        notes: tuple[str, ...] = ()
        if old and host and host != old:
            notes = (
                f"guid_host berganti dari {old} ke {host}; di sini pengenal lama tetap dipakai",
            )
        if old:
            facts["host"] = old
        state = replace(before, marks=marks, site=facts, headlines=())
        made = self.copies.replace(source.id, files, state, self.now.isoformat())
        if made.digest == before.digest:
            return replace(made, notes=(*notes, *filter(_is_renaming, before.notes)))
        gone, new = _groups(before) - _groups(made), _groups(made) - _groups(before)
        if gone and new:
            notes += (f"{_RENAMED} {', '.join(sorted(gone))} kini {', '.join(sorted(new))}",)
        return replace(made, notes=notes)

    def _feed(self, source: SourceSetting, before: CopyState) -> CopyState:
        marks, url = before.marks, source.where
        if source.is_remote:
            answer, data = self.fetcher.fetch(
                url, self.feed, validators=_validators(before), accept=_FEED_TYPES
            )
            if answer.unchanged:
                return before
            marks = tuple(answer.validators)
        else:
            data = bytes_within(self._local(source), self.feed.bytes)
            if len(data) > self.feed.bytes:
                raise Refused(f"lebih besar dari {self.feed.bytes >> 20} MB")
        seen = {one["guid"]: one["seen"] for one in before.headlines}
        found = headlines_of(data, url, seen, self.now)
        site = {key: text for key, text in (("name", found.name), ("url", found.url)) if text}
        if "host" in before.site:  # of when it was a site; it may be one again
            site["host"] = before.site["host"]
        is_same = before.changed and not before.digest and before.headlines == found.headlines
        return replace(
            before,
            marks=marks,
            digest="",
            headlines=found.headlines,
            notes=found.notes,
            site=site,
            changed=before.changed if is_same else self.now.isoformat(),
        )


def _validators(before: CopyState) -> Validators:
    """What to ask with; nothing where there is no copy that could stay."""
    return Validators(*before.marks) if before.marks and before.changed else Validators()


def _is_renaming(note: str) -> bool:
    return note.startswith(_RENAMED)


def _groups(state: CopyState) -> set[str]:
    return {PurePosixPath(path).stem for path in state.since if kind_of(path) is Kind.GROUP}


def _told(source: SourceSetting, before: CopyState, after: CopyState) -> Outcome:
    parts = list(after.notes)
    if after.changed != before.changed or before.failing:
        is_feed = source.kind is SourceKind.FEED
        count = f"{len(after.headlines)} kabar" if is_feed else f"{len(after.since)} berkas"
        parts.insert(0, count)
    is_bad = any(not note.startswith(CLIPPED) for note in after.notes)
    return Outcome("; ".join(parts), is_bad)
