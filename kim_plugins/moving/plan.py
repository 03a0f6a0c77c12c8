"""Plans a move of files or folders: every text that changes, or why it can't be made.

Nothing is written here. The site is gathered before and after; a move that would bring up a
problem, or lead a link elsewhere, is refused.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from kim_plugins.catalogue.addresses import (
    HOME,
    address_of,
    group_name,
    guid_year,
    identifier_in,
    identifier_of,
)
from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.catalogue.checks.site import WRONG_PLACE
from kim_plugins.catalogue.content import Content, Unreadable
from kim_plugins.catalogue.gather import gather
from kim_plugins.catalogue.memory import Memory, PreparedFile
from kim_plugins.catalogue.options import SiteOptions
from kim_plugins.catalogue.preparing import Workers
from kim_plugins.moving.fields import NotEditable, follow, keep_address, keep_identifier
from kim_plugins.moving.links import Moves, relink, same_links
from kim_plugins.moving.targets import obstacle, wrong_suffix
from kim_plugins.records import MODELS, Bulletin, Kind, Page, Problem, kind_of
from kim_plugins.records.fixing.editing import Edit, Source
from kim_plugins.records.kinds import MISPLACED
from kim_plugins.records.problems import quote
from kim_plugins.records.reader import kind_in
from kim_plugins.records.reading.context import Reading
from kim_plugins.records.reading.document import Document, read_document

_ALONE: Final = Workers()
_PLACES: Final = (MISPLACED, WRONG_PLACE)


@dataclass(frozen=True, slots=True)
class MovePlan:
    """A move that can be made, with all texts that change.

    `paths` are the new places of files; `texts` the new bytes of every file that changes, by its
    new place; `links` how many links change in each; `unread` files that nobody could look into;
    `strays` those that were in a wrong place.
    """

    paths: Mapping[str, str]
    texts: Mapping[str, bytes]
    links: Mapping[str, int]
    unread: Sequence[str]
    strays: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a move can't be made, with the problems in its way."""

    sentence: str
    problems: Sequence[Problem] = ()


def plan_move(
    content: Content,
    move: tuple[str, str],
    options: SiteOptions,
    now: datetime,
    memory: Memory | None = None,
) -> MovePlan | Refusal:
    """Plan one move; `move` is the old and the new path in the content folder."""
    old, new = move
    paths = _paths(content, old, new)
    if not paths:
        return Refusal(f"{quote(old)} tidak ada di folder isi")
    if new == old or new.startswith(f"{old}/"):
        return Refusal(f"{quote(new)} adalah tempat yang sama atau ada di dalam {quote(old)}")
    return plan_paths(content, paths, options, now, memory=memory or Memory())


def plan_paths(  # noqa: PLR0913 - what gather needs, and the paths
    content: Content,
    paths: dict[str, str],
    options: SiteOptions,
    now: datetime,
    *,
    memory: Memory,
    workers: Workers = _ALONE,
) -> MovePlan | Refusal:
    """Plan several moves; `paths` are the new paths by the old ones.

    A file that lies where its kind doesn't belong was never published: it may have other faults,
    and keeps neither identifier nor address.
    """
    if sentence := obstacle(content, paths):
        return Refusal(sentence)
    _, problems = gather(content, options, now, memory, workers)
    strays = {problem.path for problem in problems if problem.code in _PLACES} & paths.keys()
    staying = paths.keys() - strays
    faults = [problem for problem in problems if problem.path in staying and problem.is_error]
    if faults:
        return Refusal(f"{quote(faults[0].path)} masih salah; betulkan dulu", faults)
    for old, new in paths.items():
        if sentence := wrong_suffix(old, new, memory):
            return Refusal(sentence)
    before = dict(memory.files)
    try:
        plan = _Mover(content, paths, before, options, strays).plan()
    except NotEditable as stuck:
        return Refusal(f"{stuck}; tulis ulang dulu dengan cara yang biasa")
    _, arising = gather(_afterwards(content, plan), options, now, memory, workers)
    home = {paths[path] for path in strays}
    if strays:  # what was hidden behind the wrong place is no reason to stay there
        arising = [found for found in arising if found.is_error and found.path not in home]
    return _disturbed(plan, before, memory.files) or _worse(plan, problems, arising) or plan


def _paths(content: Content, old: str, new: str) -> dict[str, str]:
    every = (*content.documents, *content.media)
    if old in every:
        return {old: new}
    inside = sorted(path for path in every if path.startswith(f"{old}/"))
    return {path: new + path.removeprefix(old) for path in inside}


