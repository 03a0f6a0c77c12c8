"""docs/messages.md: every message with its remedy and an example, as the program gives them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import kim_plugins
from kim_plugins.cli.doctor.finding import Finding
from tests.cli.doctor.findings import findings
from tests.message_examples import Example, examples

MOST_EXAMPLES: Final = 3
AREAS: Final = {
    "K0": "Berkas, folder, dan front matter",
    "K1": "Isian",
    "K2": "Isian yang bergantung satu sama lain",
    "K3": "Tautan, gambar, suara, isi, dan seluruh situs",
    "K4": "Data pribadi, dokumen, lampiran, dan penyuntingan",
    "K5": "Situs dan tampilannya",
}
RAISED: Final = {
    "K357": (
        "berkas 'media/peta.jpg' terlalu berat untuk diolah (memori atau waktunya melewati batas)",
        "simpan ulang dalam ukuran yang lebih kecil, misalnya sebagai JPEG selebar 4000 piksel",
    ),
}
"""What ends a build while pictures are drawn, so that no file can be named with it."""


def codes_in_program() -> set[str]:
    """Every code that the program may name."""
    sources = Path(kim_plugins.__file__).parent.rglob("*.py")
    return {code for path in sources for code in re.findall(r"\bK\d{3}\b", path.read_text("utf-8"))}


_HEAD: Final = """\
# Pesan `kim check`

<!-- Dibuat dari kode dan contoh uji: scripts/test.py tests/test_messages.py --regenerate -->

Setiap pesan membawa tempatnya (berkas, baris, kolom), kode, satu kalimat, dan satu cara
membetulkannya. Cari kodenya di sini bila itu belum cukup: baris pertama adalah yang ditulis,
kalimat di bawahnya sebab dan cara membetulkannya. **KESALAHAN** menahan penerbitan,
**PERINGATAN** tidak. Yang artinya hanya satu dibetulkan sendiri oleh `kim check --fix`.
**PERLU** dan **SARAN** adalah kata `kim doctor` tentang situs seluruhnya.
"""


def page(folder: Path) -> str:
    """docs/messages.md."""
    found: dict[str, dict[str, Example]] = {}
    for example in examples(folder):
        form = re.sub(r"'.*?'|\d+", "…", example.problem.message)
        kinds = found.setdefault(example.problem.code, {})
        # The shortest line of each form shows it best.
        if form not in kinds or len(example.line) < len(kinds[form].line):
            kinds[form] = example
    blocks = [_HEAD]
    area = ""
    doctor = folder / "dokter"
    doctor.mkdir()
    said = findings(doctor)
    for code in sorted({*found, *RAISED, *said}):
        if (of_code := code[:2]) != area:
            area = of_code
            blocks.append(f"## {AREAS[area]}\n")
        if code in said:
            blocks.append(_of_doctor(said[code]))
        else:
            blocks.append(_block(code, list(found.get(code, {}).values())))
    return "\n".join(blocks)


def _of_doctor(finding: Finding) -> str:
    heading = f"### {finding.code} · {finding.verdict} (`kim doctor`)\n\n"
    return f"{heading}{_text(finding.said)}  \n→ {_text(finding.remedy)}\n"


def _block(code: str, kinds: list[Example]) -> str:
    if not kinds:
        message, hint = RAISED[code]
        return f"### {code} · KESALAHAN\n\n{_text(message)}  \n→ {_text(hint)}\n"
    label = "KESALAHAN" if any(one.problem.is_error for one in kinds) else "PERINGATAN"
    parts = [f"### {code} · {label}\n"]
    for problem, line in kinds[:MOST_EXAMPLES]:
        written = f"```text\n{line}\n```\n\n" if line else ""
        message, hint = problem.message, problem.hint
        parts.append(f"{written}{_text(message)}  \n→ {_text(hint)}\n")
    return "\n".join(parts)


def _text(sentence: str) -> str:
    """A sentence as Markdown shows it, letter by letter, but for what is code in it."""
    parts = re.split(r"(`[^`]+`)", re.sub(r"\s+", " ", sentence))
    signs = re.compile(r"([\\`*_<>#|\[\]{}])")
    return "".join(one if one[:1] == "`" else signs.sub(r"\\\1", one) for one in parts)
