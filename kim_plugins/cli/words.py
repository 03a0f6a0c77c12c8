"""Click in Indonesian: help headings and errors of the command line."""

from __future__ import annotations

from typing import Final

import click

_HEADINGS: Final = {"Options": "Pilihan", "Commands": "Perintah"}


class Formatter(click.HelpFormatter):
    """Help with Indonesian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix or "Pemakaian: ")

    def write_heading(self, heading: str) -> None:
        """Write a heading in Indonesian."""
        super().write_heading(_HEADINGS.get(heading, heading))


class Context(click.Context):
    """A context with Indonesian help."""

    formatter_class = Formatter


class Command(click.Command):
    """A command with Indonesian help."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, described in Indonesian."""
        option = super().get_help_option(ctx)
        if option:
            option.help = "Tampilkan bantuan ini."
        return option


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command


def sentence(error: click.ClickException) -> str:
    """The sentence for an error of the command line, and where help is."""
    context = getattr(error, "ctx", None)
    help_line = f"\nBantuan: {context.command_path} --help" if context else ""
    return f"KESALAHAN: {_cause(error)}{help_line}"


def _cause(error: click.ClickException) -> str:
    match error:
        case click.NoSuchOption():
            near = (
                f"; maksudnya {', '.join(sorted(error.possibilities))}?"
                if error.possibilities
                else ""
            )
            return f"tidak ada pilihan {error.option_name}{near}"
        case click.BadOptionUsage():
            return f"pilihan {error.option_name} belum diisi, atau diisi padahal tidak perlu"
        case click.MissingParameter():
            return f"{_name(error)} belum ditulis"
        case click.BadParameter():
            return f"nilai untuk {_name(error)} {_wrong_value(error)}"
        case _:
            return _usage(error)


def _wrong_value(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"harus salah satu dari: {', '.join(map(str, kind.choices))}"
    return f"salah: {error.message}"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return "isian"
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.human_readable_name


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    if context and isinstance(context.command, click.Group):
        commands = ", ".join(context.command.list_commands(context))
        return f"perintahnya harus salah satu dari: {commands}"
    return f"ada isian yang berlebih atau kurang ({error.message})"
