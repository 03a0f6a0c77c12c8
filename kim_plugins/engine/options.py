"""Option types of our plugins, with messages for editors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mkdocs.config import base

from kim_plugins.records.fields.spelling import best_match
from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import quote

T = TypeVar("T")

_LONGEST: Final = 500
_HOST: Final = deferred(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_EMAIL: Final = deferred(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


class Faults(base.ValidationError):
    """Several faults of one option, each with the parts of it that lead there.

    A part is a key, `[2]` for an item of a list, or `?key` where the key itself is at fault.
    """

    def __init__(self, faults: Sequence[tuple[Sequence[str], str]]) -> None:
        self.each = [
            base.ValidationError("".join(f"Sub-option '{part}': " for part in parts) + sentence)
            for parts, sentence in faults
        ]
        super().__init__("; ".join(sentence for _, sentence in faults))


class Options(base.Config):
    """The options of a plugin; unknown ones are faults."""

    def _validate(self) -> tuple[base.ConfigErrors, base.ConfigWarnings]:
        failed: base.ConfigErrors = []
        for key, option in self._schema:
            try:
                self[key] = option.validate(self.get(key))
            except Faults as error:
                failed.extend((key, one) for one in error.each)
            except base.ValidationError as error:
                failed.append((key, error))
        for key in sorted(set(map(str, self)) - self._schema_keys):
            failed.append((key, base.ValidationError(_unknown(key, self._schema_keys))))
        return failed, []


def _unknown(key: str, known: set[str]) -> str:
    if not known:
        return "tidak ada; plugin ini tidak punya pilihan, hapus barisnya"
    if near := best_match(key, sorted(known)):
        return f"tidak ada; maksudnya {near}?"
    return f"tidak ada; pakai salah satu dari: {', '.join(sorted(known))}"


class _Option(base.BaseConfigOption[T]):
    """An option that may be left out or empty, and then has its default."""

    def __init__(self, default: T) -> None:
        super().__init__()
        self.default = default

    def validate(self, value: object, /) -> T:
        """The value, or a message on how to write one."""
        return self.default if value is None else self._read(value)

    def _read(self, value: Any) -> T:  # noqa: ANN401 - whatever YAML gave
        raise NotImplementedError


class Whole(_Option[int]):
    """A whole number within bounds."""

    def __init__(self, low: int, high: int, default: int) -> None:
        super().__init__(default)
        self._low, self._high = low, high

    def _read(self, value: Any) -> int:  # noqa: ANN401 - as above
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and self._low <= value <= self._high
        ):
            return value
        raise base.ValidationError(
            f"{_cited(value)} bukan angka bulat dari {self._low} sampai {self._high}; "
            f"tulis misalnya {self.default}"
        )


class Flag(_Option[bool]):
    """A boolean."""

    def _read(self, value: Any) -> bool:  # noqa: ANN401 - as above
        if isinstance(value, bool):
            return value
        raise base.ValidationError(f"{_cited(value)} bukan jawaban; tulis true atau false")


class Line(_Option[str]):
    """One line of text."""

    def __init__(self, example: str, default: str = "") -> None:
        super().__init__(default)
        self._example = example

    def _read(self, value: Any) -> str:  # noqa: ANN401 - as above
        if not isinstance(value, str):
            raise base.ValidationError(f"{_cited(value)} bukan teks; {self._hint}")
        text = value.strip()
        if "\n" in text or HIDDEN.search(text):
            raise base.ValidationError(
                f"{_cited(value)} memuat tanda yang tidak terlihat; ketik ulang, {self._hint}"
            )
        if len(text) > _LONGEST:
            raise base.ValidationError(f"{_cited(value)} terlalu panjang; {self._hint}")
        return self._formed(text) if text else self.default

    def _formed(self, text: str) -> str:
        return text

    @property
    def _hint(self) -> str:
        return f"tulis misalnya: {self._example}"


class Host(Line):
    """A host name."""

    def _formed(self, text: str) -> str:
        if _HOST.fullmatch(text):
            return text
        raise base.ValidationError(f"{_cited(text)} bukan nama situs; {self._hint}")


class Email(Line):
    """An e-mail address."""

    def _formed(self, text: str) -> str:
        if _EMAIL.fullmatch(text):
            return text
        raise base.ValidationError(f"{_cited(text)} bukan alamat surel; {self._hint}")


class Link(Line):
    """An absolute web address."""

    def _formed(self, text: str) -> str:
        if is_link(text):
            return text
        raise base.ValidationError(f"{_cited(text)} bukan alamat lengkap; {self._hint}")


class Texts(_Option[list[str]]):
    """A list of texts."""

    def __init__(self, example: str) -> None:
        super().__init__([])
        self._example = example

    def _read(self, value: Any) -> list[str]:  # noqa: ANN401 - as above
        if isinstance(value, list) and all(map(is_text, value)):
            return value
        raise base.ValidationError(
            f"{_cited(value)} bukan daftar teks; tulis misalnya: {self._example}"
        )


class TextPairs(_Option[Mapping[str, str]]):
    """A mapping of texts to texts."""

    def __init__(self, example: str) -> None:
        super().__init__({})
        self._example = example

    def _read(self, value: Any) -> Mapping[str, str]:  # noqa: ANN401 - as above
        if isinstance(value, dict) and all(
            isinstance(p, str) for pair in value.items() for p in pair
        ):
            return value
        raise base.ValidationError(
            f"{_cited(value)} bukan pasangan teks; tulis misalnya: {self._example}"
        )


class Zone(_Option[ZoneInfo]):
    """The name of a time zone, such as Asia/Makassar."""

    def __init__(self, default: str) -> None:
        super().__init__(ZoneInfo(default))

    def _read(self, value: Any) -> ZoneInfo:  # noqa: ANN401 - as above
        try:
            return ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, a name too long
            raise base.ValidationError(
                f"zona waktu {_cited(value)} tidak dikenal; "
                "tulis Asia/Jakarta, Asia/Makassar atau Asia/Jayapura"
            ) from None


class OneOf(_Option[str]):
    """One of some words, the first by default."""

    def __init__(self, *words: str) -> None:
        super().__init__(words[0])
        self._words = words

    def _read(self, value: Any) -> str:  # noqa: ANN401 - as above
        if isinstance(value, str) and value in self._words:
            return value
        raise base.ValidationError(
            f"{_cited(value)} bukan pilihan; yang ada: {', '.join(self._words)}"
        )


def is_link(text: str) -> bool:
    """Whether a text is a web address that browsers open."""
    try:
        parts = urlsplit(text)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and parts.port != 0
            and not re.search(r"[\s\x00-\x1f<>\"\\]", text)
        )
    except ValueError:  # a bracket that is no address, a port that is no number
        return False


def is_text(value: object) -> bool:
    """Whether a value of YAML is a text."""
    return isinstance(value, str)


def _cited(value: object) -> str:
    return quote(value if isinstance(value, str) else repr(value))
