"""The questions of `kim init`: how answers are read, and examples in their place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kim_plugins.cli.starting.provinces import PROVINCES, WIB
from kim_plugins.engine.options import is_link
from kim_plugins.records import Kind
from kim_plugins.records.describing.skeleton import LONGEST_TITLE, clean_title, file_name
from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.problems import quote

CODE: Final = re.compile(r"\d{2}\.\d{2}\.\d{2}\.\d{4}")
_MARKUP: Final = re.compile(r"[<>{}\[\]`*|\\]|&#?\w+;|^\s*#|__|\]\(|://")
_EARLIEST: Final = 1945
_FEWEST, _MOST = 3, 30
_ZONES: Final = {"wib": WIB, "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}


class InvalidAnswer(Exception):  # noqa: N818 - a sentence for the user
    """Raised for an answer that can't be used; the message shows a valid one."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its flag, its text on a terminal, its reader and its example.

    `read` takes what was written and gives the answer, or raises Wrong. The example says by itself
    that it is one.
    """

    key: str
    ask: str
    read: Callable[[str], str]
    example: str
    hint: str = ""

    @property
    def flag(self) -> str:
        """The option on the command line."""
        return f"--{self.key}"


@dataclass(slots=True)
class Answers:
    """Answers by key; missing ones follow from others or are examples."""

    now: datetime
    given: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        """The answer, or its default."""
        return self.given.get(key) or self.default(key)

    def default(self, key: str) -> str:
        """The default of an answer: derived from others, or an example."""
        province = PROVINCES.get(self.given.get("region", "")[:2])
        match key:
            case "name":
                return self["group"]
            case "established":
                return str(self.now.year)
            case "timezone":
                return province[1] if province else WIB
            case "province" if province:
                return province[0]
        return next(question.example for question in QUESTIONS if question.key == key)

    def is_example(self, key: str) -> bool:
        """Whether an answer is an example that must be replaced."""
        if self.given.get(key) or key in ("established", "timezone"):
            return False
        if key == "name":
            return self.is_example("group")
        return key != "province" or "region" not in self.given

    @property
    def identifier(self) -> str:
        """The id of the group, which is the name of its file."""
        return file_name(Kind.GROUP, self["group"], self.now)

    @property
    def examples(self) -> list[Question]:
        """The questions whose answers are examples."""
        return [question for question in QUESTIONS if self.is_example(question.key)]


def read_all(given: Mapping[str, str | None], now: datetime) -> Answers:
    """Answers from flags. Raises InvalidAnswer with the flag of the first unusable one."""
    answers = Answers(now)
    for question in QUESTIONS:
        written = given.get(question.key)
        if written is None:
            continue
        try:
            set_answer(answers, question, written)
        except InvalidAnswer as wrong:
            raise InvalidAnswer(f"{question.flag}: {wrong}") from None
    return answers


def set_answer(answers: Answers, question: Question, written: str) -> None:
    """Set an answer; a region may bring the names of its places along."""
    if question.key != "region":
        answer = question.read(written)
        if question.key == "established" and int(answer) > answers.now.year:
            raise InvalidAnswer(f"tahun berdiri {answer} belum tiba; tulis misalnya: 2019")
        answers.given[question.key] = answer
        return
    code, *names = _parts(written)
    if code:
        answers.given["region"] = _region(code)
    for key, name in zip(("village", "district", "regency", "province"), names, strict=False):
        answers.given[key] = _name(name)


def _parts(written: str) -> Iterable[str]:
    """A code, names of places, or both: `33.09.12.2004, Desa Tirtosari, Kecamatan Sawit`."""
    parts = [part.strip() for part in written.split(",") if part.strip()]
    is_code = bool(parts) and bool(re.match(r"[\d.]+$", parts[0]))
    return parts if is_code or len(parts) <= 1 else ["", *parts]


def _text(written: str, example: str) -> str:
    text = clean_title(written)
    if not text:
        raise InvalidAnswer(f"belum diisi; tulis misalnya: {example}")
    if _MARKUP.search(written):
        raise InvalidAnswer(
            f"{quote(written)} memuat tanda HTML atau Markdown; tulis namanya saja, "
            f"misalnya: {example}"
        )
    if HIDDEN.search(written) or text != " ".join(written.split()):
        raise InvalidAnswer(f"{quote(written)} memuat tanda yang tidak terlihat; ketik ulang")
    if len(text) > LONGEST_TITLE:
        raise InvalidAnswer(f"{quote(text)} terlalu panjang; paling banyak {LONGEST_TITLE} huruf")
    if not any(map(str.isalnum, text)):
        raise InvalidAnswer(f"{quote(text)} bukan nama; tulis misalnya: {example}")
    return text


def _name(written: str) -> str:
    return _text(written, "KIM Tirta Mandiri")


def _group(written: str) -> str:
    """The name of a group; a short name is completed."""
    text = _name(written)
    if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", text):
        return f"KIM {text.replace('-', ' ').title()}"
    return text


def _url(written: str) -> str:
    text = written.strip()
    bare = re.sub(r"^\w*:?/+", "", text)
    example = f"https://{bare}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", bare) else ""
    example = example or "https://kim-desa-anda.example/"
    if not text.startswith("https://"):
        raise InvalidAnswer(f"{quote(text)} bukan alamat dengan https; tulis misalnya: {example}")
    if not is_link(text) or set("?#@%") & set(text) or not text.isascii() or "." not in text[8:]:
        raise InvalidAnswer(f"{quote(text)} bukan alamat situs; tulis misalnya: {example}")
    return text if text.endswith("/") else f"{text}/"


def _zone(written: str) -> str:
    text = _ZONES.get(written.strip().lower(), written.strip())
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidAnswer(
            f"zona waktu {quote(text)} tidak dikenal; tulis WIB, WITA atau WIT, "
            "atau misalnya Asia/Makassar"
        ) from None
    return text


def _region(written: str) -> str:
    if not CODE.fullmatch(written) or written[:2] not in PROVINCES or written[9] not in "123":
        raise InvalidAnswer(
            f"{quote(written)} bukan kode wilayah desa; tulis misalnya: 33.09.12.2004 "
            "(provinsi, kabupaten, kecamatan, desa)"
        )
    return written


def _contact(written: str) -> str:
    text = written.strip()
    if re.fullmatch(r"[^@\s<>\"']+@[^@\s<>\"']+\.[^@\s.<>\"']+", text):
        return text
    if re.fullmatch(r"(?:\+62|62|0)8[\d -]{8,14}", text):
        return text
    raise InvalidAnswer(
        f"{quote(text)} bukan nomor WhatsApp atau alamat surel; tulis misalnya: 0812 0000 1234"
    )


def _established(written: str) -> str:
    text = written.strip()
    if re.fullmatch(r"\d{4}", text) and int(text) >= _EARLIEST:
        return text
    raise InvalidAnswer(f"{quote(text)} bukan tahun berdiri; tulis misalnya: 2019")


def _members(written: str) -> str:
    """Men and women: `6, 4`."""
    found = re.fullmatch(r"(\d{1,2})\s*[,;/+ ]\s*(\d{1,2})", written.strip())
    if not found:
        raise InvalidAnswer(
            f"{quote(written.strip())} bukan jumlah anggota; tulis laki-laki lalu perempuan, "
            "misalnya: 6, 4"
        )
    men, women = int(found[1]), int(found[2])
    if not _FEWEST <= men + women <= _MOST:
        raise InvalidAnswer(
            f"{men + women} anggota; sebuah KIM beranggota {_FEWEST} sampai {_MOST} orang, "
            "tulis misalnya: 6, 4"
        )
    return f"{men}, {women}"


QUESTIONS: Final = (
    Question("group", "Nama kelompok", _group, "KIM Contoh"),
    Question("name", "Nama situs", _name, ""),
    Question("url", "Alamat situs", _url, "https://kim-contoh.example/", "diawali https://"),
    Question("region", "Kode wilayah desa", _region, "99.99.99.2001", "misalnya 33.09.12.2004"),
    Question("village", "Desa atau kelurahan", _name, "Desa Contoh"),
    Question("district", "Kecamatan", _name, "Kecamatan Contoh"),
    Question("regency", "Kabupaten atau kota", _name, "Kabupaten Contoh"),
    Question("province", "Provinsi", _name, "Provinsi Contoh"),
    Question("timezone", "Zona waktu", _zone, "", "WIB, WITA atau WIT"),
    Question("established", "Tahun berdiri", _established, ""),
    Question("chair", "Ketua", _name, "Ketua Contoh"),
    Question(
        "contact",
        "WhatsApp atau surel kelompok",
        _contact,
        "redaksi@kim-contoh.example",
        "misalnya 0812 0000 1234",
    ),
    Question(
        "members",
        "Jumlah anggota, laki-laki lalu perempuan",
        _members,
        "2, 1",
        "misalnya 6, 4",
    ),
)
"""In the order in which they are asked."""
