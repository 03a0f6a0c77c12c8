"""What builds remember of files: light facts of all, and bodies that come when asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, NamedTuple, Protocol

from kim_plugins.catalogue.bodies import Body, Link
from kim_plugins.catalogue.media import Media
from kim_plugins.records import Bulletin, Page, Problem
from kim_plugins.records.problems import Fault

_WORDS: Final = ("title", "description")
"""What a record says that decides neither where it stands nor what stands beside it."""


class PreparedFile(NamedTuple):
    """What is known of a file without its body; `record` is None when the file can't be read.

    `key` is the digest of path and bytes, under which the body is kept. `media` are the files of
    the record's own picture and sound. `rendered` tells whether there is a body; `links`, `dropped`
    and `words` are its. `phones` are the telephone numbers in it, with the problem that each is
    unless a group gives it as its contact. `facts` stay the same while nothing of a bulletin
    changes but its title, description and text; they are given when a memory keeps the file;
    `wording` is the digest of those words. `used` are the picture and sound of a file that can't be
    read, as it writes them.
    """

    key: bytes
    problems: tuple[Problem, ...]
    record: Page | None = None
    media: tuple[str, ...] = ()
    body_line: int = 1
    rendered: bool = False
    links: tuple[Link, ...] = ()
    dropped: tuple[str, ...] = ()
    words: int = 0
    phones: tuple[tuple[str, Problem], ...] = ()
    facts: bytes = b""
    wording: str = ""
    used: tuple[tuple[str, str], ...] = ()


class PublishedState(NamedTuple):
    """What a guid was last published for; `gone` when a later build no longer had it.

    `key` is that of its file, `wording` the digest of its words, `stated` that of the fields which
    tell of changes, `told` the names of its announcements, apart by blanks. `identifier` is
    that of a file which keeps the guid of an earlier site; ours say it themselves.
    """

    title: str
    published: str
    gone: bool = False
    key: str = ""
    wording: str = ""
    stated: str = ""
    told: str = ""
    identifier: str = ""

    @property
    def instant(self) -> datetime | None:
        """When it was published, whatever zone that was written in; None if nobody can say."""
        try:
            return datetime.fromisoformat(self.published)
        except ValueError:
            return None


Register = Mapping[str, PublishedState]
"""What was published, by guid."""


class SiteFindings(NamedTuple):
    """What was found of the facts of a whole site, which needn't be looked for again.

    `read` is the digest of what it was found of; `generated` are the addresses that the site makes
    by itself; `problems` warnings, as nothing with an error is kept.
    """

    read: bytes
    generated: frozenset[str]
    problems: tuple[Problem, ...]

    @classmethod
    def of(
        cls,
        site: bytes,
        keys: Mapping[str, bytes],
        generated: frozenset[str],
        problems: Iterable[Problem],
    ) -> SiteFindings:
        """Findings of the facts with the digest `site`, each problem at its place in a file."""
        found = tuple(problems)
        read = digest_of((site, [keys.get(problem.path) for problem in found]))
        return cls(read, generated, found)


class BodyStore(Protocol):
    """Bodies by key; a store may lose any of them, and then they are rendered again."""

    def get(self, key: bytes, /) -> Body | None:
        """A body that was put here, or None."""

    def __setitem__(self, key: bytes, body: Body) -> None:
        """Keep a body."""


@dataclass(slots=True)
class Memory:
    """What earlier builds prepared, by path; whoever keeps it sees that code and options fit.

    `checked` is what was found of all of them together; `published` what subscribers have.
    """

    files: dict[str, PreparedFile] = field(default_factory=dict)
    media: dict[str, tuple[bytes, Media | Fault]] = field(default_factory=dict)
    bodies: BodyStore = field(default_factory=dict[bytes, Body], compare=False)
    checked: SiteFindings | None = None
    published: Register = field(default_factory=dict, compare=False)

    def keep(self, path: str, file: PreparedFile) -> PreparedFile:
        """Record what is known of a file; return it with its facts."""
        old = self.files.get(path)
        facts = old.facts if old and _facts(old) == _facts(file) else file.key
        self.files[path] = file._replace(facts=facts)
        return self.files[path]

    def found_before(self, site: bytes, keys: Mapping[str, bytes]) -> SiteFindings | None:
        """What was found of the same facts, if each problem still has its place."""
        found = self.checked
        is_same = found and found == SiteFindings.of(site, keys, found.generated, found.problems)
        return found if is_same else None

    def keep_only(self, documents: AbstractSet[str], media: AbstractSet[str]) -> None:
        """Forget files that are gone."""
        for known, there in ((self.files, documents), (self.media, media)):
            for path in known.keys() - there:
                del known[path]


class LazyBodies(Mapping[str, Body]):
    """Bodies by path, each fetched when it is asked for; none of them stays in memory."""

    def __init__(self, paths: AbstractSet[str], fetch: Callable[[str], Body]) -> None:
        self._paths, self._fetch = paths, fetch

    def __getitem__(self, path: str) -> Body:
        """The body of the file at a path."""
        if path not in self._paths:
            raise KeyError(path)
        return self._fetch(path)

    def __contains__(self, path: object) -> bool:
        """Whether the file has a body; asking fetches nothing."""
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        """The paths in order."""
        return iter(sorted(self._paths))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._paths)


def _facts(file: PreparedFile) -> str:
    """Everything of a bulletin but words; of any other file everything.

    Written out, as one instant in two zones is equal, and may be two days.
    """
    if not isinstance(file.record, Bulletin):
        return file.key.hex()
    record = file.record.model_copy(update=dict.fromkeys(_WORDS))
    return repr((type(record), record, file.media, file.links, file.rendered))


def key_of(path: str, data: bytes) -> bytes:
    """Under what a file is known again: where it lies, since links depend on it, and its bytes."""
    digest = hashlib.blake2b(path.encode("utf-8", "surrogateescape") + b"\0", digest_size=16)
    digest.update(data)
    return digest.digest()


def digest_of(plain: object) -> bytes:
    """The digest of anything whose `repr` says all of it."""
    written = repr(plain).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(written, digest_size=16).digest()
