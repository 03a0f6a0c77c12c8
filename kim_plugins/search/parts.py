"""The files of the index: `indeks.js`, which names all others, and parts named by content.

docs/search-index.md describes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final, NamedTuple

from kim_plugins.catalogue import Catalogue, group_id, regions_of
from kim_plugins.catalogue.addresses import SEARCH
from kim_plugins.search import lexicon
from kim_plugins.search.coding import ending, gaps, part_text, read_part, version
from kim_plugins.search.documents import filters_of
from kim_plugins.search.index import Index
from kim_plugins.search.newest import KEY as NEWEST
from kim_plugins.search.terms import KEPT
from kim_plugins.search.texts import FOLDER, text_address, text_part
from kim_plugins.search.words import abbreviations, small_words, synonyms

FORMAT: Final = 4
MANIFEST: Final = f"{SEARCH}indeks.js"


class Part(NamedTuple):
    """A file of the index: its address, a digest of its content, and its maker.

    But for the manifest's, the address changes only with the content.
    """

    address: str
    key: str
    render: Callable[[], bytes]


Synonyms = Sequence[Sequence[Sequence[str]]]
"""Groups of members that mean the same; a member is a row of words."""


@dataclass(frozen=True)
class Files:
    """The files of the index: a text a document, and its parts by their addresses."""

    index: Index
    parts: Mapping[str, Part]

    @property
    def keys(self) -> dict[str, str]:
        """The key of each file by its address."""
        states = self.index.state.documents.values()
        texts = {text_address(entry.number, entry.text): entry.text for entry in states}
        return texts | {address: part.key for address, part in self.parts.items()}

    def render(self, address: str) -> bytes:
        """The bytes of a file; raises KeyError where there is none."""
        if part := self.parts.get(address):
            return part.render()
        number = int(address.removeprefix(f"{FOLDER}d").partition("-")[0], 36)
        return text_part(number, self.index.by_number[number]).encode()


def index_files(
    index: Index,
    catalogue: Catalogue,
    own_synonyms: Synonyms = (),
    around: Iterable[str] = (),
) -> Files:
    """Every file; only parts whose names need it are made at once.

    `own_synonyms` are groups that the site adds to ours; `around` are the words that pages say
    around what editors write.
    """
    versions, rows = index.state.versions, index.rows
    lexicon_parts, is_same = _lexicon(index)
    made = lexicon_parts | _years(index)
    made["n"] = cache(partial(_text_of, "n", partial(_names, index, catalogue)))
    for key in [key for key in versions if key not in made and key not in rows]:
        del versions[key]
    for key, make in made.items():
        if key not in versions or not is_same(key):
            versions[key] = version(make())
    kept = [key for key in versions if key in rows]
    found = [
        *(_part(key, versions[key], partial(_bytes, make)) for key, make in made.items()),
        *(_part(key, versions[key], partial(rows.__getitem__, key)) for key in kept),
    ]
    said = part_text("a", " ".join(around))
    found.append(_part("a", version(said), partial(said.encode)))
    alike = (*synonyms(), *own_synonyms)
    manifest = _manifest(index, kept, made, alike, ending("a", version(said)))
    text = part_text("indeks", manifest)
    found.append(Part(MANIFEST, version(text), partial(text.encode)))
    return Files(index, {part.address: part for part in found})


def _part(key: str, whole: str, render: Callable[[], bytes]) -> Part:
    name = f"{key.partition(':')[0]}-{ending(key, whole)}"
    return Part(f"{FOLDER}{name}.js", whole, render)


def _bytes(make: Callable[[], str]) -> bytes:
    return make().encode()


def _text_of(key: str, data: Callable[[], object]) -> str:
    return part_text(key, data())


Makers = dict[str, Callable[[], str]]
"""Of each part that isn't kept what makes its text, by key."""


# -- the lexicon -------------------------------------------------------------------------------


