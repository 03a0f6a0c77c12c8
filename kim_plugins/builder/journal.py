"""Files of the content folder that change together: all of them or none, whenever a process ends.

Before anything is touched, a journal beside the cache says what shall change. Then the new texts
are written beside their places, and the old ones get a second name; until here a process that ends
leaves nothing to complete, and the next one clears it away. From then on it is decided: whoever
starts next completes it. Nothing but renaming is left to do by then, so a full disk is met before.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from kim_plugins.builder.files import link_or_copy
from kim_plugins.builder.locks import lock

_STAGING, _DECIDED, _TAKEN_BACK, _DONE = (bytes([digit]) for digit in b"0123")
_DIGEST: Final = 16
_PRIVATE: Final = 0o700


@dataclass(frozen=True, slots=True)
class _Text:
    """A new text: where it goes, where it and the old one lie meanwhile, the old one's digest."""

    place: str
    staged: str
    old: str
    before: str | None


@dataclass(frozen=True, slots=True)
class _Change:
    """Names before and after, texts, and folders that are new; all below the content folder."""

    renamed: Sequence[tuple[str, str]] = ()
    texts: Sequence[_Text] = ()
    folders: Sequence[str] = field(default=())

    @classmethod
    def read(cls, written: bytes) -> _Change:
        """What a journal says. Raises ValueError where it isn't whole, or isn't ours."""
        digest, found = written[:_DIGEST], written[_DIGEST:]
        if digest != _digest(found):
            raise ValueError("not a whole journal")
        fields = json.loads(found)
        renamed = [(old, new) for old, new in fields["renamed"]]
        texts = [_Text(**one) for one in fields["texts"]]
        names = [*fields["folders"], *(name for pair in renamed for name in pair)]
        names += [name for text in texts for name in (text.place, text.staged, text.old)]
        if any(Path(name).anchor or ".." in Path(name).parts for name in names):
            raise ValueError("a journal that leads out of the content")
        return cls(renamed, texts, fields["folders"])

    def written(self) -> bytes:
        found = json.dumps(asdict(self)).encode("utf-8", "surrogateescape")
        return _digest(found) + found


def journal_in(state: Path, content: str) -> Journal:
    """The journal of a content folder, kept in the folder of its project's state."""
    folder = Path(os.path.realpath(content))
    try:
        name = os.path.relpath(folder, os.path.realpath(state.parent))
    except ValueError:  # another drive on Windows
        name = str(folder)
    # Not by its whole path: the project may move before the change is completed.
    key = hashlib.blake2b(os.fsencode(name), digest_size=8).hexdigest()
    return Journal(state / "perubahan" / key, folder)


