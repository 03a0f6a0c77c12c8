"""A command whose arguments are a title, which may begin with a hyphen."""

from __future__ import annotations

import re
from typing import Final

import click

from kim_plugins.cli.words import Command

# What a slip in an option looks like; `-5 derajat`, `--- Panen ---` and `-Panen` are titles.
_LIKE_AN_OPTION: Final = re.compile(r"--[a-z][a-z-]*(?:=.*)?", re.DOTALL)


class TitleCommand(Command):
    """Words that are no known option belong to the title."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Sort the words before click takes a hyphen for an option."""
        flags = {
            name: isinstance(param, click.Option) and param.is_flag
            for param in self.get_params(ctx)
            for name in param.opts
            if name.startswith("-")
        }
        options: list[str] = []
        words: list[str] = []
        left = list(args)
        while left:
            word = left.pop(0)
            name, has_value, _ = word.partition("=")
            if word == "--":
                words += left
                break
            if name in flags:
                options.append(word)
                if not flags[name] and not has_value and left:
                    options.append(left.pop(0))
            elif _LIKE_AN_OPTION.fullmatch(word):
                options.append(word)
            else:
                words.append(word)
        return super().parse_args(ctx, [*options, "--", *words])
