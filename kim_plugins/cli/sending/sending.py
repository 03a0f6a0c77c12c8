"""What of the news is new to whom, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.headerregistry import Address
from pathlib import Path
from typing import Final

import click
from mkdocs.config.defaults import MkDocsConfig

from kim_plugins.broadcast.digest_items import DigestItem, items_of, sender_name
from kim_plugins.broadcast.letter import letter
from kim_plugins.broadcast.telegram import Message, messages
from kim_plugins.catalogue import Catalogue
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.sending import mail, telegram
from kim_plugins.cli.sending.records import Sent, opened
from kim_plugins.cli.sending.telegram import NotSent, Unsure
from kim_plugins.cli.settings import Exit, UsageProblem
from kim_plugins.engine.project_files import register_file
from kim_plugins.records.system_errors import why_unreadable

_REGISTER: Final = "kiriman"


@dataclass(frozen=True, slots=True)
class DigestOptions:
    """What the command was told: which news, by which way, to whom, and whether really.

    With `only_noted` everything counts as sent, and nothing is.
    """

    way: str
    since: timedelta
    group: str | None
    is_trial: bool
    only_noted: bool
    list_file: Path | None


class _Sending:
    """One run of the command."""

    def __init__(
        self,
        catalogue: Catalogue,
        options: DigestOptions,
        environment: Mapping[str, str],
        sent: Sent,
    ) -> None:
        self.catalogue, self.options = catalogue, options
        self.environment, self.sent = environment, sent
        self.items = items_of(catalogue, options.since, options.group)

    def new_to(self, receiver: str) -> list[DigestItem]:
        """The items that somebody hasn't got."""
        return [item for item in self.items if not self.sent.is_sent(receiver, item.key)]

    def note_all(self, receivers: Sequence[str]) -> int:
        """Note everything as sent."""
        for receiver in receivers:
            keys = [item.key for item in self.items]
            self.sent.end(receiver, keys, arrived=True)
        _say(f"Dicatat sebagai sudah terkirim: {len(self.items)} kabar.")
        return Exit.PUBLISHED

    @contextmanager
    def noted(self, receiver: str, keys: Sequence[str]) -> Iterator[None]:
        """Send in this block: what becomes of it is noted, also where the process ends in it."""
        self.sent.begin(receiver, keys)
        try:
            yield
        except Unsure:
            raise
        except (NotSent, mail.Refused, UsageProblem):
            self.sent.end(receiver, keys, arrived=False)
            raise
        self.sent.end(receiver, keys, arrived=True)

    def warn_of_unsure(self, receiver: str, new: Sequence[DigestItem]) -> None:
        """Say what may come a second time."""
        if again := {*self.sent.unsure(receiver)} & {item.key for item in new}:
            _say(
                f"Pengiriman terakhir terputus; {len(again)} kabar mungkin sudah sampai dan "
                "terkirim sekali lagi."
            )


def send_digest(
    config: MkDocsConfig,
    catalogue: Catalogue,
    options: DigestOptions,
    environment: Mapping[str, str],
) -> int:
    """Send what is new, or show it; what was sent is noted message by message."""
    folder = register_file(config, _REGISTER).with_suffix("")
    with opened(folder, catalogue.today) as sent:
        run = _Sending(catalogue, options, environment, sent)
        return _by_telegram(run) if options.way == "telegram" else _by_mail(run)


def _by_telegram(run: _Sending) -> int:
    try:
        channel = telegram.Channel.of(run.environment)
    except UsageProblem as lacking:
        if not run.options.is_trial or run.options.only_noted:
            raise
        _show(messages(run.catalogue, run.items, run.options.since, run.options.group))
        return _trial(f"{len(run.items)} kabar", lacking)
    receiver = f"telegram:{channel.chat}"
    if run.options.only_noted:
        return run.note_all([receiver])
    new = run.new_to(receiver)
    made = messages(run.catalogue, new, run.options.since, run.options.group)
    told = f"{len(new)} kabar dalam {len(made)} pesan ke {channel.chat}"
    if not made:
        return _nothing_new()
    if run.options.is_trial:
        _show(made)
        return _trial(told)
    run.warn_of_unsure(receiver, new)
    for number, message in enumerate(made):
        try:
            with run.noted(receiver, message.keys):
                channel.send(message.html)
        except (NotSent, UsageProblem) as problem:
            return _stopped(problem, number, len(made), "pesan")
    _say(f"Terkirim: {told}.")
    return Exit.PUBLISHED


