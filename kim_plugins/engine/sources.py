"""`sources` of `kim/catalogue` in mkdocs.yml: which other sites and feeds are shown here, too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from mkdocs.config import base

from kim_plugins.catalogue.collected import SourceKind
from kim_plugins.engine.options import is_link
from kim_plugins.records.problems import quote

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REF: Final = re.compile(r"(?!-)[\w./-]{1,200}")
_KINDS: Final = tuple(kind.value for kind in SourceKind)
_TEXTS: Final = ("ref", "path", "name", "site", "license_name", "license_url")
_EXAMPLE: Final = "tulis misalnya: - {id: tirta, git: https://git.example.id/tirta/situs.git}"


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
        """The sources, or a sentence about the first that can't be one."""
        if value is None:
            return ()
        if isinstance(value, tuple):  # MkDocs hands back what was read before
            return value
        if not isinstance(value, list):
            raise base.ValidationError(f"{quote(repr(value))} bukan daftar sumber; {_EXAMPLE}")
        found = tuple(map(_source, value))
        seen: set[str] = set()
        for one in found:
            if one.id in seen:
                raise base.ValidationError(
                    f"id {quote(one.id)} dipakai dua sumber; beri masing-masing id sendiri"
                )
            seen.add(one.id)
        return found


def _source(value: Any) -> SourceSetting:  # noqa: ANN401 - whatever YAML gave
    if not isinstance(value, Mapping):
        raise base.ValidationError(f"{quote(repr(value))} bukan sumber; {_EXAMPLE}")
    name = value.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise base.ValidationError(
            f"id sumber {quote(str(name))} harus huruf kecil, angka dan tanda hubung; {_EXAMPLE}"
        )
    if unknown := sorted(map(str, value.keys() - {"id", "groups", *_KINDS, *_TEXTS})):
        raise base.ValidationError(
            f"sumber {quote(name)}: {quote(unknown[0])} tidak dikenal; yang ada: id, "
            f"{', '.join((*_KINDS, *_TEXTS))}, groups"
        )
    kind, where = _place(name, value)
    texts = _read_texts(name, value)
    groups = value.get("groups")
    if groups is not None and not (
        isinstance(groups, list) and all(isinstance(one, str) for one in groups)
    ):
        raise base.ValidationError(f"sumber {quote(name)}: groups harus daftar id kelompok")
    return SourceSetting(
        name, kind, where, **texts, groups=None if groups is None else tuple(groups)
    )


def _place(name: str, value: Mapping[str, Any]) -> tuple[SourceKind, str]:
    kinds = [kind for kind in _KINDS if kind in value]
    if len(kinds) != 1:
        raise base.ValidationError(
            f"sumber {quote(name)} harus punya tepat satu dari {', '.join(_KINDS)}; {_EXAMPLE}"
        )
    where = value[kinds[0]]
    if not isinstance(where, str) or not where.strip() or where.startswith("-"):
        raise base.ValidationError(f"sumber {quote(name)}: {quote(str(where))} bukan alamat")
    is_folder = kinds[0] == SourceKind.FOLDER
    if ("://" in where and (is_folder or not is_link(where))) or "::" in where:
        raise base.ValidationError(
            f"sumber {quote(name)}: {quote(where)} bukan alamat http atau https; "
            "berkas di komputer ini ditulis jalurnya saja, misalnya: ../tirta"
        )
    return SourceKind(kinds[0]), where.strip()


def _read_texts(name: str, value: Mapping[str, Any]) -> dict[str, str]:
    texts = {key: value[key] for key in _TEXTS if value.get(key) is not None}
    if wrong := [key for key, text in texts.items() if not isinstance(text, str)]:
        raise base.ValidationError(f"sumber {quote(name)}: {wrong[0]} harus berupa teks")
    if "ref" in texts and not _REF.fullmatch(texts["ref"]):
        raise base.ValidationError(f"sumber {quote(name)}: {quote(texts['ref'])} bukan nama cabang")
    if ".." in texts.get("path", "").split("/"):
        raise base.ValidationError(f"sumber {quote(name)}: path keluar dari sumbernya")
    return texts