class _Mover:
    """Collects the edits of all files in one pass."""

    def __init__(
        self,
        content: Content,
        paths: dict[str, str],
        prepared: Mapping[str, PreparedFile],
        options: SiteOptions,
        strays: AbstractSet[str],
    ) -> None:
        documents = {old: new for old, new in paths.items() if old in set(content.documents)}
        self._content, self._prepared = content, prepared
        self._moves = Moves(paths, {address_of(o): address_of(n) for o, n in documents.items()})
        self._groups = {
            group_name(old): group_name(new)
            for old, new in documents.items()
            if kind_of(old) is Kind.GROUP
        }
        self._renderer = BodyRenderer(
            options.markdown_extensions, options.markdown_configs, line_breaks=options.line_breaks
        )
        self._moving, self._strays = set(documents), strays
        names = {*(PurePosixPath(old).stem for old in paths), *self._groups}
        names |= {address.strip("/").rpartition("/")[2] for address in self._moves.addresses}
        self._mention = re.compile("|".join(map(re.escape, sorted(names))))

    def plan(self) -> MovePlan:
        """The texts that change, and the number of links in each."""
        texts: dict[str, bytes] = {}
        links: dict[str, int] = {}
        unread: list[str] = []
        for path in sorted(self._content.documents):
            try:
                data = self._content.read(path)
            except Unreadable:
                unread.append(path)
                continue
            if path not in self._moving and not self._may_mention(data):
                continue
            document = read_document(path, data)[0]
            if document is None:
                unread.append(path)
                continue
            source = Source(data)
            following = self._following(path, source, document)
            edits = [*following, *(self._keeping(path, source, document))]
            place = self._moves.path(path)
            if edits:
                texts[place] = source.edited(edits).data
            if following:
                links[place] = len(following)
        return MovePlan(self._moves.paths, texts, links, unread, self._strays)

    def _may_mention(self, data: bytes) -> bool:
        """Whether a file may mention a moved one: links end in the target's name."""
        text = data.decode("utf-8", "replace").replace("\\", "")
        return bool(self._mention.search(html.unescape(unquote(text))))

    def _following(self, path: str, source: Source, document: Document) -> list[Edit]:
        # The model puts our keys in the place of Indonesian ones.
        reading = Reading(path, UTC)
        MODELS[kind_in(path, document.fields)].model_validate(document.fields, context=reading)
        found = list(follow(path, source, document.fields, self._moves, self._groups))
        if document.body:
            start = source.line(document.body_line)[0]
            found += relink(
                source.text,
                start,
                lambda written: self._moves.change(path, written),
                lambda body: self._renderer.render(path, body),
            )
        return found

    def _keeping(self, path: str, source: Source, document: Document) -> list[Edit]:
        record = self._prepared[path].record
        if path not in self._moving - self._strays or record is None:
            return []
        new = self._moves.path(path)
        edits: list[Edit] = []
        if kept := _identifier_to_keep(path, new, record):
            edits += keep_identifier(source, document.fields, kept)
        if address_of(path) not in {HOME, address_of(new)}:
            edits += keep_address(source, document.fields, address_of(path), address_of(new))
        return edits


def _identifier_to_keep(old: str, new: str, record: Page) -> str:
    """The identifier that must be written down to keep a file's guid; else empty."""
    if record.id is None:
        return identifier_of(old) if identifier_of(old) != identifier_of(new) else ""
    if not isinstance(record, Bulletin) or guid_year(old, record) == guid_year(new, record):
        return ""
    return f"{guid_year(old, record)}:{identifier_in(record.id)}"


def _afterwards(content: Content, plan: MovePlan) -> Content:
    """The content folder as it will be after the plan."""
    origins = {new: old for old, new in plan.paths.items()}

    def read(path: str) -> bytes:
        text = plan.texts.get(path)
        return content.read(origins.get(path, path)) if text is None else text

    def moved(paths: Sequence[str]) -> list[str]:
        return sorted(plan.paths.get(path, path) for path in paths)

    return Content(moved(content.documents), moved(content.media), read)


def _disturbed(
    plan: MovePlan, before: Mapping[str, PreparedFile], after: Mapping[str, PreparedFile]
) -> Refusal | None:
    """A link that would lead elsewhere by accident."""
    addresses = {address_of(old): address_of(new) for old, new in plan.paths.items()}
    moves = Moves(dict(plan.paths), addresses)
    for path, prepared in before.items():
        found = after.get(moves.path(path))
        if prepared.rendered and found and found.rendered:
            for written in same_links(prepared, found, moves):
                return Refusal(
                    f"tautan {quote(written)} di {quote(path)} tidak dapat dibetulkan sendiri; "
                    "tulis ulang dulu sebagai [judul](jalur.md)"
                )
    return None


def _worse(plan: MovePlan, before: Sequence[Problem], after: Sequence[Problem]) -> Refusal | None:
    """A problem that the move would add; lines may have shifted."""
    left = Counter((plan.paths.get(p.path, p.path), p.code) for p in before)
    for problem in after:
        left[problem.path, problem.code] -= 1
        if left[problem.path, problem.code] < 0:
            return Refusal(f"pemindahan ini menimbulkan masalah baru: {problem.message}", [problem])
    return None
