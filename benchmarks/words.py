"""A vocabulary for the corpus: roots with their forms, and made-up words by Zipf's law."""

from __future__ import annotations

import random
from bisect import bisect
from itertools import accumulate
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent
PLANTED: Final = _FOLDER / "akar-uji.txt"
"""What the corpus is sown with."""
SAMPLE: Final = _FOLDER / "akar-contoh.txt"
"""What the sample site holds."""

_ONSETS: Final = (*"bcdfghjklmnprstw", "ng", "ny", "kr", "pr", "tr", "gl")
_VOWELS: Final = "aaaiiueo"
_CODAS: Final = ("", "", "", "n", "ng", "r", "s", "k", "t", "h", "m", "l")
_COMMON: Final = (
    *("yang", "dan", "di", "ke", "dari", "untuk", "pada", "dengan", "ini", "itu"),
    *("akan", "oleh", "juga", "sudah", "dalam", "tidak", "bisa", "ada", "warga", "desa"),
    *("kami", "mereka", "setiap", "agar", "karena", "atau", "saat", "tersebut", "sebagai", "dapat"),
    *("lebih", "para", "hari", "pukul", "orang", "tahun", "bulan", "secara", "antara", "masih"),
    *("harus", "sampai", "bersama", "setelah", "sebelum", "telah"),
)


def evaluation(file: Path = PLANTED) -> dict[str, list[str]]:
    """An evaluation set: each root with its forms."""
    lines = file.read_text("utf-8").splitlines()
    found = (line.split() for line in lines if line and not line.startswith("#"))
    return {root: forms for root, *forms in found}


class Vocabulary:
    """Words with their chances: a word's chance is one over its rank."""

    def __init__(self, distinct: int, seed: int = 7) -> None:
        chance = random.Random(seed)  # noqa: S311 - a corpus, not a secret
        made = dict.fromkeys(_COMMON)
        while len(made) < distinct:
            made[_made_up(chance)] = None
        self._words = list(made)
        self._chances = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def text(self, count: int, chance: random.Random) -> list[str]:
        """So many words by their chances."""
        total = self._chances[-1]
        return [self._words[bisect(self._chances, chance.random() * total)] for _ in range(count)]


def _made_up(chance: random.Random) -> str:
    syllables = chance.choice((2, 2, 3, 3, 4))
    return "".join(
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
        for _ in range(syllables)
    )
