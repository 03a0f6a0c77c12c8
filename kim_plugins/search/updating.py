"""Updates the index for a few changed documents: only the parts that hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from kim_plugins.search import postings
from kim_plugins.search.coding import gaps, part_text, read_gaps, read_part
from kim_plugins.search.layout import BUCKETS, Layout, layout_for
from kim_plugins.search.memory import IndexState, Rows, pairs_of
from kim_plugins.search.stems import Stemmer
from kim_plugins.search.terms import KEPT, Terms

Documents = Mapping[int, Terms]
"""Terms by the number of their document."""
Changes = Mapping[str, Mapping[int, int | None]]
"""For each form the documents in which it has another entry, or none."""


def update(
    state: IndexState, rows: Rows, gone: Documents, come: Documents
) -> frozenset[str] | None:
    """Remove and add documents in the vocabulary and the parts.

    Return the forms whose entry in the lexicon is another now; None where the parts would lie
    otherwise, and nothing but the vocabulary was changed.
    """
    words = state.vocabulary
    forms = {form for some in (gone, come) for one in some.values() for form in one.forms.split()}
    common = {form: words.counts.get(form, 0).bit_length() for form in forms}
    stems = dict(words.stems)
    changed = words.count(gone.values(), come.values())
    moved = words.update_stems(Stemmer(), changed)
    layout = layout_for(words.entries_by_stem(), (entry.pairs for _, entry in state.shared))
    if (state.layout.postings, state.layout.pairs) != (layout.postings, layout.pairs):
        return None
    changes = _changes(gone, come)
    forms_anew = {*changes, *moved}
    stems_anew = _stems_of(forms_anew, stems) | _stems_of(forms_anew, words.stems)
    _update_postings(state, rows, layout, stems_anew, changes)
    _update_pairs(state, rows, gone, come)
    state.layout = layout
    touched = {f for f in forms if words.counts.get(f, 0).bit_length() != common[f]}
    touched |= moved | changed
    touched |= _stems_of(touched, stems) | _stems_of(touched, words.stems)
    return frozenset(form.removeprefix(KEPT) for form in touched)


def _stems_of(forms: set[str], stems: Mapping[str, str]) -> set[str]:
    return {stems[form] for form in forms & stems.keys()}


def _changes(gone: Documents, come: Documents) -> Changes:
    found: dict[str, dict[int, int | None]] = defaultdict(dict)
    for number in gone.keys() | come.keys():
        old, new = (_entries(number, some.get(number)) for some in (gone, come))
        for form in old.keys() | new.keys():
            if old.get(form) != new.get(form):
                found[form][number] = new.get(form)
    return found


def _entries(number: int, terms: Terms | None) -> dict[str, int]:
    if terms is None:
        return {}
    return dict(zip(terms.forms.split(), postings.with_number(number, terms.entries), strict=True))


def _update_postings(
    state: IndexState, rows: Rows, layout: Layout, changed: set[str], changes: Changes
) -> None:
    """Change the blocks of forms, each in the part of its present stem.

    `changed` are the stems, old and new, of all forms that change or have another stem.
    """
    stems = state.vocabulary.stems
    parts, blocks = _Opened(rows), dict[str, str]()
    for stem in changed:
        if text := parts[state.layout.of_stem(stem)].pop(stem, ""):
            blocks.update(postings.blocks_of(text))
    for form, some in changes.items():
        blocks[form] = postings.changed(blocks.get(form, ""), some)
    by_stem: dict[str, dict[str, str]] = defaultdict(dict)
    for form, block in blocks.items():
        if block:
            by_stem[stems[form]][form] = block
    for stem, of_stem in by_stem.items():
        parts[layout.of_stem(stem)][stem] = postings.stem_text(of_stem)
    for key, data in parts.items():
        if data or not key.startswith("b:"):
            state.write(rows, key, part_text(key, dict(sorted(data.items()))))
        else:
            del rows[key], state.versions[key]


class _Opened(dict[str, Any]):
    """Parts of postings, each read at its first use."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, key: str) -> Any:  # noqa: ANN401 - JSON
        kept = self._rows.get(key)
        self[key] = read_part(kept.decode())[1] if kept else {}
        return self[key]


def _update_pairs(state: IndexState, rows: Rows, gone: Documents, come: Documents) -> None:
    shift = state.layout.pair_shift
    changes: dict[int, dict[int, bool]] = defaultdict(dict)
    for number in gone.keys() | come.keys():
        old, new = (_places(some.get(number), shift) for some in (gone, come))
        for place in old ^ new:
            changes[place][number] = place in new
    parts: dict[int, list[str]] = {}
    for place, some in changes.items():
        part, bucket = divmod(place, BUCKETS)
        if part not in parts:
            parts[part] = str(read_part(rows[f"s{part}"].decode())[1]).split(" ")
        kept = set(read_gaps(parts[part][bucket])) - some.keys()
        kept.update(number for number, stays in some.items() if stays)
        parts[part][bucket] = gaps(sorted(kept))
    for part, lists in parts.items():
        state.write(rows, f"s{part}", part_text(f"s{part}", " ".join(lists)))


def _places(terms: Terms | None, shift: int) -> set[int]:
    return {pair >> shift for pair in pairs_of(terms)} if terms else set()
