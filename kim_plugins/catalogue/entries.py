"""A record with its place in the site and the state that the clock gives it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Generic, NamedTuple, TypeVar, cast

from kim_plugins.catalogue.origins import Origin
from kim_plugins.catalogue.tracing import RECORD, note, recorder
from kim_plugins.records import Bulletin, Group, Kind, Page
from kim_plugins.records.collected import path_at_home

R_co = TypeVar("R_co", bound=Page, covariant=True)


class State(StrEnum):
    """The rows of the table of states in contract C3; a corrected record may be in any of them."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


_WITH_PAGE: Final = (State.PUBLISHED, State.EXPIRED, State.WITHDRAWN)
_WITH_BODY: Final = (State.PUBLISHED, State.EXPIRED)


def state_of(record: Page, now: datetime) -> State:
    """The state of a record at the instant `now`."""
    if record.draft:
        return State.DRAFT
    if not isinstance(record, Bulletin):
        return State.PUBLISHED
    if record.publication.at > now:
        return State.SCHEDULED
    if record.withdrawn and not record.withdrawn.restored:
        return State.WITHDRAWN
    if record.expires and record.expires.end <= now:
        return State.EXPIRED
    return State.PUBLISHED


class Entry(NamedTuple, Generic[R_co]):
    """A record as it stands at one instant, with its path, address, permanent identifier and state.

    Who reads `record` notes that; `untraced` is the same for queries, which go by facts.
    `groups` are the ids of the groups that answer for it, filled in where a site has only one;
    `published` is when a bulletin becomes public, in seconds since 1970, as orders go by it.
    `previewed` shows a draft, or what is not due yet, as if it were published; only the editor's
    own preview does. `waits` is when the file next says something that the record doesn't say yet.
    `origin` is the site that it was written for, where that is another one.
    """

    path: str
    kind: Kind
    untraced: R_co
    address: str
    identifier: str
    state: State
    groups: tuple[str, ...] = ()
    published: float = 0.0
    previewed: bool = False
    waits: datetime | None = None
    origin: Origin | None = None

    @property
    def record(self) -> R_co:
        """All that the file says; reading it, of a group a field of it, is recorded."""
        if recorder.reads is not None:
            if self.kind is Kind.GROUP:
                return cast(Any, _Fields(self))  # type: ignore[no-any-return]
            recorder.reads.add((RECORD, self.path))
        return self.untraced

    @property
    def arrived(self) -> float:
        """When a later part of another site's content was first seen here, as a timestamp."""
        return self.origin.arrived.get(path_at_home(self.path), 0.0) if self.origin else 0.0

    @property
    def has_page(self) -> bool:
        """Whether a page is published at its address."""
        return self.previewed or self.state in _WITH_PAGE

    @property
    def shows_body(self) -> bool:
        """Whether its text, pictures and sound are published."""
        return self.previewed or self.state in _WITH_BODY

    @property
    def is_listed(self) -> bool:
        """Whether listings show it."""
        return self.previewed or self.state is State.PUBLISHED


class _Fields:
    """A record that notes which of its fields are read: a new telephone number is no new name."""

    __slots__ = ("_entry",)

    def __init__(self, entry: Entry[Page]) -> None:
        self._entry = entry

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as the record has it
        record = self._entry.untraced
        found = getattr(type(record), name, None)
        if isinstance(found, property) and found.fget:
            return found.fget(self)  # so that it reads fields
        note((RECORD, self._entry.path, *((name,) if name in record.__dict__ else ())))
        return getattr(record, name)

    @property  # type: ignore[misc]
    def __class__(self) -> type[Page]:  # type: ignore[override]
        return self._entry.untraced.__class__


BulletinEntry = Entry[Bulletin]
GroupEntry = Entry[Group]
