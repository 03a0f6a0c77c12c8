"""Asks the questions of `kim init` on a terminal."""

from __future__ import annotations

import sys

import click

from kim_plugins.cli.settings import UsageProblem
from kim_plugins.cli.starting.answers import QUESTIONS, Answers, InvalidAnswer, Question, set_answer


def ask_for_the_rest(answers: Answers) -> None:
    """Ask for missing answers; an empty answer accepts the default.

    Raises UsageProblem where the input ends before the last answer.
    """
    click.echo(
        "Beberapa pertanyaan tentang situs Anda. Belum tahu jawabannya? Tekan Enter saja: "
        "isiannya diberi contoh, dan boleh diganti kapan saja.",
        err=True,
    )
    for question in QUESTIONS:
        if question.key not in answers.given:
            _ask(answers, question)


def _ask(answers: Answers, question: Question) -> None:
    offered = answers.default(question.key)
    shown = f"{question.hint}; " if question.hint else ""
    example = "contoh: " if answers.is_example(question.key) else ""
    while True:
        click.echo(f"{question.ask} ({shown}Enter = {example}{offered}): ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            raise UsageProblem(
                f"masukan berakhir di pertanyaan {question.ask!r}; tidak ada yang dibuat, jawab di "
                "terminal atau tulis --yes untuk memakai contoh"
            )
        if not line.strip():
            return
        try:
            set_answer(answers, question, line)
        except InvalidAnswer as wrong:
            click.echo(f"  {wrong}", err=True)
        else:
            return
