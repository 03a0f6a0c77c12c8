"""An item as a file: fields in our form, guesses marked, nothing that `kim check` refuses."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.exchange.drafts import CHECK
from kim_plugins.exchange.imports.code import FENCED
from kim_plugins.exchange.imports.items import Item, State
from kim_plugins.exchange.imports.planning import ImportRules, moment_of
from kim_plugins.exchange.imports.text_mending import once_escaped
from kim_plugins.records.describing.skeleton import clean_title, short_summary, shortened
from kim_plugins.records.fields.dates import format_zone
from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.models.vocabulary import PrivacyKind
from kim_plugins.records.privacy.lint import findings
from kim_plugins.records.reader import read_partially
from kim_plugins.records.reading.mojibake import mended

ORIGIN: Final = "# asal"
"""Begins a comment by which a file that keeps no guid is known again."""
_SHORTEST_SUMMARY: Final = 20
_LONGEST_GUESS: Final = 70
"""Letters of a title that is made from a text."""
_LONGEST_NAME: Final = 80
_MOST_TOPICS: Final = 20
_OLDEST: Final = 1990
_NOBODY: Final = frozenset(
    {
        *("admin", "administrator", "administrator desa", "operator", "unknown", "tidak diketahui"),
        *("root", "user", "webmaster", "noreply@blogger.com (unknown)", "noreply@blogger.com"),
    }
)
"""Names of accounts: in their place stands the group."""
_SENTENCE: Final = re.compile(
    r"(?:(?<=\w{4}[.!?])|(?<=[^\w.][.!?])|(?<=[!?][”\")]))\s+(?=[A-Z“\"'(\d])"
)
"""The end of a sentence; what is short and has a point is an abbreviation (`Jl.`, `Bpk.`)."""
_TAG_SHOWN: Final = re.compile(
    r"</?(?:b|i|u|a|p|em|strong|br|div|font|span)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
"""What was escaped twice is shown as it stands; a summary needs none of it."""
_UNREAD: Final = re.compile(f"{FENCED}|<!--.*?-->", re.MULTILINE | re.DOTALL)
_NO_SENTENCE: Final = re.compile(r"(?m)^(?:#.*|\s*!?\[[^\]]*\]\([^)]*\)\s*|_[^_]*_|https?://\S+)$")
"""A heading, a picture, its caption, or an address that stands alone."""
_NUMBERS: Final = (PrivacyKind.NIK, PrivacyKind.CARD)
_NAMES: Final = {
    PrivacyKind.PHONE: "nomor telepon di tulisan; arahkan ke kontak kelompok atau tulis privacy",
    PrivacyKind.NAME: "nama korban atau anak di tulisan; pakai inisial",
}
_OPTIONAL: Final = ("image", "authors", "tags", "updated", "redirect_from", "guid")


@dataclass(slots=True)
class Written:
    """A file's text, whether it waits as a draft, and sentences on what was changed and lost."""

    text: str = ""
    is_draft: bool = True
    changed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a file: path, body, picture as it names it, addresses that lead to it."""

    path: str
    body: str
    image: tuple[str, str, str] | None = None
    redirects: Sequence[str] = ()


def written(item: Item, parts: Parts, rules: ImportRules, now: datetime) -> Written:
    """The file of an item."""
    made = Written()
    body = _mended(parts.body, made)
    title = _title(item, body, now, made)
    fields: dict[str, str] = {"title": title}
    summary, is_guess = _summary(item, body)
    fields["description"] = as_scalar(summary or clean_title(title)) + (
        f" {CHECK}" if is_guess else ""
    )
    if not item.is_page:
        fields["date"], is_sure = _date(item, now, made)
        fields["group"] = rules.group
        fields |= _lists(item, made)
        if item.updated and item.date and item.updated > item.date:
            fields["updated"] = _moment(item.updated, now)
        if parts.image:
            fields["image"] = _image(parts.image)
        if item.guid:
            fields["guid"] = as_scalar(item.guid)
    else:
        is_sure = True
    if item.is_page or not item.guid:
        fields[ORIGIN] = origin_of(item)
    if parts.redirects:
        fields["redirect_from"] = f"[{', '.join(parts.redirects)}]"
    made.is_draft = not (rules.publish and item.state is State.PUBLISHED and is_sure)
    if made.is_draft:
        why = "" if item.state is State.PUBLISHED else f", {item.state} di sana"
        fields["draft"] = f"true # dari situs lama{why}; hapus baris ini setelah diperiksa"
    made.text = _without_numbers(_joined(fields, body), made)
    _hold_to_check(parts.path, fields, body, now, made)
    return made


def origin_of(item: Item) -> str:
    """What an item is called where it comes from, on one line."""
    return clean_title(item.key)


def _joined(fields: dict[str, str], body: str) -> str:
    head = "".join(
        f"{key}:{value if value[:1] == chr(10) else f' {value}'}\n" for key, value in fields.items()
    )
    return f"---\n{head}---\n\n{body.strip()}\n"


def _mended(text: str, made: Written) -> str:
    """Letters that were broken, where it is certain which they were."""
    whole = mended(text)
    if whole != text:
        made.changed.append("huruf yang rusak dibetulkan")
    return whole


def _title(item: Item, body: str, now: datetime, made: Written) -> str:
    title = clean_title(_mended(once_escaped(item.title), made))
    if not title:
        title = _first_words(body) or f"Tulisan tanpa judul {moment_of(item, now):%Y-%m-%d}"
        made.changed.append("judul dibuat dari isi, karena kosong")
        return f"{as_scalar(title)} {CHECK}"
    short = shortened(title)
    if short != title:
        made.changed.append(f"judul dipendekkan; lengkapnya: {title}")
        return f"{as_scalar(short)} {CHECK}"
    return as_scalar(title)


def _summary(item: Item, body: str) -> tuple[str, bool]:
    """The excerpt, or the first sentence; and whether it is a guess."""
    told = clean_title(mended(re.sub(r"<[^>]*>|\[[^\]]*…?\]$", " ", html.unescape(item.summary))))
    text = told or clean_title(_first_sentence(body))
    short = short_summary(text)
    return short, not told or short != text


def _first_sentence(body: str) -> str:
    """The first sentence, and what follows where that says nothing yet."""
    text = _plain(_NO_SENTENCE.sub("", body)) or _plain(body)
    end = next(
        (at.start() for at in _SENTENCE.finditer(text) if at.start() >= _SHORTEST_SUMMARY),
        len(text),
    )
    return text[:end]


def _first_words(body: str) -> str:
    return shortened(clean_title(_first_sentence(body)).rstrip("."), _LONGEST_GUESS)


def _plain(body: str) -> str:
    """The beginning of a body as a reader sees it, without code."""
    text = _UNREAD.sub(" ", body[:8000])
    shown = _renderer().render("berita/a.md", text).text
    return " ".join(_TAG_SHOWN.sub("", shown).split())


@cache
def _renderer() -> BodyRenderer:
    return BodyRenderer((), {})


def _date(item: Item, now: datetime, made: Written) -> tuple[str, bool]:
    """The day and hour of publication, and whether they are to be believed."""
    if item.date is None:
        made.changed.append("tanggal tidak ada; diisi hari pengambilan")
        return f"{now:%Y-%m-%d} {CHECK}", False
    here = moment_of(item, now)
    is_late = here > now + timedelta(days=1) and item.state is not State.WAITING
    if here.year < _OLDEST or is_late:
        made.changed.append(f"tanggal {here:%Y-%m-%d} tampak keliru")
        return f"{_moment(here, now)} {CHECK}", False
    return _moment(here, now), True


def _moment(at: datetime, now: datetime) -> str:
    here = at.astimezone(now.tzinfo)
    zone = format_zone(here)
    return f"{here:%Y-%m-%d %H:%M} {f'{here:%z}' if zone.startswith('UTC') else zone}"


def _lists(item: Item, made: Written) -> dict[str, str]:
    topics = _names(item.topics)
    if len(topics) > _MOST_TOPICS:
        made.lost.append(f"topik di atas {_MOST_TOPICS}: {', '.join(topics[_MOST_TOPICS:])}")
    people = [one for one in _names(item.authors) if one.casefold() not in _NOBODY]
    found = {"tags": topics[:_MOST_TOPICS], "authors": people}
    return {key: f"[{', '.join(map(as_scalar, names))}]" for key, names in found.items() if names}


def _names(values: Sequence[str]) -> list[str]:
    """Names, each once whatever its capitals."""
    cleaned = (
        clean_title(mended(once_escaped(html.unescape(one))))[:_LONGEST_NAME].strip(" ,;")
        for one in values
    )
    return list({one.casefold(): one for one in reversed(list(cleaned)) if one}.values())[::-1]


def _image(image: tuple[str, str, str]) -> str:
    src, alt, caption = (clean_title(one) for one in image)
    lines = [f"src: {as_scalar(src)}", f"alt: {as_scalar(alt)}"]
    if caption:
        lines.append(f"caption: {as_scalar(caption)}")
    return "".join(f"\n  {line}" for line in lines)


def _without_numbers(text: str, made: Written) -> str:
    """A text without numbers of people; what else an editor must see to is told."""
    body_start = text.find("\n---\n", 4)
    counts: dict[str, int] = {}
    for finding in sorted(findings(text, body_start), key=lambda one: -one.start):
        if finding.kind in _NUMBERS:
            line = text.rfind("\n", 0, finding.start) + 1
            if text.startswith(("guid:", f"{ORIGIN}:"), line) and finding.start < body_start:
                continue
            hidden = re.sub(r"\d", "x", finding.value)
            text = text[: finding.start] + hidden + text[finding.start + len(finding.value) :]
            counts["nomor pribadi (NIK, KK atau kartu) disamarkan"] = 1
        else:
            counts[_NAMES[finding.kind]] = 1
    made.changed += counts
    return text


def _hold_to_check(
    path: str, fields: dict[str, str], body: str, now: datetime, made: Written
) -> None:
    """Leave out what a file can do without and `kim check` would refuse."""
    assert now.tzinfo  # noqa: S101 - it is in the site's zone
    for _ in range(len(_OPTIONAL)):
        problems = read_partially(path, made.text.encode(), now.tzinfo).problems
        faulty = next((p for p in problems if p.is_error and _root(p.field) in _OPTIONAL), None)
        if faulty is None:
            return
        name = _root(faulty.field)
        made.lost.append(f"{name}: {faulty.message}")
        fields.pop(name, None)
        made.text = _without_numbers(_joined(fields, body), made)


def _root(name: str) -> str:
    return re.split(r"[.\[]", name)[0]