def _show(made: Sequence[Message]) -> None:
    click.echo("\n\n---\n\n".join(message.html for message in made))


def _by_mail(run: _Sending) -> int:
    try:
        receivers = _receivers(run)
        names = {receiver: f"email:{receiver.casefold()}" for receiver in receivers}
        if run.options.only_noted:
            return run.note_all(list(names.values()))
        sender = mail.sender_of(run.environment, sender_name(run.catalogue, run.options.group))
        server = mail.Server.of(run.environment)
    except UsageProblem as lacking:
        if not run.options.is_trial or run.options.only_noted:
            raise
        _show_letter(run, run.items)
        return _trial("surat di atas", lacking)
    new = {receiver: items for receiver in receivers if (items := run.new_to(names[receiver]))}
    if not new:
        return _nothing_new()
    if run.options.is_trial:
        _show_letter(run, next(iter(new.values())))
        return _trial(f"surat ke {len(new)} dari {len(receivers)} penerima")
    return _post(run, server, sender, {names[receiver]: receiver for receiver in new})


def _post(run: _Sending, server: mail.Server, sender: Address, receivers: Mapping[str, str]) -> int:
    """Send the letters; somebody who is refused keeps nobody else from theirs."""
    host = mail.ascii_host(run.catalogue.options.url)
    refused: list[str] = []
    done = 0
    problem: Exception | None = None
    try:
        with server.connected() as smtp:
            for name, receiver in receivers.items():
                items = run.new_to(name)
                run.warn_of_unsure(name, items)
                made = letter(run.catalogue, items, run.options.since, run.options.group)
                keys = [item.key for item in items]
                post = mail.mail_of(
                    made, sender, receiver, now=run.catalogue.now, host=host, keys=keys
                )
                try:
                    with run.noted(name, keys):
                        mail.send(smtp, post)
                    done += 1
                except mail.Refused as said:
                    refused.append(f"{receiver}: {said}")
    except (NotSent, UsageProblem) as said:
        problem = said
    for one in refused:
        _say(f"KESALAHAN: {one}")
    if problem:
        return _stopped(problem, done, len(receivers), "surat")
    _say(f"Terkirim: surat ke {done} dari {len(receivers)} penerima.")
    if not refused:
        return Exit.PUBLISHED
    return Exit.LEFT_OUT if done else Exit.INVALID


def _show_letter(run: _Sending, items: Sequence[DigestItem]) -> None:
    made = letter(run.catalogue, items, run.options.since, run.options.group)
    click.echo(f"Subject: {made.subject}\n\n{made.text}", nl=False)


def _receivers(run: _Sending) -> list[str]:
    """From a file of the editor's, or from the environment."""
    if run.options.list_file:
        try:
            lines = run.options.list_file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageProblem(
                f"'{run.options.list_file}' tidak dapat dibaca: {why_unreadable(error)}"
            ) from None
    else:
        lines = run.environment.get(mail.TO, "").splitlines()
    if found := mail.receivers_of(lines):
        return found
    raise UsageProblem(
        f"belum ada penerima; tulis alamatnya di {mail.TO}, dipisah koma, atau sebut berkasnya "
        "dengan --to"
    )


def _nothing_new() -> int:
    _say("Tidak ada kabar baru sejak kiriman terakhir.")
    return Exit.PUBLISHED


def _trial(told: str, lacking: UsageProblem | None = None) -> int:
    """Say that nothing was sent, and what is still needed for it."""
    _say(f"Uji coba, belum dikirim: {told}. Kirim sungguhan: tambahkan --yes.")
    if lacking:
        _say(f"Sebelum itu: {lacking}.")
    return Exit.PUBLISHED


def _stopped(problem: Exception, done: int, count: int, what: str) -> int:
    """Say why it ended, and that the rest follows."""
    _say(f"KESALAHAN: {problem}")
    rest = f"{done} dari {count} {what} terkirim; " if done else ""
    _say(f"  → {rest}yang belum terkirim menyusul: ulangi {program_name()} digest")
    return Exit.USAGE if isinstance(problem, UsageProblem) else Exit.INVALID


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
