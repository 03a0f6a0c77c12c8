"""Checks for files that look published and are not, and for copies of published files.

Notepad adds `.txt`, telephones and clouds number what they download, office programs and editors
leave locks and backups, clouds keep both versions of a conflict. Each is named with its remedy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath
from typing import Final

from kim_plugins.catalogue.checks import lookalike_faults as faults
from kim_plugins.catalogue.content import Content, Unreadable
from kim_plugins.catalogue.entries import Entry, State
from kim_plugins.records import FOLDERS, Page, Problem
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import Fault

_ORDINARY: Final = re.compile(r"(?!_)[a-z0-9]+(?:-[a-z0-9]+)*\.md")
_TELLING: Final = re.compile(r"cop[yi]|salin|dupli|confl|ba?c?k|orig|old")
"""What a name of small letters, digits and hyphens holds when it may be that of a copy."""
_ALWAYS: Final = (
    deferred(r"(?P<of>.+?)[ _-]*\(\d{1,3}\)", re.IGNORECASE),
    deferred(
        r"(?P<of>.+?)(?: - | )(?:copy|salin(?:an)?|kopi|duplikat)(?: *\(?\d{1,3}\)?)?",
        re.IGNORECASE,
    ),
    deferred(r"(?:copy|salinan)(?: \(\d{1,3}\))? (?:of|dari) (?P<of>.+)", re.IGNORECASE),
    deferred(r"(?P<of>.+?)[ ._-]*\([^)]*(?:konfli[kc]|conflict)[^)]*\)", re.IGNORECASE),
    deferred(r"(?P<of>.+?)(?:\.sync-conflict-|[ _-]conflict-\d)[\w-]*", re.IGNORECASE),
)
"""Names that only copies have, with the name of the original."""
_BESIDE: Final = (
    deferred(
        r"(?P<of>.+?)[ ._-]+(?:copy|salinan?|kopi|duplikat|bak|backup|orig|old|lama)\d?",
        re.IGNORECASE,
    ),
    deferred(r"(?P<of>.+?) \d"),
    deferred(r"(?P<of>.+?)-(?:DESKTOP|LAPTOP|PC|MACBOOK|HP)-?[A-Z0-9-]*"),
)
"""Names that may be anything, unless the original lies beside them."""

_BACKUP: Final = deferred(
    r"#?(?P<of>.+?\.md)(?:#|~\d*|\.~?\d{1,3}~?|[._-](?:bak|backup|old|orig|tmp|temp|save|copy|lama|"
    r"swp|part|crdownload))",
    re.IGNORECASE,
)
_MARKDOWN: Final = deferred(
    r"(?P<of>.+?)(?:\.md[ ._]?\.?(?:txt|text|html?)|"
    r"\.(?:markdown|mdown|mkdn?|mdwn|mdtxt|mdtext|mdx|md\.?)|[.,_ ]m[db])",
    re.IGNORECASE,
)
_TEXT: Final = deferred(r"(?P<of>.+?)\.(?:txt|text|rtf)", re.IGNORECASE)
_OFFICE: Final = deferred(r".+\.(?:docx?|odt|pages|gdoc|wps)", re.IGNORECASE)
_OTHERS: Final = deferred(r".+\.(?:pdf|xlsx?|ods|csv|pptx?|odp|zip)", re.IGNORECASE)
_LOCK: Final = deferred(r"~\$|\.~lock\.")
_SEEN: Final = deferred(
    r"\.(?:jpe?g|jfif|png|gif|webp|avif|heic|heif|svg|bmp|tiff?|mp3|m4a|ogg|oga|opus|wav|aac|amr|"
    r"3gp|mp4|webm|mov|css|js|json|xml|ya?ml|toml|ico|woff2?)$",
    re.IGNORECASE,
)
"""What is no text of a bulletin, whatever it is."""
_FOR_FILES: Final = deferred(
    r"(?:^|/)(?:media|gambar|foto|lampiran|berkas|dokumen|unduhan|files|assets|images|img|suara|"
    r"audio|video|static|uploads)(?:/|$)",
    re.IGNORECASE,
)
"""Folders of attachments, where a file waits for whoever links it."""
_FRONT_MATTER: Final = rb"(?:\xef\xbb\xbf)?\s*---[ \t]*\r?\n(?:.*\r?\n)*?\w+[ \t]*:"
_HEAD: Final = 4096


def check_lookalikes(
    content: Content, entries: Mapping[str, Entry[Page]], used: AbstractSet[str]
) -> list[Problem]:
    """Report such files; `used` are the files that bulletins show or link to."""
    looker = _Looker(content, entries)
    found = [(path, looker.document(path)) for path in content.documents if _is_odd(path)]
    found += [(path, looker.other(path)) for path in content.media if path not in used]
    found += [(path, faults.hidden(path)) for path in content.hidden]
    return [fault.at(path) for path, fault in found if fault]


def _is_odd(path: str) -> bool:
    name = path.rpartition("/")[2]
    return not _ORDINARY.fullmatch(name) or _TELLING.search(name) is not None


class _Looker:
    def __init__(self, content: Content, entries: Mapping[str, Entry[Page]]) -> None:
        self.content, self.entries = content, entries
        self.documents = frozenset(content.documents)

    def document(self, path: str) -> Fault | None:
        """Check a document whose name is that of a copy or hides it from builds."""
        folder, slash, name = path.rpartition("/")
        stem = PurePosixPath(name).stem
        original = _original(stem, _ALWAYS)
        if original is None:
            beside = _original(stem, _BESIDE)
            original = (
                beside if beside and f"{folder}{slash}{beside}.md" in self.documents else None
            )
        if original is not None:
            return self._copy(path, f"{folder}{slash}{original}.md")
        if name.startswith("_") and not self._is_draft(path):
            return faults.underscore(name)
        return None

    def _copy(self, path: str, original: str) -> Fault:
        name = original.rpartition("/")[2]
        if original not in self.documents:
            return faults.copy_alone(path, name)
        one, other = self.entries.get(path), self.entries.get(original)
        twice = one and other and one.state is not State.DRAFT and other.state is not State.DRAFT
        is_same = one and other and one.record.title.casefold() == other.record.title.casefold()
        conflict = re.search("konfli|conflict", path, re.IGNORECASE)
        return faults.copy_beside(path, name, is_error=bool(twice and (is_same or conflict)))

    def _is_draft(self, path: str) -> bool:
        entry = self.entries.get(path)
        return entry is not None and entry.state is State.DRAFT

    def other(self, path: str) -> Fault | None:
        """Check a file that is neither picture nor sound, in a folder of bulletins."""
        if path.startswith("media/"):
            return None
        folder, slash, name = path.rpartition("/")
        if _SEEN.search(name) or _FOR_FILES.search(folder):
            return None
        if found := _BACKUP.fullmatch(name):
            return self._backup(f"{folder}{slash}{found['of']}", name)
        if found := _MARKDOWN.fullmatch(name):
            return self._misnamed(f"{folder}{slash}{found['of']}.md", name)
        if self._is_bulletin(path, name):
            stem = PurePosixPath(name).stem if _TEXT.fullmatch(name) else name.partition(".")[0]
            return self._misnamed(f"{folder}{slash}{stem}.md", name)
        return _beside_bulletins(name) if folder.partition("/")[0].lower() in FOLDERS else None

    def _is_bulletin(self, path: str, name: str) -> bool:
        if _LOCK.match(name) or _OFFICE.fullmatch(name) or _OTHERS.fullmatch(name):
            return False
        try:
            return re.match(_FRONT_MATTER, self.content.read(path)[:_HEAD]) is not None
        except Unreadable:
            return False  # nobody can tell

    def _backup(self, original: str, name: str) -> Fault:
        is_there = original in self.documents
        wanted = original.rpartition("/")[2]
        return (
            faults.backup(name, wanted)
            if is_there
            else faults.misnamed(name, wanted, is_taken=False)
        )

    def _misnamed(self, wanted: str, name: str) -> Fault:
        return faults.misnamed(name, wanted.rpartition("/")[2], is_taken=wanted in self.documents)


def _original(stem: str, patterns: Iterable[re.Pattern[str]]) -> str | None:
    """The original's name in the name of a copy, or of a copy of a copy."""
    for pattern in patterns:
        if found := pattern.fullmatch(stem):
            of = found["of"].strip()
            return _original(of, patterns) or of
    return None


def _beside_bulletins(name: str) -> Fault | None:
    """The fault of a file of no known kind in a folder of bulletins."""
    if _LOCK.match(name):
        return faults.lock(name)
    if _OFFICE.fullmatch(name):
        return faults.office(name)
    if _TEXT.fullmatch(name):
        return faults.text(name)
    return faults.unused(name) if _OTHERS.fullmatch(name) else None
