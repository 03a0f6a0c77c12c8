"""Types of texts that must match a form: addresses, paths, numbers and codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Final
from urllib.parse import unquote, urlsplit

from pydantic import (
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)

from kim_plugins.records.fields.telephones import restored
from kim_plugins.records.fields.values import offer_quotes, scalar
from kim_plugins.records.fields.widgets import Format, Widget
from kim_plugins.records.problems import SuggestedFix, fault, quote
from kim_plugins.records.reading.context import Reading
from kim_plugins.records.reading.located import Text
from kim_plugins.records.reading.yaml_messages import CONTROL


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
        fix = SuggestedFix(text, (example,)) if bare else None
        raise fault("K110", f"{quote(text)} bukan alamat situs yang lengkap", hint, fix)
    return text


Url = Annotated[
    str,
    PlainValidator(scalar(_url)),
    WithJsonSchema({"type": "string", "format": "uri"}),
    Widget.LINK,
]


def pattern(  # noqa: PLR0913 - it is the vocabulary in which formats are written
    expression: str,
    code: str,
    what: str,
    hint: str,
    *,
    numeric: bool = False,
    restore: Callable[[Text, Reading], str] | None = None,
    widget: Widget = Widget.LINE,
) -> Any:  # noqa: ANN401 - a type
    """The type of a one-line text that must match; `what` completes "'…' bukan …".

    `numeric` says that YAML may take such a text for a number; `restore` gives back what was lost
    when it did.
    """
    compiled = re.compile(expression)

    def read(value: object, info: ValidationInfo) -> str:
        text = scalar(str)(value)
        if not compiled.fullmatch(text):
            raise fault(code, f"{quote(text)} bukan {what}", hint)
        if not isinstance(value, Text) or info.context is None:
            return text
        restored = restore(value, info.context) if restore else text
        if restored == text:
            offer_quotes(value, info)
        return restored

    return Annotated[
        str,
        PlainValidator(read),
        WithJsonSchema(
            {
                "type": ["string", "number"] if numeric else "string",
                "pattern": f"^(?:{expression})$",
            }
        ),
        widget,
        Format(expression, code, what, hint),
    ]


Slug = pattern(
    "[a-z0-9]+(?:-[a-z0-9]+)*",
    "K114",
    "nama pendek yang sah",
    "pakai huruf kecil, angka dan tanda hubung, misalnya: tirta-mandiri",
    numeric=True,
)
Identifier = pattern(
    "(?:[0-9]{4}:)?[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?",
    "K114",
    "pengenal yang sah",
    "pakai huruf, angka, titik, garis miring dan tanda hubung, misalnya: berita/2026/panen; "
    "boleh diawali tahunnya: 2026:literasi/cek-hoaks",
    numeric=True,
)
Guid = pattern(
    r"[^\x00-\x1f\x7f-\x9f]{1,1000}",
    "K114",
    "pengenal langganan yang sah",
    "salin apa adanya dari umpan situs lama, satu baris dan paling banyak 1.000 huruf, misalnya: "
    '"https://desa.example/?p=12"',
    numeric=True,
)
"""What an earlier site called an item in its feeds: any text of one line, kept letter by letter."""
Language = pattern(
    "[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*",
    "K114",
    "kode bahasa",
    "tulis kode bahasa BCP 47: id (Indonesia), jv (Jawa), su (Sunda), min (Minang)",
)
_ADDRESS: Final = r"(?!.{1001})/(?:(?!\.)[a-z0-9._~-]{0,254}[a-z0-9_~-]/)*"
_OLD_PAGE: Final = "/berita/2025/panen-raya/"


def _address(text: str) -> str:
    """Read a former address of a page: no `..` and no hidden parts."""
    if re.fullmatch(_ADDRESS, text):
        return text
    what, hint = f"{quote(text)} bukan alamat lama di situs ini", ""
    if re.match(r"https?://|//", text):
        what = f"{quote(text)} memuat nama situs"
        hint = "tulis hanya yang ada setelah nama situsnya"
    elif "?" in text or "#" in text:
        what = f"{quote(text)} memuat '?' atau '#', yang tidak dapat dialihkan"
        hint = "tulis hanya yang ada sebelum tanda itu"
    elif re.search(r"(?:^|/)\.|\.(?:/|$)", text):
        what = f"{quote(text)} memuat bagian yang diawali atau diakhiri titik"
        hint = "tulis alamat lengkapnya tanpa langkah naik"
    elif len(text) > 255:  # noqa: PLR2004 - as in _ADDRESS
        what = f"alamat {quote(text)} terlalu panjang ({len(text)} huruf)"
        hint = "pakai paling banyak 255 huruf di antara dua garis miring dan 1.000 semuanya"
    hint = hint or "awali dan akhiri dengan garis miring; pakai huruf kecil, angka dan tanda hubung"
    raise fault("K111", what, f"{hint}, misalnya: {_OLD_PAGE}")


Address = Annotated[
    str,
    PlainValidator(scalar(_address)),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{_ADDRESS})$"}),
    Widget.LINE,
    Format(
        _ADDRESS,
        "K111",
        "alamat lama di situs ini",
        "awali dan akhiri dengan garis miring; pakai huruf kecil, angka dan tanda hubung, "
        f"misalnya: {_OLD_PAGE}",
    ),
]
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
            SuggestedFix(text, (dotted,) if re.fullmatch(_REGION, dotted) else ()),
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
    PlainValidator(scalar(_region)),
    WithJsonSchema({"type": "string", "pattern": f"^(?:{_REGION})$"}),
    Widget.LINE,
]


Phone = pattern(
    r"\+?\(?[0-9][0-9 ().-]{5,18}",
    "K114",
    "nomor telepon",
    'tulis angkanya di antara tanda kutip, misalnya: {key}: "081200001234"',
    numeric=True,
    restore=restored,
)
Email = pattern(
    r"[^@\s]+@[^@\s]+\.[^@\s.]+",
    "K114",
    "alamat surel",
    "tulis misalnya: kim@desa.example.id",
)
ContentPath = pattern(
    r"(?!/)(?:(?!\.\.?/)[^\\:*?\x22<>|/]+/)*[^\\:*?\x22<>|/]+\.md",
    "K111",
    "jalur berkas di folder content",
    "tulis jalurnya mulai dari folder content, misalnya: keputusan/2026/jadwal-air.md",
)


def _decoded(value: Text, _: Reading) -> str:
    """Read a path that was copied from a link: `Foto%20Pak%20RT.jpg`."""
    written = value.strip()
    plain = unquote(written)
    return written if CONTROL.search(plain) or "\ufffd" in plain else plain


MediaPath = pattern(
    r"(?!/)(?![a-zA-Z]+:)[^\\\n]+",
    "K111",
    "jalur berkas gambar atau suara",
    "simpan berkasnya di folder media/, lalu tulis jalurnya dari berkas ini, "
    "misalnya: ../../media/panen.png",
    restore=_decoded,
    widget=Widget.MEDIA,
)
