"""`sources` of `kim/catalogue` in mkdocs.yml: which other sites and feeds are shown here, too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mkdocs.config import base

from kim_plugins.catalogue.collected import SourceKind
from kim_plugins.engine.options import Faults, is_link, is_text
from kim_plugins.records.fields.spelling import best_match
from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.problems import quote

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REF: Final = re.compile(r"(?!-)[\w./-]{1,200}")
_KINDS: Final = tuple(kind.value for kind in SourceKind)
_TEXTS: Final = ("ref", "path", "name", "site", "license_name", "license_url")
_LISTED: Final = ("id", *_KINDS, *_TEXTS, "groups")
_KEYS: Final = frozenset(_LISTED)
_SSH: Final = re.compile(r"(?:[\w.-]+@)?[\w.-]{2,}:(?![/\\])")
"""`git@git.example.id:tirta/situs.git`, as code hosts also show it."""
_EXAMPLE: Final = "tulis misalnya: - {id: tirta, git: https://git.example.id/tirta/situs.git}"

_Fault = tuple[Sequence[str], str]


@dataclass(frozen=True, slots=True)
class SourceSetting:
    """One source as mkdocs.yml has it; `where` is an address, or a path beside mkdocs.yml.

    `ref` is a branch or tag of a repository, `path` the folder of the site in what is fetched,
    `groups` those that it may speak for, where that is bounded; the rest stands in for what the
    source's own mkdocs.yml doesn't say.
    """

    id: str
    kind: SourceKind
    where: str
    ref: str = ""
    path: str = ""
    name: str = ""
    site: str = ""
    license_name: str = ""
    license_url: str = ""
    groups: tuple[str, ...] | None = None

    @property
    def is_remote(self) -> bool:
        """Whether it is asked for over the network."""
        return "://" in self.where


class Sources(base.BaseConfigOption[tuple[SourceSetting, ...]]):
    """A list of sources, each with an id of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.default = ()

    def validate(self, value: object, /) -> tuple[SourceSetting, ...]:
        """The sources, or sentences about all that can't be one, each with its place."""
        if value is None:
            return ()
        if isinstance(value, tuple):  # MkDocs hands back what was read before
            return value
        if not isinstance(value, list):
            raise base.ValidationError(f"{quote(repr(value))} bukan daftar sumber; {_EXAMPLE}")
        ids = [one.get("id") if isinstance(one, Mapping) else None for one in value]
        faults: list[_Fault] = []
        for number, one in enumerate(value):
            found = [*_faults(one)]
            if not found and ids[number] in ids[:number]:
                shown = quote(str(ids[number]))
                found = [(("id",), f"id {shown} dipakai dua sumber; beri masing-masing id sendiri")]
            faults += (((place_of(number)[-1], *parts), sentence) for parts, sentence in found)
        if faults:
            raise Faults(faults)
        return tuple(map(_read, value))


def place_of(number: int) -> tuple[str, ...]:
    """The way to a source in mkdocs.yml, counted from 0."""
    return "plugins", "kim/catalogue", "sources", f"[{number}]"


def _faults(value: object) -> Iterator[_Fault]:
    """Everything that is wrong with a source, and where in it."""
    if not isinstance(value, Mapping):
        yield (), f"{quote(str(value))} bukan sumber; {_EXAMPLE}"
        return
    name = value.get("id")
    if "id" not in value:
        yield (), f"sumber ini belum punya id; {_EXAMPLE}"
    elif not isinstance(name, str) or not _ID.fullmatch(name):
        yield (
            ("id",),
            f"id sumber {quote(str(name))} harus huruf kecil, angka dan tanda hubung; {_EXAMPLE}",
        )
    shown = f"sumber {quote(str(name))}"
    meant_kinds = []
    for key in sorted(map(str, value.keys() - _KEYS)):
        near = best_match(key, sorted(_KEYS))
        meant_kinds += [near] if near in _KINDS else []
        meant = f"maksudnya {near}?" if near else f"yang ada: {', '.join(_LISTED)}"
        yield (f"?{key}",), f"{shown}: {quote(key)} tidak dikenal; {meant}"
    if not meant_kinds:
        yield from _place_faults(shown, value)
    for key in _TEXTS:
        if value.get(key) is not None and not isinstance(value[key], str):
            yield (key,), f"{shown}: {key} harus berupa teks"
    yield from _text_faults(shown, {key: value[key] for key in _TEXTS if is_text(value.get(key))})
    groups = value.get("groups")
    if groups is not None and not (isinstance(groups, list) and all(map(is_text, groups))):
        yield ("groups",), f"{shown}: groups harus daftar id kelompok, misalnya: groups: [tirta]"


def _place_faults(shown: str, value: Mapping[str, Any]) -> Iterator[_Fault]:
    kinds = [kind for kind in _KINDS if kind in value]
    if len(kinds) != 1:
        yield (), f"{shown} harus punya tepat satu dari {', '.join(_KINDS)}; {_EXAMPLE}"
        return
    kind, where = kinds[0], value[kinds[0]]
    if not isinstance(where, str) or not where.strip() or where.startswith("-"):
        yield (kind,), f"{shown}: {quote(str(where))} bukan alamat; {_EXAMPLE}"
        return
    is_web = "://" in where
    if (is_web and (kind == SourceKind.FOLDER or not is_link(where))) or "::" in where:
        sentence = "bukan alamat http atau https; berkas di komputer ini ditulis jalurnya saja"
        yield (kind,), f"{shown}: {quote(where)} {sentence}, misalnya: ../tirta"
    elif is_web and "@" in where.split("/")[2]:
        yield (kind,), f"{shown}: alamatnya memuat nama pengguna atau kata sandi; hapus bagian itu"
    elif not is_web and _SSH.match(where):
        yield (kind,), f"{shown}: {quote(where)} memakai ssh; tulis alamat https-nya"


def _text_faults(shown: str, texts: Mapping[str, str]) -> Iterator[_Fault]:
    if "ref" in texts and not _REF.fullmatch(texts["ref"]):
        yield ("ref",), f"{shown}: {quote(texts['ref'])} bukan nama cabang"
    if ".." in texts.get("path", "").split("/"):
        yield ("path",), f"{shown}: path keluar dari sumbernya"
    for key in ("site", "license_url"):
        if key in texts and not is_link(texts[key]):
            example = f"misalnya: {key}: https://tirta.example/"
            yield (key,), f"{shown}: {quote(texts[key])} bukan alamat lengkap; tulis {example}"
    for key in ("name", "license_name"):
        if HIDDEN.search(texts.get(key, "")):
            yield (key,), f"{shown}: {key} memuat tanda yang tidak terlihat; ketik ulang"


def _read(value: Mapping[str, Any]) -> SourceSetting:
    kind = next(kind for kind in SourceKind if kind in value)
    texts = {key: value[key] for key in _TEXTS if value.get(key) is not None}
    groups = value.get("groups")
    return SourceSetting(
        value["id"],
        kind,
        value[kind].strip(),
        **texts,
        groups=None if groups is None else tuple(groups),
    )
