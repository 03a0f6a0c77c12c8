"""Field types: how the text of one value becomes what a record holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, tzinfo
from typing import Annotated, Any, Final, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)

from kim_plugins.records.dates import Clock, Moment, read_clock, read_day, read_moment, read_year
from kim_plugins.records.located import Fields, Items
from kim_plugins.records.problems import fault, quote

T = TypeVar("T")


def field(  # noqa: PLR0913 - it is the vocabulary in which the schema is written
    title: str,
    description: str,
    example: str,
    *,
    key: str | None = None,
    also: tuple[str, ...] = (),
    default: object = ...,
    max_length: int | None = None,
    min_length: int | None = None,
) -> Any:  # noqa: ANN401 - as pydantic's own Field, so that it can stand for any type
    """One field of the schema.

    `title` and `description` are Indonesian; `example` is a valid value as it stands in YAML and
    becomes the hint of every message on the field; `key` is the key in front matter where Python
    can't have it as a name; `also` are Indonesian words for the key.
    """
    extra: dict[str, Any] = {"example": example, "also": also}
    arguments: dict[str, Any] = {"title": title, "description": description}
    if default is list:
        arguments["default"] = ()
    elif default is not ...:
        arguments["default"] = default
    if max_length is not None:
        arguments["max_length"] = max_length
    if min_length is not None:
        arguments["min_length"] = min_length
    return Field(alias=key, json_schema_extra=extra, **arguments)


def _scalar(reader: Callable[[str], T]) -> Callable[[object], T]:
    def read(value: object) -> T:
        if isinstance(value, (Fields, Items)):
            raise fault(
                "K103",
                "{key} harus berisi satu nilai, bukan daftar atau kelompok isian",
                "{example}",
            )
        return reader(str(value).strip())

    return read


def _line(text: str) -> str:
    # A no-break space or a thin one is meant; blanks and line breaks of the file are not.
    return re.sub(r"[ \t\n\r]+", " ", text)


Line = Annotated[str, BeforeValidator(_scalar(_line)), StringConstraints(min_length=1)]
"""One line of text; a number, `no` or `012` stay as they were written."""

Prose = Annotated[str, BeforeValidator(_scalar(str)), StringConstraints(min_length=1)]
"""Text that may run over several lines."""

_COUNT: Final = re.compile(r"^\d{1,9}$")


def _count(text: str) -> int:
    if not _COUNT.match(text):
        digits = re.sub(r"[._ ]", "", text)
        example = digits if _COUNT.match(digits) else "12"
        hint = f"tulis angka saja, misalnya: {{key}}: {example}"
        raise fault("K109", f"{quote(text)} bukan bilangan bulat", hint)
    return int(text)


Count = Annotated[
    int, PlainValidator(_scalar(_count)), WithJsonSchema({"type": "integer", "minimum": 0})
]

_YES: Final = {"true", "ya", "yes", "on", "benar"}
_NO: Final = {"false", "tidak", "no", "off", "bukan"}


def _flag(text: str) -> bool:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise fault("K107", f"{quote(text)} bukan ya atau tidak", "tulis true (ya) atau false (tidak)")


Flag = Annotated[bool, PlainValidator(_scalar(_flag)), WithJsonSchema({"type": "boolean"})]

Day = Annotated[date, PlainValidator(_scalar(read_day)), WithJsonSchema({"type": "string"})]


def read_when(value: object, info: ValidationInfo) -> Moment:
    """A moment; where it names no zone, that of the site holds."""
    zone: tzinfo = info.context.zone if info.context else UTC
    return _scalar(lambda text: read_moment(text, zone))(value)


When = Annotated[Moment, PlainValidator(read_when), WithJsonSchema({"type": "string"})]

TimeOfDay = Annotated[
    Clock, PlainValidator(_scalar(read_clock)), WithJsonSchema({"type": "string"})
]


def _day_or_year(text: str) -> date | int:
    return read_year(text) if re.fullmatch(r"\d{4}", text) else read_day(text)


DayOrYear = Annotated[
    date | int, PlainValidator(_scalar(_day_or_year)), WithJsonSchema({"type": "string"})
]


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        valid = (
            parts.scheme in ("http", "https") and "." in (parts.hostname or "") and " " not in text
        )
    except ValueError:
        valid = False
    if not valid:
        bare = re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text)
        example = f"https://{text}" if bare else "https://www.example.id/berita"
        hint = f"tulis alamat lengkap, misalnya: {{key}}: {example}"
        raise fault("K110", f"{quote(text)} bukan alamat situs yang lengkap", hint)
    return text


Url = Annotated[
    str, PlainValidator(_scalar(_url)), WithJsonSchema({"type": "string", "format": "uri"})
]


def pattern(expression: str, code: str, what: str, hint: str) -> Any:  # noqa: ANN401 - a type
    """A one-line text that must match; `what` completes "'…' bukan …"."""
    compiled = re.compile(expression)

    def read(text: str) -> str:
        if not compiled.fullmatch(text):
            raise fault(code, f"{quote(text)} bukan {what}", hint)
        return text

    return Annotated[
        str,
        PlainValidator(_scalar(read)),
        WithJsonSchema({"type": "string", "pattern": f"^(?:{expression})$"}),
    ]


Slug = pattern(
    "[a-z0-9]+(?:-[a-z0-9]+)*",
    "K114",
    "nama pendek yang sah",
    "pakai huruf kecil, angka dan tanda hubung, misalnya: tirta-mandiri",
)
Identifier = pattern(
    "[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?",
    "K114",
    "pengenal yang sah",
    "pakai huruf, angka, titik, garis miring dan tanda hubung, misalnya: berita/2026/panen",
)
Language = pattern(
    "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*",
    "K114",
    "kode bahasa",
    "tulis kode bahasa BCP 47: id (Indonesia), jv (Jawa), su (Sunda), min (Minang)",
)
Address = pattern(
    "/(?:[a-z0-9._~-]+/)*",
    "K111",
    "alamat lama di situs ini",
    "awali dan akhiri dengan garis miring, misalnya: /berita/2025/panen-raya/",
)
_REGION: Final = r"[1-9]\d\.(?:0[1-9]|[1-6]\d|7[1-9]|[89]\d)\.(?!00)\d{2}\.[123]\d{3}"
_REGION_HINT: Final = (
    "tulis PP.KK.CC.DDDD: provinsi, kabupaten/kota, kecamatan, desa; misalnya: 33.09.12.2004"
)


def _region(text: str) -> str:
    if re.fullmatch(_REGION, text):
        return text
    if re.fullmatch(r"\d{10}", text):
        dotted = f"{text[:2]}.{text[2:4]}.{text[4:6]}.{text[6:]}"
        raise fault(
            "K114",
            f"kode wilayah {quote(text)} belum dipisah dengan titik",
            f"tulis misalnya: {{key}}: {dotted}",
        )
    what = f"{quote(text)} bukan kode wilayah Kemendagri"
    if parts := re.fullmatch(r"(\d{2})\.(\d{2})\.(\d{2})\.(\d{4})", text):
        province, regency, district, village = parts.groups()
        if province < "10":
            what += f": '{province}' bukan provinsi (mulai 11)"
        elif regency in ("00", "70"):
            what += f": '{regency}' bukan kabupaten (01–69) atau kota (71–99)"
        elif district == "00":
            what += ": '00' bukan kecamatan"
        else:
            what += f": '{village}' harus diawali 1 (kelurahan), 2 (desa) atau 3 (desa adat)"
    raise fault("K114", what, _REGION_HINT)


RegionCode = Annotated[
    str,
    PlainValidator(_scalar(_region)),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{_REGION})$"}),
]
Phone = pattern(
    r"\+?\(?[0-9][0-9 ()-]{5,18}",
    "K114",
    "nomor telepon",
    "tulis angkanya, misalnya: 081200001234 atau (0276) 300123",
)
Email = pattern(
    r"[^@\s]+@[^@\s]+\.[^@\s.]+",
    "K114",
    "alamat surel",
    "tulis misalnya: kim@desa.example.id",
)
ContentPath = pattern(
    r"(?!/)(?:(?!\.\.?/)[^\\:*?\"<>|/]+/)*[^\\:*?\"<>|/]+\.md",
    "K111",
    "jalur berkas di folder content",
    "tulis jalurnya mulai dari folder content, misalnya: keputusan/2026/jadwal-air.md",
)
MediaPath = pattern(
    r"(?!/)(?![a-zA-Z]+:)[^\\\n]+",
    "K111",
    "jalur berkas gambar atau suara",
    "simpan berkasnya di folder media/, lalu tulis jalurnya dari berkas ini, "
    "misalnya: ../../media/panen.png",
)


def _list(value: object) -> tuple[object, ...]:
    if isinstance(value, Items):
        return tuple(value)
    raise fault("K103", "{key} harus berisi daftar, tiap butirnya diawali `- `", "{example}")


def _word_or_list(value: object) -> tuple[object, ...]:
    return _list(value) if isinstance(value, (Items, Fields)) else (value,)


AsList = BeforeValidator(_list)
AsListOrOne = BeforeValidator(_word_or_list)
