"""The files of a content folder, as the core receives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from kim_plugins.catalogue.collected import NOTHING, Collected
from kim_plugins.catalogue.memory import key_of
from kim_plugins.catalogue.origins import Origin
from kim_plugins.records import Problem
from kim_plugins.records.collected import source_of
from kim_plugins.records.problems import Fault

_UNREAD = b""


class Unreadable(Exception):  # noqa: N818 - a finding on its way to the report
    """A file or folder that exists and can't be read; `reason` says why, in Indonesian."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    @property
    def fault(self) -> Fault:
        """The fault that an editor is shown."""
        what = "folder" if self.path.endswith("/") else "berkas"
        return Fault(
            "K021",
            f"{what} ini tidak dapat dibaca: {self.reason}",
            f"salin ulang {what}nya dari aslinya, atau hapus bila memang tidak dipakai",
        )

    @property
    def problem(self) -> Problem:
        """The fault, placed at the beginning of the file."""
        return self.fault.at(self.path)


@dataclass(frozen=True, slots=True)
class Content:
    """The files of a content folder, with functions that read them.

    Paths are relative to the folder, with forward slashes. `keys` are those of the documents, in
    their order, where somebody has read them already; `problems` are what the folder holds that no
    site can be made of, `hidden` documents that nobody reads for their name. `origins` are the
    sites that files below `.<name>/` come from, `collected` what else they gave. `drafts` are
    documents that mkdocs.yml calls so, whatever they say themselves. `read` raises Unreadable.
    """

    documents: Sequence[str]
    media: Sequence[str]
    read: Callable[[str], bytes]
    keys: Sequence[bytes] | None = None
    problems: Sequence[Problem] = field(default=())
    hidden: Sequence[str] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    collected: Collected = NOTHING
    drafts: AbstractSet[str] = frozenset()

    def read_keys(self) -> list[bytes]:
        """The key of each document in order; empty for one that can't be read."""
        return [self._key(path) for path in self.documents]

    def readable(self) -> tuple[dict[str, bytes], list[Problem]]:
        """The keys of readable documents by path, and the problems of the others."""
        found: dict[str, bytes] = {}
        problems = list(self.problems)
        for path, key in zip(self.documents, self.keys or self.read_keys(), strict=True):
            try:
                # Read again for the reason; it may have become readable meanwhile.
                found[path] = key or self.key(path, self.read(path))
            except Unreadable as error:
                problems.append(error.problem)
        return found, problems

    def key(self, path: str, data: bytes) -> bytes:
        """Under what a document is known again: what another site says depends on its settings."""
        origin = self.origins.get(source_of(path)) if self.origins else None
        return key_of(f"{path}\0{origin.reading_settings}" if origin else path, data)

    def _key(self, path: str) -> bytes:
        try:
            return self.key(path, self.read(path))
        except Unreadable:
            return _UNREAD
