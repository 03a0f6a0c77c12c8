"""Rows in a dump of MySQL or MariaDB, by mysqldump or phpMyAdmin, of any size.

A dump is cut into statements by its quotation marks and comments; those of tables that are wanted
are read by sqlglot's tokenizer, which knows MySQL's strings. All others, and a village's dump is
full of its people, are passed over unread.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from kim_plugins.exchange.imports.items import Broken, NotImported
from kim_plugins.exchange.imports.streams import AT_ONCE, Text
from kim_plugins.records.problems import quote

if TYPE_CHECKING:
    from sqlglot import Token

MOST_BYTES: Final = 64 << 20
"""Bytes of one statement; mysqldump's own are of 1 MB, a server takes 64 MB at most."""
_BEGIN: Final = re.compile(
    r"\s*(?:/\*.*?\*/\s*|(?:--|#)[^\n]*\n\s*)*(?P<verb>INSERT|REPLACE|CREATE\s+TABLE)"
    r"\s+(?:IGNORE\s+|IF\s+NOT\s+EXISTS\s+)?(?:INTO\s+)?(?:[`\"]?\w+[`\"]?\.)?[`\"]?(?P<table>\w+)[`\"]?",
    re.IGNORECASE | re.DOTALL,
)
_SPECIAL: Final = re.compile(
    r"'(?:[^'\\]|\\.|'')*+'|\"(?:[^\"\\]|\\.|\"\")*+\"|`[^`]*`"
    r"|/\*.*?\*/|(?:--[ \t][^\n]*|--|#[^\n]*)\n|;|['\"`]|/\*|--|#",
    re.DOTALL,
)
_OPEN: Final = ("'", '"', "`", "/*", "--", "#")


class Row(NamedTuple):
    """A row of a table, by the names of its columns."""

    table: str
    values: Mapping[str, str | None]


def rows(text: Text, wanted: Collection[str]) -> Iterator[Row]:
    """The rows of some tables, in the order of the dump."""
    columns: dict[str, list[str]] = {}
    for statement in statements(text):
        begin = _BEGIN.match(statement)
        if begin is None or (table := begin["table"].lower()) not in wanted:
            continue
        if begin["verb"].upper().startswith("CREATE"):
            columns[table] = _columns(text.name, table, statement)
            continue
        yield from _inserted(text.name, table, statement, begin.end(), columns.get(table, []))


def statements(text: Text) -> Iterator[str]:
    """The statements of a dump, one after the other."""
    with text.reading() as stream:
        rest, place, is_last = "", 0, False
        decoder = codecs.getincrementaldecoder("utf-8")()
        while not is_last:
            part = stream.read(AT_ONCE)
            is_last = not part
            rest += decoder.decode(part, final=is_last)
            start = 0
            while found := _SPECIAL.search(rest, place):
                if found[0] in _OPEN:
                    if is_last:
                        raise Broken(
                            f"{quote(text.name)} terputus di tengah; unduh lagi basis datanya"
                        )
                    break  # it goes on in the next part
                place = found.end()
                if found[0] == ";":
                    yield rest[start:place]
                    start = place
            else:
                place = max(place, len(rest) - 1)
            rest, place = rest[start:], max(0, place - start)
            if len(rest) > MOST_BYTES:
                raise NotImported(f"{quote(text.name)} bukan salinan basis data MySQL yang utuh")


def _tokens(name: str, table: str, statement: str) -> Iterator[Token]:
    from sqlglot.dialects.mysql import MySQL  # noqa: PLC0415 - few imports need it
    from sqlglot.errors import TokenError  # noqa: PLC0415 - as above

    try:
        yield from MySQL().tokenize(statement)
    except TokenError:
        raise NotImported(f"{quote(name)} rusak di tabel {table}; unduh lagi") from None


def _columns(name: str, table: str, statement: str) -> list[str]:
    """The names of a table's columns, as it was made: what follows a bracket or a comma in it."""
    from sqlglot import TokenType  # noqa: PLC0415 - as above

    found, depth, begins = [], 0, False
    for token in _tokens(name, table, statement):
        kind = token.token_type
        # `KEY` and the like have no marks around them.
        if depth == 1 and begins and kind is TokenType.IDENTIFIER:
            found.append(token.text)
        depth += (kind is TokenType.L_PAREN) - (kind is TokenType.R_PAREN)
        begins = kind in (TokenType.L_PAREN, TokenType.COMMA)
    return found


def _inserted(
    name: str, table: str, statement: str, start: int, columns: list[str]
) -> Iterator[Row]:
    from sqlglot import TokenType  # noqa: PLC0415 - as above

    signs = (TokenType.L_PAREN, TokenType.R_PAREN, TokenType.COMMA)
    tokens = _tokens(name, table, statement[start:])
    before = takewhile(lambda token: token.token_type is not TokenType.VALUES, tokens)
    columns = [token.text for token in before if token.token_type not in signs] or columns
    row: list[str | None] = []
    negative = ""
    for token in tokens:
        kind = token.token_type
        if kind is TokenType.L_PAREN:
            row = []
        elif kind is TokenType.R_PAREN:
            if len(columns) != len(row):
                raise NotImported(f"{quote(name)} rusak di tabel {table}: kolomnya tidak cocok")
            yield Row(table, dict(zip(columns, row, strict=True)))
        elif kind is TokenType.DASH:
            negative = "-"
        elif kind not in signs and kind is not TokenType.INTRODUCER:
            row.append(None if kind is TokenType.NULL else negative + token.text)
            negative = ""
