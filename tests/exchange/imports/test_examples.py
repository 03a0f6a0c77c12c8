"""docs/pindah-contoh.md: exports of our own before and after, and all that is lost, by its kind.

The page is written anew by `--regenerate`. A sentence on something lost that is of no kind below
fails, so that the list stays whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from kim_plugins.exchange.imports.importing import ImportedItem
from tests.exchange.imports.test_golden import NAMES, run

PAGE = Path(__file__).parents[3] / "docs" / "pindah-contoh.md"
SHOWN = (
    ("wordpress", "rapat", "WordPress, editor klasik"),
    ("wordpress-blok", "kolom", "WordPress, editor blok"),
    ("wordpress-klasik", "penyusun", "WordPress, penyusun halaman (WPBakery, Divi, Elementor)"),
    ("blogger-word", "disalin-dari-word", "Blogger, disalin dari Word"),
    ("opensid-premium", "balai-dicat", "OpenSID"),
    ("jekyll-html", "rujukan", "Jekyll"),
)
KINDS = {
    r"gambar.*|<object> tanpa alamat": "gambar yang tidak ditemukan | `--media` atau `--fetch`",
    r"tanda .*|rujukan .*|blok .*": "tanda plugin atau tema; kata di dalamnya tetap | tulis ulang",
    r"<\w+>|isian formulir.*": "program, gaya, dan formulir | tidak ada gantinya di sini",
    r"\d+ komentar": "komentar pembaca | simpan ekspornya",
    r"kata sandi pembaca": "kata sandi; tulisannya menjadi konsep | jangan terbitkan yang rahasia",
    r"kunci .*": "isian yang tidak dikenal di atas berkas | pindahkan ke isi bila perlu",
    r"alamat lama .*": "alamat lama berhuruf besar atau bertanda tanya | atur di hosting",
    r"tautan ke .*": "tautan yang rusak; katanya tetap | betulkan bila tahu tujuannya",
    r"topik di atas .*": "topik di atas dua puluh | pilih yang penting",
    r"pengenalnya di umpan.*": "pengenal umpan yang dipakai dua tulisan | tidak perlu apa-apa",
}
"""What can be lost, by the sentence of the report: what it is, and what can be done."""
HEAD = """# Sebelum dan sesudah pindah

<!-- dibuat oleh tests/exchange/imports/test_examples.py --regenerate -->

Contoh buatan sendiri dari setiap sistem: isi tulisan di ekspornya, berkas yang dibuat `kim import`,
lalu apa yang hilang dan berubah menurut laporannya. Caranya pindah ada di [pindah.md](pindah.md).
"""


def examples() -> Iterator[str]:
    for name, stem, title in SHOWN:
        (one,) = [one for one in run(name).items if one.path.endswith(f"/{stem}.md")]
        yield f"\n## {title}\n\n<table><tr><th>Sebelum</th><th>Sesudah</th></tr><tr><td>\n"
        yield _fenced("markdown" if name.startswith("jekyll") else "html", one.item.body.strip())
        yield "\n</td><td>\n"
        yield _fenced("markdown", one.files[one.path].decode().strip())
        yield "\n</td></tr></table>"
        yield _told("Hilang", one.lost)
        yield _told("Berubah", one.changed)


def _fenced(language: str, text: str) -> str:
    return f"````{language}\n{text}\n````"


def _told(name: str, sentences: tuple[str, ...]) -> str:
    found = "\n".join(f"- `{' '.join(one.split())}`" for one in sentences)
    return f"\n{name}:\n\n{found or '- tidak ada'}"


def kind_of(sentence: str) -> str:
    """The kind of what was lost; a sentence of no kind fails."""
    found = [kind for kind in KINDS if re.fullmatch(kind, sentence, re.DOTALL)]
    assert found, f"tambahkan jenisnya di KINDS: {sentence}"
    return found[0]


def lost_by_kind(items: list[ImportedItem]) -> Iterator[str]:
    counts = Counter(kind_of(sentence) for one in items for sentence in one.lost)
    yield f"\n## Semua yang hilang dari {len(items)} tulisan contoh\n"
    yield "| yang hilang | yang dapat dilakukan | berapa kali |\n|---|---|---|"
    yield from (f"| {what} | {counts[kind]} |" for kind, what in KINDS.items())
    words = sum(one.startswith("kata: ") for item in items for one in item.lost)
    yield f"\nKata yang hilang: {words}. Setiap kata ada di berkasnya atau disebut di laporannya.\n"


def test_the_page_of_examples_is_current(golden: Callable[[Path, str], None]) -> None:
    items = [one for name in NAMES for one in run(name).items]
    golden(PAGE, "\n".join((HEAD, *examples(), *lost_by_kind(items))))
