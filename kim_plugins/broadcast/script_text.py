"""A script as plain text: for a telephone, a printer, a teleprompter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kim_plugins.broadcast.phrasing import Phrase
from kim_plugins.broadcast.script import Passage, PassageKind, Script
from kim_plugins.broadcast.site import Programme
from kim_plugins.catalogue import Catalogue
from kim_plugins.records import format_day, format_moment
from kim_plugins.records.models.organisation import Contact

_WIDTH: Final = 64
_RULE: Final = "=" * _WIDTH

HOW_TO_READ: Final = (
    "Tanda / berhenti sebentar, // berhenti penuh. Huruf bertanda hubung dieja: U-M-K-M. "
    "Yang di dalam [kurung siku] tidak dibacakan. Lama baca hanya perkiraan."
)


def contact_lines(contact: Contact) -> tuple[str, ...]:
    """The ways to reach a group, one a line."""
    ways = (
        ("Yang dihubungi", contact.person),
        ("Telepon", contact.phone),
        ("WhatsApp", contact.whatsapp),
        ("Email", contact.email),
        ("Situs", contact.url),
    )
    return tuple(f"{label}: {value}" for label, value in ways if value)


def script_text(catalogue: Catalogue, script: Script) -> str:
    """A script as plain text; ends with a newline."""
    return "\n".join(_lines(catalogue, script)) + "\n"


def programme_text(programme: Programme) -> str:
    """Today's programme as plain text: its contents, its duration and every script."""
    return "\n".join(_programme_lines(programme)) + "\n"


def _programme_lines(programme: Programme) -> Iterator[str]:
    catalogue = programme.catalogue
    yield _RULE
    yield from _wrapped(f"SIARAN HARI INI, {catalogue.options.name}")
    yield from _wrapped(format_day(catalogue.today, weekday=True))
    if not programme.scripts:
        yield from _wrapped("Belum ada kabar baru untuk dibacakan.")
        return
    yield from _wrapped(f"{len(programme.scripts)} naskah, sekitar {programme.duration}")
    yield _RULE
    for number, script in enumerate(programme.scripts, 1):
        yield from _wrapped(f"{number}. {script.entry.record.title} ({script.duration})")
    yield ""
    yield from _wrapped(f"[{HOW_TO_READ}]")
    for number, script in enumerate(programme.scripts, 1):
        yield ""
        yield ""
        yield from _lines(catalogue, script, f"{number}. ", how_to_read=False)


def _lines(
    catalogue: Catalogue, script: Script, number: str = "", *, how_to_read: bool = True
) -> Iterator[str]:
    entry = script.entry
    yield _RULE
    yield from _wrapped(f"{number}NASKAH SIARAN: {entry.record.title}")
    groups = catalogue.groups_of(entry)
    yield from _wrapped(
        f"{' dan '.join(group.record.title for group in groups)} · "
        f"terbit {format_moment(entry.record.publication, weekday=True)}"
    )
    yield from _wrapped(
        f"Lama baca: sekitar {script.duration} "
        f"({script.words} kata; {script.wpm} kata per menit, ditambah jeda)"
    )
    yield _RULE
    if how_to_read:
        yield from _wrapped(f"[{HOW_TO_READ}]")
    for passage in script.passages:
        yield ""
        yield from _passage(passage)
    yield ""
    yield _RULE
    yield from _wrapped("[Pertanyaan tentang naskah ini, tidak untuk dibacakan]")
    for group in groups:
        yield from _wrapped("; ".join((group.record.title, *contact_lines(group.record.contact))))
    yield from _wrapped(f"Asal: {catalogue.options.absolute(entry.address)}")


def _passage(passage: Passage) -> Iterator[str]:
    if passage.kind is PassageKind.NOTE:
        yield from _wrapped(f"[{passage.text}]")
        return
    text = " ".join(filter(None, map(_phrase, passage.phrases)))
    yield from _wrapped(text.upper() if passage.kind is PassageKind.HEADING else text)


def _phrase(phrase: Phrase) -> str:
    opens = f"[bahasa {phrase.language}] " if phrase.opens else ""
    closes = f" [akhir bahasa {phrase.language}]" if phrase.closes else ""
    # A pause stays on the line of its word.
    return f"{opens}{phrase.text}\N{NO-BREAK SPACE}{phrase.pause}".strip() + closes


def _wrapped(text: str) -> list[str]:
    words = iter(text.split(" "))
    lines = [next(words)]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > _WIDTH:
            lines.append(word)
        else:
            lines[-1] += f" {word}"
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]
