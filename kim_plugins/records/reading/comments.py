"""Text after `#` that YAML cuts off."""

from __future__ import annotations

import re
from typing import Final

from kim_plugins.records.fixing.editing import as_scalar
from kim_plugins.records.problems import Fault, Severity, SuggestedFix, quote
from kim_plugins.records.reading.located import Text

# What begins a note to oneself, rather than the rest of a title or a name.
_NOTE: Final = re.compile(
    r"(?:periksa|cek|ganti|nanti|contoh|wajib|opsional|boleh|isi|diisi|tulis|hapus|catatan|lihat|"
    r"maks|maksimal|min|minimal|todo|fixme|belum|sudah|tanya|tanyakan|konfirmasi|sementara|hari|"
    r"tanggal|format|judul|nama|perlu|masih|mohon|tolong|jangan|harus|atau|mis|misal|misalnya|"
    r"sesuai|dari|revisi|betulkan|draf|konsep|draft|ubah|lengkapi|pastikan|ini|yang|untuk|bukan|"
    r"salah|benar|lama|dulu|dahulu|kosong|jika|bila|kalau|supaya|pilihan|pilih|paling|singkat)\b"
    r"|\w+/\w+|\W",
    re.IGNORECASE,
)


def cut_by_comment(value: Text) -> Fault | None:
    """The warning that `#` cuts off text, unless it begins a comment: `Rumah # 12`.

    Two blanks before it, as YAML's own guides ask for, or a word that begins a note make a comment;
    a number is the rest of an address or a title, and only that has one meaning for `--fix`.
    """
    blanks, _, lost = value.cut[len(value) :].partition("#")
    is_number = lost.strip()[:1].isdigit()
    if not is_number and (len(blanks) > 1 or _NOTE.match(lost.strip()) or not lost.strip()):
        return None
    whole = as_scalar(value.cut)
    return Fault(
        "K013",
        f"{quote('#' + lost)} dibaca YAML sebagai komentar, jadi hilang dari {{key}}",
        f"apit nilainya dengan tanda kutip: {{key}}: {whole}; "
        "bila memang catatan, beri dua spasi sebelum tanda #",
        Severity.WARNING,
        SuggestedFix(value.cut, (whole,)) if is_number and len(blanks) == 1 else None,
    )