def _lexicon(index: Index) -> tuple[Makers, Callable[[str], bool]]:
    """The parts of the lexicon, and whether one of them has no changed form."""
    words = index.state.vocabulary
    forms = {form.removeprefix(KEPT) for form in words.stems} | {*words.stems.values()}
    parted = lexicon.split_into_parts(forms)
    made: Makers = {
        f"k:{prefix}": partial(_lexicon_part, index, prefix, some)
        for prefix, some in parted.items()
    }
    if index.touched is None:
        return made, lambda _: False
    changed = {f"k:{lexicon.part_of(form, parted)}" for form in index.touched}
    return made, (made.keys() - changed).__contains__


def _lexicon_part(index: Index, prefix: str, forms: Iterable[str]) -> str:
    words = index.state.vocabulary
    entries = []
    for form in forms:
        spellings = [name for name in (form, KEPT + form) if name in words.stems]
        stems = tuple(dict.fromkeys(words.stems[name] for name in spellings)) or (form,)
        entries.append(lexicon.Entry(form, stems, sum(words.counts[name] for name in spellings)))
    return part_text(f"k:{prefix}", lexicon.written(entries))


# -- documents by year -------------------------------------------------------------------------


def _years(index: Index) -> Makers:
    """For each year the versions of its texts, and its documents by group and topic."""
    versions = {entry.number: entry.text for _, entry in index.state.shared}
    made: Makers = {}
    for year, some in index.numbering.by_year([*versions]).items():
        for letter, make in (("t", partial(_texts, versions)), ("f", partial(_filters, index))):
            key = f"{letter}{year}"
            made[key] = cache(partial(_text_of, key, partial(make, some)))
    return made


def _texts(versions: Mapping[int, str], numbers: Sequence[int]) -> object:
    return [gaps(numbers), "".join(ending("d", versions[number]) for number in numbers)]


def _filters(index: Index, numbers: Sequence[int]) -> object:
    return filters_of((number, index.by_number[number]) for number in numbers)


def _names(index: Index, catalogue: Catalogue) -> object:
    """The names of groups, topics and regions; each group with its region codes."""
    groups = {
        group_id(group): [group.record.title, [region.code for region in regions_of(group)]]
        for group in catalogue.groups
    }
    labels: dict[str, str] = {}
    for document in index.by_number.values():
        if not labels.keys() >= set(document.topics):
            labels.update(zip(document.topics, document.tags, strict=True))
    regions = {code: region.name for code, region in catalogue.regions.items()}
    return [groups, dict(sorted(labels.items())), regions]


def _newest_words(index: Index) -> set[str]:
    """The forms and stems of the newest documents."""
    kept = index.rows.get(NEWEST)
    if kept is None:
        return set()
    data: Any = read_part(kept.decode())[1]
    return {form for text in data[3].values() for form in text.split(" ")[::4]}.union(data[3])


# -- the manifest ------------------------------------------------------------------------------


def _manifest(
    index: Index,
    kept: Iterable[str],
    made: Iterable[str],
    alike: Synonyms,
    around: str,
) -> object:
    """What a reader needs first: how to find every other part."""
    layout = index.state.layout
    versions = {key: ending(key, whole) for key, whole in index.state.versions.items()}
    stems = index.state.vocabulary.stems
    known = _newest_words(index).union(stems, stems.values())
    short = [[one, " ".join(long)] for one, long in abbreviations() if one in known]
    return {
        "format": FORMAT,
        "documents": len(index.state.documents),
        "undated": index.numbering.undated,
        "slots": index.numbering.slots,
        "postings": "".join(versions[f"p{place}"] for place in range(layout.postings)),
        "pairs": "".join(versions[f"s{place}"] for place in range(layout.pairs)),
        "own": {key[2:]: versions[key] for key in sorted(kept) if key.startswith("b:")},
        "lexicon": {key[2:]: versions[key] for key in sorted(made) if key.startswith("k:")},
        "years": {
            key[1:]: [versions[key], versions[f"f{key[1:]}"]] for key in made if key[0] == "t"
        },
        "names": versions["n"],
        "newest": versions.get(NEWEST, ""),
        "abbreviations": short,
        # A group of which the site has nothing finds nothing.
        "synonyms": [
            [" ".join(member) for member in group]
            for group in alike
            if any(word in known for member in group for word in member)
        ],
        "small": " ".join(small_words()),
        "around": around,
    }
