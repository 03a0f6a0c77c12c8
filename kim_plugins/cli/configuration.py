"""Reads mkdocs.yml with MkDocs; faults become sentences with file, line and column."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from traceback import walk_tb
from typing import Final

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import PluginCollection

from kim_plugins.builder.files import shown_folder
from kim_plugins.cli.mkdocs_words import translate
from kim_plugins.engine.site_settings import Setting, faults
from kim_plugins.records.fields.spelling import best_match
from kim_plugins.records.patterns import deferred
from kim_plugins.records.problems import quote
from kim_plugins.records.reading.located import Fields, Items, Text, Value
from kim_plugins.records.system_errors import why_unreadable

_VALUE: Final = deferred(r"Config value '([^']+)': (.*)", re.DOTALL)
_OPTION: Final = deferred(r"Plugin '([^']+)' option '([^']+)': (.*)", re.DOTALL)
_SUB_OPTION: Final = deferred(r"Sub-option '([^']+)': (.*)", re.DOTALL)
_UNKNOWN: Final = "Unrecognised configuration name"
_MARK: Final = deferred(r"line (\d+), column (\d+)")
_TOO_DEEP: Final = "setelannya bertingkat terlalu dalam"

Told = tuple[Setting, str]


class Misconfigured(Exception):  # noqa: N818 - sentences for the user
    """Raised for an unusable configuration; the message holds every fault and remedy."""


def read(file: Path, overrides: dict[str, str]) -> MkDocsConfig:
    """The configuration in a file. Raises Misconfigured."""
    listener = _Listener()
    log = logging.getLogger("mkdocs")
    log.addHandler(listener)
    try:
        config = load_config(str(file), **overrides)
    except (ConfigurationError, Abort) as error:
        raise Misconfigured(_sentences(file, str(error), listener)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{quote(file)} tidak dapat dibaca: {why_unreadable(error)}") from None
    # MkDocs expects some kinds of value without looking, and others' code runs here.
    except (Exception, SystemExit) as error:
        if setting := _setting_in_work(error):
            raise Misconfigured(_placed(file, [_unusable(setting, error)])) from None
        raise
    finally:
        log.removeHandler(listener)
    if found := [*faults(config)]:
        raise Misconfigured(_placed(file, found))
    for warning in listener.warnings:
        click.echo(f"PERINGATAN: {_placed(file, [_told(warning)])}", err=True)
    return config


def _sentences(file: Path, error: str, listener: _Listener) -> str:
    if "parsing the configuration file" in error:
        return _unparsed(file, error)
    messages = listener.errors or listener.warnings
    told = [_told(line) for message in messages for line in _lines(message)]
    return _placed(file, told or [((), translate(error))])


def _lines(message: str) -> list[str]:
    """One message for each option, where MkDocs joins several."""
    head, _, rest = message.partition("\n")
    parts = [head]
    for line in rest.split("\n") if rest else ():
        if _OPTION.match(line):
            parts.append(f"Config value 'plugins': {line}")
        else:
            parts[-1] += f"\n{line}"
    return parts


def _told(message: str) -> Told:
    match = _VALUE.fullmatch(message)
    if match is None:
        return (), translate(message)
    name, said = match.groups()
    if said.startswith(_UNKNOWN):
        near = best_match(name, sorted(MkDocsConfig()._schema_keys))  # noqa: SLF001 - its names
        meant = f"; maksudnya {near}?" if near else "; hapus bila tidak perlu"
        return (name,), f"setelan ini tidak dikenal, jadi tidak dipakai{meant}"
    if option := _OPTION.fullmatch(said):
        plugin, key, said = option.groups()
        return _within((name, plugin, key), said)
    return _within((name,), said)


def _within(setting: Setting, said: str) -> Told:
    while sub := _SUB_OPTION.fullmatch(said):
        setting, said = (*setting, sub[1]), sub[2]
    return setting, translate(said)


def _placed(file: Path, told: Sequence[Told]) -> str:
    tree = _tree(file)
    lines = []
    for setting, said in told:
        line, column = _place(tree, setting)
        name = ": ".join(part for part in setting if part[:1] not in "[?")
        lines.append(f"{file.as_posix()}:{line}:{column}: {name + ': ' if name else ''}{said}")
    return "\nKESALAHAN: ".join(lines)


def places(file: Path, settings: Iterable[Setting]) -> list[str]:
    """`mkdocs.yml:12:9` for each setting."""
    tree = _tree(file)
    found = (_place(tree, setting) for setting in settings)
    return [f"{file.as_posix()}:{line}:{column}" for line, column in found]


def _tree(file: Path) -> Value | None:
    """The settings with their places; None where YAML features of other programs are used."""
    from kim_plugins.records.reading.yaml_messages import Unreadable  # noqa: PLC0415 - few files are faulty
    from kim_plugins.records.reading.yaml_reader import read_yaml  # noqa: PLC0415

    try:
        return read_yaml(file.read_text(encoding="utf-8-sig"), 1)[0]
    except (Unreadable, OSError, UnicodeDecodeError):
        return None


def _place(tree: Value | None, setting: Setting) -> tuple[int, int]:
    """The place of a setting, or of the nearest one around it."""
    if tree is None:
        return 1, 1
    value, mark = tree, tree.mark
    for part in setting:
        name = part.removeprefix("?")
        found = next(_named(value, name), None)
        if found is None:
            break
        value, mark = found, found.mark if name == part else found.key_mark
    return mark.line, mark.column


def _named(value: Value, name: str) -> Iterator[Value]:
    if isinstance(value, Fields):
        if name in value:
            yield value[name]
    elif isinstance(value, Items):
        if name.startswith("["):
            yield from value[int(name[1:-1]) :][:1]
        for item in value:
            if isinstance(item, Text) and item == name:
                yield item
            elif isinstance(item, Fields):
                yield from _named(item, name)


def _unparsed(file: Path, error: str) -> str:
    from kim_plugins.records.reading.yaml_messages import Unreadable  # noqa: PLC0415 - as above
    from kim_plugins.records.reading.yaml_reader import read_yaml  # noqa: PLC0415

    place, said = ":".join(_MARK.findall(error)[-1]) if _MARK.search(error) else "1:1", ""
    try:
        read_yaml(file.read_text(encoding="utf-8-sig"), 1)
    except Unreadable as unreadable:
        mark, _, fault = unreadable.finding
        place, said = f"{mark.line}:{mark.column}", f"{fault.message}; {fault.hint}"
    except UnicodeDecodeError:
        said = "berkas ini bukan teks UTF-8; simpan ulang sebagai UTF-8"
    said = said or "tidak dapat dibaca; periksa spasi dan titik duanya"
    return f"{file.as_posix()}:{place}: {said}"


def _setting_in_work(error: BaseException) -> Setting | None:
    """The setting that MkDocs was validating when an unexpected error came up."""
    for frame, _ in walk_tb(error.__traceback__):
        name = frame.f_code.co_name
        if "mkdocs" not in frame.f_globals.get("__name__", ""):
            continue
        if name == "yaml_load":
            return ("INHERIT",)
        if name in ("_validate", "_post_validate", "_pre_validate"):
            return (str(frame.f_locals.get("key")),)
    return None


def _unusable(setting: Setting, error: BaseException) -> Told:
    if isinstance(error, RecursionError):
        return setting if setting != ("INHERIT",) else (), _TOO_DEEP
    place = _place_in_code(error)
    if isinstance(error, SystemExit):
        return setting, f"{place}program diakhiri (sys.exit); hapus baris itu"
    if setting == ("hooks",) and isinstance(error, KeyError):
        name = str(error.args[0])
        near = best_match(name, sorted(PluginCollection().events))
        meant = f"maksudnya on_{near}?" if near else "ganti nama fungsinya"
        return setting, f"tidak ada kejadian on_{name} di MkDocs; {meant}"
    said = getattr(error, "msg", None) or str(error) or type(error).__name__
    return setting, f"tidak dapat dipakai ({place}{said}); betulkan, atau hapus barisnya"


def _place_in_code(error: BaseException) -> str:
    """File and line of others' code that failed while MkDocs loaded it; empty where MkDocs did."""
    if isinstance(error, SyntaxError) and error.filename:
        return f"{shown_folder(Path(error.filename))}:{error.lineno}: "
    *_, (frame, line) = walk_tb(error.__traceback__)
    name = str(frame.f_globals.get("__name__"))
    if name.partition(".")[0] in ("mkdocs", "importlib"):
        return ""
    return f"{shown_folder(Path(frame.f_code.co_filename))}:{line}: "


class _Listener(logging.Handler):
    """Keeps MkDocs' messages on the configuration."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        is_error = record.levelno >= logging.ERROR
        (self.errors if is_error else self.warnings).append(record.getMessage())
