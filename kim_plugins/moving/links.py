"""Links in Markdown that follow moved targets.

What looks like a link may be code. So each place that would change is tried out: it counts as a
link if, and only if, something else in its place comes out of the renderer as one.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from kim_plugins.catalogue.bodies import Body, path_length, target_of
from kim_plugins.catalogue.memory import PreparedFile
from kim_plugins.records.fixing.editing import Edit

_PLACES: Final = re.compile(
    r"""
      \]\(\s*(?:<(?P<a>[^<>\n]*)>
        |(?P<b>[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)(?=\s*(?:\)|\s["'(]))
        |(?P<h>[^\s()<>"][^()<>"\n]*?)(?=\s*\)))
    | ^[ \t>]*\[(?!\^)[^\]\n]+\]:[ \t]*(?:<(?P<c>[^<>\n]*)>|(?P<d>[^\s<]\S*))
    | \b(?:href|src)\s*=\s*(?:"(?P<e>[^"]*)"|'(?P<f>[^']*)'|(?P<g>[^\s"'<>=`]+))
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
# What has a meaning of its own in Markdown, in HTML or in an address.
_UNSAFE: Final = re.compile(r"[\s()<>\[\]\"'`\\%#?&:*]")
_TRIAL: Final = "kim-pindah-{}.md"


@dataclass(frozen=True, slots=True)
class Moves:
    """The new paths and addresses of moved files."""

    paths: dict[str, str]
    addresses: dict[str, str]

    def path(self, path: str) -> str:
        """The path of a file after the moves."""
        return self.paths.get(path, path)

    def target(self, target: str) -> str:
        """The target of a link after the moves."""
        return self.paths.get(target) or self.addresses.get(target, target)

    def change(self, path: str, written: str) -> str | None:
        """How a link in the file `path` is written after the moves; None if it may stay."""
        if has_host(written):
            return None
        if written.startswith("/"):
            return self.addresses.get(target_of(path, unquote(written)) or "")
        new = self.relative(path, unquote(written))
        return None if new is None else escaped(new)

    def relative(self, path: str, written: str) -> str | None:
        """How a relative path in the file `path` is written after the moves; None if it stays."""
        target = target_of(path, written)
        if target is None or target.startswith("/"):
            return None
        place, goal = self.path(path), self.path(target)
        if target_of(place, written) == goal:
            return None
        found = posixpath.relpath(goal, posixpath.dirname(place) or ".")
        return f"{found}/" if written.endswith("/") else found


Change = Callable[[str], str | None]
"""A link's path as it is written, without Markdown's backslashes → what to write, or None."""


def relink(text: str, start: int, change: Change, render: Callable[[str], Body]) -> Iterator[Edit]:
    """The edits of the links in the body that begins at `start` of a file's text."""
    edits = list(_candidates(text, start, change))
    if not edits:
        return
    trial = text
    for number, edit in reversed(list(enumerate(edits))):
        trial = trial[: edit.start] + _TRIAL.format(number) + trial[edit.end :]
    body = render(trial[start:].replace("\r\n", "\n").replace("\r", "\n"))
    links = {link.written for link in body.links}
    yield from (edit for number, edit in enumerate(edits) if _TRIAL.format(number) in links)


def _candidates(text: str, start: int, change: Change) -> Iterator[Edit]:
    for match in _PLACES.finditer(text, start):
        group = str(match.lastgroup)
        written = match[group]
        end = path_length(written)
        plain = html.unescape(
            written[:end] if group in "efg" else _ESCAPED.sub(r"\1", written[:end])
        )
        if end and (new := change(plain)):
            begin = match.start(group)
            # The trial takes the place of the whole, so that a fragment doesn't hide it.
            yield Edit(begin, begin + len(written), new + written[end:])


def has_host(written: str) -> bool:
    """Whether a link leads out of the site or can't be parsed."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc or not parts.path)


def escaped(path: str) -> str:
    """A path as it may stand in a link, in Markdown and HTML."""
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), path)


def same_links(before: PreparedFile, after: PreparedFile, moves: Moves) -> Iterable[str]:
    """The links that lead elsewhere after the moves, as they are written now."""
    wanted = {(link.kind, moves.target(link.target)) for link in before.links}
    return [
        link.written for link in after.links if (link.kind, moves.target(link.target)) not in wanted
    ]
