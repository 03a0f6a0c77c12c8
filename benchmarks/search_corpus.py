"""What search is measured on: a seeded corpus, or the sample site; and what is relevant in it.

The corpus has many distinct words by Zipf's law, and planted forms of known roots; that of
`corpus.py` has some hundred words, which flatters any index.
"""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from search_ours import catalogue_of
from words import SAMPLE, Vocabulary, evaluation

from kim_plugins.search import Documents
from kim_plugins.search.words import words

ROOT: Final = Path(__file__).parent.parent
DISTINCT: Final = 60_000
"""Words to draw from."""
_WORDS: Final = 300
_SENTENCE: Final = 12
_PARAGRAPH: Final = 6
_GROUP_SIZE: Final = 50
_DAYS: Final = 1000
_PLANTED: Final = 8
"""Bulletins a form is planted in, on a site of any size."""
_TOPICS: Final = (
    "pertanian",
    "kesehatan",
    "irigasi",
    "umkm",
    "bencana",
    "pasar",
    "hoaks",
    "nelayan",
)

_GROUP: Final = """---
title: KIM Uji {number}
established: 2020
region: {{code: 33.09.{district}.2001, village: Desa Uji, district: Kecamatan {district}, \
regency: Kabupaten Uji, province: Jawa Tengah}}
contact: {{whatsapp: 081200001234}}
officers: {{chair: Ketua}}
members: {{petani: {{men: 6, women: 4}}}}
ict: {{patterns: [mandiri]}}
---

Kelompok uji.
"""


def write_search_corpus(folder: Path, bulletins: int, seed: int = 1) -> dict[str, list[str]]:
    """Write news of about 330 words; return the addresses in which each root stands."""
    chance = random.Random(seed)  # noqa: S311 - a corpus, not a secret
    vocabulary = Vocabulary(DISTINCT)
    planted: dict[int, list[str]] = {}
    relevant: dict[str, list[str]] = {}
    for root, forms in evaluation().items():
        for form in (root, *forms):
            for number in chance.sample(range(bulletins), min(_PLANTED, bulletins)):
                planted.setdefault(number, []).append(form)
                address = f"/berita/{_day(number).year}/kabar-{number}/"
                if address not in relevant.setdefault(root, []):
                    relevant[root].append(address)
    groups = max(1, bulletins // _GROUP_SIZE)
    for number in range(groups):
        text = _GROUP.format(number=number, district=number % 89 + 10)
        _write(folder / f"kelompok/kim-{number}.md", text)
    for number in range(bulletins):
        text = _bulletin(number, planted.get(number, []), number % groups, vocabulary, chance)
        _write(folder / f"berita/{_day(number).year}/kabar-{number}.md", text)
    return relevant


def copy_sample(folder: Path) -> dict[str, list[str]]:
    """Copy the sample site's content; return the addresses in which each root stands.

    A page is relevant to a root if it has one of the forms that `akar-contoh.txt` lists, which
    was made by hand: our stemmer has no say in it.
    """
    shutil.copytree(ROOT / "content", folder)
    found: dict[str, set[str]] = {}
    for document in Documents(catalogue_of(folder)).all.values():
        shown = (document.title, document.description, document.body().text)
        text = "\n".join((*shown, *document.fields, *document.tags))
        found[document.address] = set(words(text))
    return {
        root: [address for address, some in found.items() if not some.isdisjoint((root, *forms))]
        for root, forms in evaluation(SAMPLE).items()
    }


def _day(number: int) -> date:
    return date(2024, 1, 1) + timedelta(days=number % _DAYS)


def _bulletin(
    number: int, forms: list[str], group: int, vocabulary: Vocabulary, chance: random.Random
) -> str:
    found = vocabulary.text(_WORDS, chance)
    for form in forms:
        found.insert(chance.randrange(len(found)), form)
    sentences = [
        " ".join(found[place : place + _SENTENCE]).capitalize() + "."
        for place in range(0, len(found), _SENTENCE)
    ]
    paragraphs = [
        " ".join(sentences[place : place + _PARAGRAPH])
        for place in range(0, len(sentences), _PARAGRAPH)
    ]
    title, summary = (" ".join(vocabulary.text(count, chance)) for count in (7, 12))
    tags = ", ".join(chance.sample(_TOPICS, 2))
    heading = " ".join(vocabulary.text(3, chance))
    return (
        f"---\ntitle: Kabar {title}\ndescription: Tentang {summary}.\n"
        f"date: {_day(number)} 08:00 WIB\ngroup: kim-{group}\ntags: [{tags}]\nplace: Balai desa\n"
        f"sources: [{{title: Warga, kind: langsung}}]\n---\n\n"
        f"{paragraphs[0]}\n\n## {heading.capitalize()}\n\n" + "\n\n".join(paragraphs[1:]) + "\n"
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
