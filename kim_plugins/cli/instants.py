"""The type of an instant on the command line."""

from __future__ import annotations

from datetime import datetime

import click

from kim_plugins.records.fields.dates import FIRST_YEAR, LAST_YEAR


class Instant(click.ParamType):
    """An instant in ISO 8601 with an offset."""

    name = "ISO8601"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read the instant, or show how to write one."""
        if isinstance(value, datetime):
            return value
        try:
            instant = datetime.fromisoformat(str(value))
        except ValueError:
            instant = None
        example = "2026-08-17T08:00+07:00"
        if instant is None or instant.tzinfo is None:
            self.fail(f"'{value}' bukan waktu yang lengkap; tulis misalnya {example}", param, ctx)
        if not FIRST_YEAR <= instant.year <= LAST_YEAR:
            years = f"tulis tahun antara {FIRST_YEAR} dan {LAST_YEAR}, misalnya {example}"
            self.fail(f"tahun {instant.year} tidak masuk akal; {years}", param, ctx)
        return instant
