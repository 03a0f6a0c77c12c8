"""The site's own styles and scripts with all that they load: `extra_css`, `extra_javascript`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.engine.look.remarks import Remark, Setting
from kim_plugins.engine.look.site_files import MOST_BYTES, file_of, is_elsewhere, missing
from kim_plugins.records.problems import quote

_IMPORT: Final = re.compile(
    r"""(?:\bimport|\bexport)\s*(?:[\w*{}\s,$]*\bfrom\s*)?\(?\s*["'](\.{1,2}/[^"']+)["']"""
)
_FORMS: Final = ("path", "type", "defer", "async")
_KEEP_HERE: Final = "unduh berkasnya, simpan di folder isi situs, lalu tulis namanya, misalnya: "


class Extras(NamedTuple):
    """The usable entries and the files that they need.

    `files` are paths below the site; `fonts` are the families that a style brings along.
    """

    styles: list[str]
    scripts: list[Any]
    files: list[str]
    fonts: set[str]
    remarks: list[Remark]


def extras(config: MkDocsConfig) -> Extras:
    """The styles and scripts that can be published under the policy."""
    return _Reader(config).read()


def path_of(entry: object) -> str:
    """The path of an entry, which may have options."""
    return str(getattr(entry, "path", entry))


class _Reader:
    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._found = Extras([], [], [], set(), [])

    def read(self) -> Extras:
        """Look at each entry once."""
        for style in self._config.extra_css:
            if self._add("extra_css", str(style)):
                self._found.styles.append(str(style))
        for script in self._config.extra_javascript:
            if self._add("extra_javascript", path_of(script)):
                self._found.scripts.append(script)
        return self._found

    def _add(self, name: str, entry: str) -> bool:
        """Take a file and what it loads; False where it can't be had."""
        setting = (name, entry)
        if is_elsewhere(entry):
            self._say_elsewhere(setting, entry)
            return False
        path = posixpath.normpath(unquote(urlsplit(entry).path))
        return self._take(path, setting, entry)

    def _take(self, path: str, setting: Setting, entry: str) -> bool:
        if path in self._found.files:
            return True
        file = file_of(self._config, path)
        if file is None:
            self._say("K522", setting, *missing(self._config, entry))
            return False
        size = file.stat().st_size
        if size > MOST_BYTES:
            message = f"berkas {quote(entry)} terlalu besar ({size // 1_000_000} MB, batasnya 5 MB)"
            self._say("K522", setting, message, "kecilkan, atau hapus barisnya")
            return False
        self._found.files.append(path)
        data = file.read_bytes()
        if path.endswith(".css"):
            self._follow_style(path, data, setting)
        elif path.endswith((".js", ".mjs")):
            for target in _IMPORT.findall(data.decode("utf-8", "replace")):
                self._take_beside(path, target, setting)
        return True

    def _follow_style(self, path: str, data: bytes, setting: Setting) -> None:
        for address in _addresses(data, self._found.fonts):
            if address.startswith(("#", "data:")):
                continue
            if is_elsewhere(address):
                self._say_elsewhere(setting, address)
            else:
                self._take_beside(path, unquote(urlsplit(address).path), setting)

    def _take_beside(self, path: str, target: str, setting: Setting) -> None:
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        self._take(beside, setting, beside)

    def _say_elsewhere(self, setting: Setting, address: str) -> None:
        name = urlsplit(address).path.rpartition("/")[2] or "tambahan.css"
        self._say(
            "K523",
            setting,
            f"{quote(address)} ada di situs lain, jadi tidak dipakai: halaman hanya memuat berkas "
            "dari situsnya sendiri",
            f"{_KEEP_HERE}{name}",
        )

    def _say(self, code: str, setting: Setting, message: str, hint: str) -> None:
        remark = Remark(code, setting, message, hint)
        if remark not in self._found.remarks:
            self._found.remarks.append(remark)


def _addresses(data: bytes, fonts: set[str]) -> Iterator[str]:
    """What a style loads, as CSS Syntax 3 reads it; the fonts that it names are noted."""
    import tinycss2  # noqa: PLC0415 - few sites have a style of their own

    rules, _ = tinycss2.parse_stylesheet_bytes(data, skip_comments=True, skip_whitespace=True)
    for rule in rules:
        yield from _in_tokens(getattr(rule, "prelude", None) or (), is_import=_is(rule, "import"))
        content = getattr(rule, "content", None) or ()
        if _is(rule, "font-face"):
            fonts.update(_family(content))
        yield from _in_tokens(content)


def _is(rule: Any, name: str) -> bool:  # noqa: ANN401 - tinycss2 has no types
    return getattr(rule, "lower_at_keyword", "") == name


def _in_tokens(tokens: Any, *, is_import: bool = False) -> Iterator[str]:  # noqa: ANN401 - as above
    for token in tokens:
        if token.type == "url" or (token.type == "string" and is_import):
            yield token.value
        elif token.type == "function" and token.lower_name == "url":
            yield from (part.value for part in token.arguments if part.type == "string")
        elif token.type in ("function", "{} block", "() block", "[] block"):
            yield from _in_tokens(getattr(token, "arguments", None) or token.content)


def _family(content: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    import tinycss2  # noqa: PLC0415 - as above

    for part in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if part.type == "declaration" and part.lower_name == "font-family":
            yield tinycss2.serialize(part.value).strip().strip("\"'")
