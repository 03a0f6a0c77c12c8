"""Adopts keys of other programs' front matter as our fields (K124 to K126).

What has one meaning is taken over with a warning that `kim check --fix` mends, also where ours
stands beside it; what only sets up another program may go; what holds the editor's words never may.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from kim_plugins.records.fields.lists import Split, names, words
from kim_plugins.records.fields.suggestions import Keys
from kim_plugins.records.fixing.editing import as_flow
from kim_plugins.records.foreign import foreign_keys
from kim_plugins.records.problems import Fault, Recast, Severity, SuggestedFix, quote
from kim_plugins.records.reading.located import UNREAD, Fields, Items, Text, Value, is_empty, join


def _whole(text: str) -> list[str]:
    return [text]


_SPLITS: Final[dict[str, Split]] = {
    "tags": words,
    "redirect_from": words,
    "authors": names,
    "sources": _whole,
}
"""The lists that can be joined, and what parts a text that stands for one."""


def adopt_foreign_keys(keys: Keys, foreign: Mapping[str, Value]) -> dict[str, Value]:
    """Move values of `foreign` keys to the known fields; unknown keys remain.

    Indonesian words for our keys are among them where they stand beside ours.
    """
    borrower = _ForeignKeys(keys)
    # What groups hold may be what the other keys are joined to.
    for key, value in sorted(foreign.items(), key=lambda one: not foreign_keys.is_wrapper(*one)):
        borrower.take(key, value)
    left = borrower.left.items()
    return {key: value for key, value in left if not borrower.takes_part(key, value)}


class _ForeignKeys:
    def __init__(self, keys: Keys) -> None:
        self._fields, self._words, self._data, self._known, self._reading = keys
        self.left: dict[str, Value] = {}
        """What nobody knows."""

    def take(self, written: str, value: Value) -> None:
        """Adopt the value of one key, or leave it for others."""
        if not self._takes(written, value):
            self.left[written] = value

    def _takes(self, written: str, value: Value) -> bool:
        if foreign_keys.is_wrapper(written, value) and isinstance(value, Fields):
            return self._unwrap(written, value)
        if foreign_keys.is_setting(written, value):
            self._drop(written, value, "hanya mengatur program lain, di sini tidak berpengaruh")
            return True
        ours = self._words.get(written.lower(), written.lower())
        key = ours if ours in self._fields else foreign_keys.our_key(written, self._data.path)
        if not key or (not self._data.path and self._may_be_anything(written)):
            return False
        if is_empty(value):
            self._drop(written, value, "tidak berisi apa-apa")
        elif key not in self._fields:
            self._say(written, value, "tidak dipakai di sini", _MOVE_WORDS)
        else:
            self._take(written, key, value)
        return True

    def _may_be_anything(self, written: str) -> bool:
        return foreign_keys.only_of_bulletins(written) and "date" not in self._fields

    def takes_part(self, written: str, value: Value) -> bool:
        """Adopt a key with the text or the caption of another key's picture."""
        part = foreign_keys.part_of_picture(written)
        picture = self._known.get("image")
        if not part or picture is None or not isinstance(value, Text):
            return False
        whole = picture if isinstance(picture, Fields) else Fields(src=picture)
        if isinstance(picture, Items) or not is_empty(whole.get(part, Text(""))):
            return False
        joined = Fields({**whole, part: value}).at(picture.mark, picture.key_mark, picture.path)
        self._known["image"] = self._data["image"] = joined
        line = f"image: {as_flow(joined)}"
        recast = Recast(((picture.key_mark, (line,)), (value.key_mark, ())))
        self._warn(written, value, f"dibaca sebagai `{part}` gambarnya", f"tulis {line}", recast)
        return True

    def _unwrap(self, written: str, value: Fields) -> bool:
        lines = tuple(f"{key}: {as_flow(one)}" for key, one in value.items())
        is_new = not any(key in self._known for key in value)
        recast = Recast(((value.key_mark, lines),)) if is_new else None
        hint = "tulis isinya langsung tanpa kelompok itu, masing-masing di baris sendiri"
        self._warn(written, value, "dibaca tanpa kelompoknya", hint, recast)
        ours = {key: one for key, one in value.items() if key in self._fields}
        for key, one in ours.items():
            if key in self._known:
                self._join(key, key, one)
            else:
                self._known[key] = self._data[key] = one
        for key, one in value.items():
            if key not in ours:
                self.take(key, one)
        return True

    def _take(self, written: str, key: str, value: Value) -> None:
        if UNREAD in (value, self._known.get(key)):
            self._known[key] = Text(UNREAD).at(value.mark, value.key_mark, value.path)
        elif key == "draft":
            self._take_draft(written, value)
        elif key == "redirect_from":
            self._take_addresses(written, value)
        elif key == "image" and isinstance(value, Items) and len(value) > 1:
            hint = f"tulis satu di image, lainnya di tulisan: ![Yang terlihat]({_first(value[1])})"
            self._say(written, value, "berisi beberapa gambar, gambar utama hanya satu", hint)
        elif key == "date" and "date" in self._known:
            self._take_date(written, value)
        elif key in _SPLITS:
            self._take_list(written, key, value)
        elif key in self._known:
            self._join(written, key, value)
        else:
            self._rename(written, key, value)

    def _take_draft(self, written: str, value: Value) -> None:
        said = foreign_keys.draft_of(written, value)
        ours = self._known.get("draft")
        if not said:
            is_date_free = "date" in self._fields and "date" not in self._known
            if is_date_free and any(letter.isdigit() for letter in _first(value)):
                self._rename(written, "date", value)
            else:
                hint = "tulis draft: true bila belum boleh terbit, draft: false bila sudah"
                self._say(written, value, "tidak jelas maksudnya", hint)
        elif ours is not None and (str(ours).lower() in ("true", "ya", "yes")) != (said == "true"):
            hint = f"pilih satu dan hapus yang lain: draft: {said}"
            self._say(written, value, f"bertentangan dengan draft: {ours}", hint)
        elif ours is not None:
            self._drop(written, value, "sama artinya dengan `draft` yang sudah ada")
        else:
            self._put("draft", written, Text(said), value)
            recast = Recast(((value.key_mark, (f"draft: {said}",)),))
            what = f"{quote(_first(value))} dibaca sebagai draft: {said}"
            self._warn(written, value, what, f"ganti menjadi draft: {said}", recast)

    def _take_addresses(self, written: str, value: Value) -> None:
        texts = [str(one) for one in foreign_keys.flat(value) if isinstance(one, Text)]
        addresses = [foreign_keys.old_address(text) for text in texts]
        if not all(addresses) or "" in texts:
            hint = (
                "bila alamat lama masih dipakai orang, tulis dengan huruf kecil di antara garis "
                "miring, misalnya: redirect_from: [/berita/2025/panen-raya/]; bila tidak, hapus"
            )
            self._say(written, value, "bukan alamat yang dapat dialihkan ke sini", hint)
            return
        items = Items(Text(one).at(value.mark, value.key_mark, value.path) for one in addresses)
        items = items.at(value.mark, value.key_mark, value.path)
        if "redirect_from" in self._known:
            self._join(written, "redirect_from", items)
            return
        self._put("redirect_from", written, items, value)
        line = f"redirect_from: {as_flow(items)}"
        recast = Recast(((value.key_mark, (line,)),))
        self._warn(written, value, "dibaca sebagai alamat lama", f"ganti menjadi {line}", recast)

    def _take_date(self, written: str, value: Value) -> None:
        if str(self._known["date"]).strip() == _first(value).strip():
            self._drop(written, value, "sama dengan `date`")
        elif foreign_keys.is_bookkeeping(written):
            self._drop(written, value, "tidak dibaca siapa pun bila sudah ada `date`")
        elif foreign_keys.not_before(written) and "embargo" not in self._known:
            self._rename(written, "embargo", value)
        else:
            hint = "sisakan satu tanggal terbit di date"
            self._say(written, value, "berbeda dari `date` yang sudah ada", hint)

    def _take_list(self, written: str, key: str, value: Value) -> None:
        items = foreign_keys.flat(value) if not isinstance(value, Text) else []
        if key != "sources" and any(isinstance(one, Fields) for one in items):
            names = [_first(one) for one in items]
            hint = f"tulis {key}: [{', '.join(names)}]; keterangan lainnya pindahkan ke tulisan"
            self._say(written, value, "berisi lebih dari nama", hint)
        elif key in self._known:
            self._join(written, key, value)
        elif items and items != value:
            flat = Items(items).at(value.mark, value.key_mark, value.path)
            self._put(key, written, flat, value)
            line = f"{key}: {as_flow(flat)}"
            recast = Recast(((value.key_mark, (line,)),))
            self._warn(written, value, f"dibaca sebagai `{key}`", f"ganti menjadi {line}", recast)
        else:
            self._rename(written, key, value)

    def _rename(self, written: str, key: str, value: Value) -> None:
        self._put(key, written, value, value)
        fix = SuggestedFix(written, (key,))
        self._warn(written, value, f"dibaca sebagai `{key}`", f"ganti menjadi `{key}:`", fix)

    def _put(self, key: str, written: str, value: Value, place: Value) -> None:
        found = value.at(place.mark, place.key_mark, join(self._data.path, key))
        self._data.pop(written, None)
        self._data[key] = self._known[key] = found

    def _join(self, written: str, key: str, value: Value) -> None:
        """Add to one of our lists, or report two values for one field."""
        ours = self._known[key]
        if as_flow(ours) == as_flow(value):
            self._drop(written, value, f"sama dengan `{key}` yang sudah ada")
            return
        if key not in _SPLITS:
            hint = f"satukan isinya di {key}, atau pindahkan ke tulisan, lalu sisakan `{key}:`"
            if key == "image":
                hint = f"pindahkan gambarnya ke tulisan: ![Yang terlihat]({_first(value)})"
            code = "K006" if self._words.get(written) == key else "K126"
            self._say(written, value, f"dan `{key}` berarti sama, isinya berbeda", hint, code)
            return
        joined, added = joined_lists(key, ours, value)
        self._known[key] = self._data[key] = joined
        line = f"{key}: {as_flow(joined)}"
        # A text becomes a list as a whole.
        texts = tuple(str(one) for one in (joined if isinstance(ours, Text) else added))
        recast = Recast(((value.key_mark, ()),), ours, texts)
        is_plain = all(isinstance(one, Text) for one in joined)
        self._warn(
            written,
            value,
            f"digabung ke `{key}`",
            f"tulis {line}; lalu hapus kunci {written} beserta isinya",
            recast if is_plain else None,
        )

    def _drop(self, written: str, value: Value, why: str) -> None:
        what = "baris ini"
        if self._data.path or "." in value.path or not isinstance(value, Text):
            what = f"`{written}` beserta isinya"
        recast = Recast(((value.key_mark, ()),))
        fault = Fault(
            *("K125", f"kunci {quote(written)} {why}", f"hapus {what}"), Severity.WARNING, recast
        )
        self._reading.report(value.key_mark, value.path, fault)

    def _warn(
        self, written: str, value: Value, what: str, hint: str, fix: SuggestedFix | Recast | None
    ) -> None:
        fault = Fault("K124", f"kunci {quote(written)} {what}", hint, Severity.WARNING, fix)
        self._reading.report(value.key_mark, value.path, fault)

    def _say(self, written: str, value: Value, what: str, hint: str, code: str = "K126") -> None:
        fault = Fault(code, f"kunci {quote(written)} {what}", hint)
        self._reading.report(value.key_mark, value.path, fault)


_MOVE_WORDS: Final = "pindahkan isinya ke tulisan di bawah garis `---` yang kedua"


def joined_lists(key: str, ours: Value, other: Value) -> tuple[Items, list[Value]]:
    """Two lists merged without duplicates, and the items that the second adds."""
    first = list(_items(key, ours))
    seen = {as_flow(one).casefold() for one in first}
    added: list[Value] = []
    for one in _items(key, other):
        folded = as_flow(one).casefold()
        if folded not in seen and not is_empty(one):
            seen.add(folded)
            added.append(one)
    return Items([*first, *added]).at(ours.mark, ours.key_mark, ours.path), added


def _items(key: str, value: Value) -> Iterator[Value]:
    for one in foreign_keys.flat(value):
        if isinstance(one, Text) and isinstance(value, Text):
            for part in _SPLITS[key](one.strip()):
                yield Text(part).at(one.mark, one.key_mark, one.path)
        else:
            yield one


def _first(value: Value) -> str:
    """The first text in a nested value."""
    while not isinstance(value, Text):
        inside = list(value.values() if isinstance(value, Fields) else value)
        if not inside:
            return ""
        value = inside[0]
    return str(value)
