"""Sites whose index is built in this process, and what a reader of it finds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kim_plugins.catalogue import Catalogue, Memory
from kim_plugins.search import Documents, Index, build_index, index_files, newest
from tests.search.reader import Reader
from tests.sites.memory import NOW, gathered, news

Files = Mapping[str, str]

SEEN: dict[tuple[bytes, int], dict[str, bytes]] = {}
"""What was published of documents, by their digest: while it is the same, nothing is looked at."""


def published(
    files: Files,
    rows: dict[str, Any] | None = None,
    memory: Memory | None = None,
    now: datetime = NOW,
) -> dict[str, bytes]:
    """The index of a site as files."""
    kept = {} if rows is None else rows
    catalogue, problems = gathered(files, now=now, memory=memory)
    assert not [problem for problem in problems if problem.is_error]
    documents = Documents(catalogue)
    index = build_index(documents, kept)
    found = rendered(index, catalogue)
    index.state.save(kept)
    assert SEEN.setdefault((documents.digest, newest.LARGE), found) == found
    return found


def rendered(index: Index, catalogue: Catalogue) -> dict[str, bytes]:
    files = index_files(index, catalogue)
    return {address: files.render(address) for address in files.keys}


def path(number: int) -> str:
    return f"berita/2026/kabar-{number}.md"


def addresses(reader: Reader, word: str) -> set[str]:
    texts = reader.texts()
    return {
        texts[posting.number][0]
        for stem in reader.stems(word)
        for posting in reader.postings(stem)
        if texts[posting.number][0].startswith("/berita/20")
    }


def own_pages(reader: Reader) -> set[str]:
    """What is found of the editors' own pages."""
    found = {address for address, *_ in reader.texts().values()}
    return {one for one in found if re.fullmatch(r"/berita/20\d\d/.+|/kelompok/[^/]+/", one)}


SITE: Files = {
    path(1): news("Mengairi sawah", body="Warga mengairi sawah. Air cukup.", tags="[irigasi]"),
    path(2): news("Pupuk", "2026-08-18", body="Pengairan memakai pipa; pupuknya dibagi rata."),
    path(3): news("Kabar KIM", "2025-01-05", body="Kelompok informasi masyarakat di Bali rapat."),
    path(4): news("Cerita", body='Kata <span lang="en">diairi</span> dan <i lang="jv">tulis</i>.'),
}