class Journal:
    """Changes of the files below `folder`, noted in `file` while they are made."""

    def __init__(self, file: Path, folder: Path) -> None:
        self._file, self._folder = file, folder

    def change(self, texts: Mapping[str, bytes], renamed: Mapping[str, str] | None = None) -> None:
        """Give files new names, and texts to the same or others, by their new paths.

        Paths are relative to the folder. Raises OSError, and then nothing is changed.
        """
        change = self._planned(texts, renamed or {})
        with self._begun(change) as journal:
            try:
                self._stage(change, texts)
            except BaseException:
                self._clear_away(change)
                self._forget(journal)
                raise
            _mark(journal, _DECIDED)
            self._carry_out(journal, change)

    def complete(self) -> list[str] | None:
        """Complete what another process left half done; wait for one that is at it.

        Return the files that were left as they are, because somebody changed them since; None where
        there was nothing to complete. Raises OSError where that can't be done.
        """
        # What can't be looked at isn't there: the state's folder says so itself.
        if not os.path.isfile(self._file):  # noqa: PTH113 - pathlib would raise
            return None
        try:
            journal = self._file.open("r+b")
        except FileNotFoundError:  # just now
            return None
        with journal:
            lock(journal)
            state = journal.read(1)
            try:
                change = _Change.read(journal.read())
            except (ValueError, KeyError, TypeError):
                # It ended while it was written, and nothing had been touched.
                state, change = _DONE, _Change()
            left: list[str] | None = None
            if state in (_STAGING, _DONE):
                self._clear_away(change)
            elif state == _DECIDED:
                left = self._carry_out(journal, change)
            elif state == _TAKEN_BACK:
                self._take_back(change)
            _mark(journal, _DONE)
            self._forget(journal)
        return left

    @contextmanager
    def _begun(self, change: _Change) -> Iterator[BinaryIO]:
        """A journal that nobody else has, with the change in it."""
        while True:
            self.complete()
            self._file.parent.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
            try:
                journal = self._file.open("xb")
            except FileExistsError:
                if not self._file.is_file() and os.path.lexists(self._file):
                    raise
                continue
            lock(journal)
            if _is_there(journal, self._file):
                break
            journal.close()  # somebody took it for one that was left
        with journal:
            journal.write(_STAGING + change.written())
            _to_disk(journal)
            yield journal
            self._forget(journal)

    def _planned(self, texts: Mapping[str, bytes], renamed: Mapping[str, str]) -> _Change:
        origins = {new: old for old, new in renamed.items()}
        token = os.urandom(4).hex()
        planned = []
        for number, place in enumerate(texts):
            beside = f"{place.rpartition('/')[0] or '.'}/.kim-{token}-{number}"
            before = self._digest_of(origins.get(place, place))
            planned.append(_Text(place, beside, f"{beside}-lama", before))
        folders: dict[str, None] = {}
        for place in (*renamed.values(), *texts):
            for parent in Path(place).parents[:-1]:
                if not (self._folder / parent).exists():
                    folders[parent.as_posix()] = None
        deepest = sorted(folders, key=lambda name: (-name.count("/"), name))
        return _Change(list(renamed.items()), planned, deepest)

    def _stage(self, change: _Change, texts: Mapping[str, bytes]) -> None:
        origins = {new: old for old, new in change.renamed}
        for folder in reversed(change.folders):
            (self._folder / folder).mkdir(exist_ok=True)
        for text in change.texts:
            origin = self._folder / origins.get(text.place, text.place)
            staged = self._folder / text.staged
            with staged.open("xb") as file:
                file.write(texts[text.place])
                _to_disk(file)
            if text.before is not None:
                shutil.copymode(origin, staged)
                link_or_copy(origin, str(self._folder / text.old))

    def _carry_out(self, journal: BinaryIO, change: _Change) -> list[str]:
        """Do what was decided; take everything back where that fails."""
        try:
            left = self._renamed(change) + self._put(change)
        except OSError:
            _mark(journal, _TAKEN_BACK)
            self._take_back(change)
            self._forget(journal)
            raise
        for parent in sorted({Path(old).parent for old, _ in change.renamed}, reverse=True):
            # An empty folder is of no use to anybody.
            _remove_empty(self._folder, parent)
        _mark(journal, _DONE)
        self._clear_away(change)
        return left

    def _renamed(self, change: _Change) -> list[str]:
        left = []
        for old, new in change.renamed:
            source, target = self._folder / old, self._folder / new
            if not os.path.lexists(source):
                continue
            # A name that differs in capitals only may be the same file.
            if not os.path.lexists(target) or _are_same(source, target):
                source.rename(target)
            else:
                left.append(old)
        return left

    def _put(self, change: _Change) -> list[str]:
        left = []
        for text in change.texts:
            staged = self._folder / text.staged
            if not staged.exists():
                continue
            if self._digest_of(text.place) == text.before:
                staged.replace(self._folder / text.place)
            else:
                left.append(text.place)
        return left

    def _take_back(self, change: _Change) -> None:
        for text in change.texts:
            old, staged = self._folder / text.old, self._folder / text.staged
            if staged.exists():
                continue  # it was never put
            if old.exists():
                old.replace(self._folder / text.place)
            elif text.before is None:
                (self._folder / text.place).unlink(missing_ok=True)
        for old_name, new in reversed(change.renamed):
            source, target = self._folder / old_name, self._folder / new
            if os.path.lexists(target) and not os.path.lexists(source):
                target.rename(source)
        self._clear_away(change)

    def _clear_away(self, change: _Change) -> None:
        """Remove what only this change needed."""
        for text in change.texts:
            for name in (text.staged, text.old):
                with suppress(OSError):  # it was never made, or is in somebody's hands
                    (self._folder / name).unlink()
        for folder in change.folders:
            with suppress(OSError):  # it is used
                (self._folder / folder).rmdir()

    def _digest_of(self, place: str) -> str | None:
        try:
            return _digest((self._folder / place).read_bytes()).hex()
        except FileNotFoundError:
            return None

    def _forget(self, journal: BinaryIO) -> None:
        if sys.platform == "win32":
            journal.close()  # no open file is removed there, so nobody loses his own
        elif not _is_there(journal, self._file):
            return
        with suppress(OSError):  # the next one looks at it again
            self._file.unlink()


def _remove_empty(folder: Path, name: Path) -> None:
    while name != Path():
        try:
            (folder / name).rmdir()
        except OSError:
            return
        name = name.parent


def _are_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _is_there(journal: BinaryIO, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(journal.fileno()), file.stat())
    except FileNotFoundError:
        return False


def _mark(journal: BinaryIO, state: bytes) -> None:
    """Overwrite the first byte, for which there is always room."""
    journal.seek(0)
    journal.write(state)
    _to_disk(journal)


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
