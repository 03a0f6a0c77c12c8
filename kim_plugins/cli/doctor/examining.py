"""Runs all examinations in order."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from kim_plugins.cli.doctor import content, environment
from kim_plugins.cli.doctor.finding import Finding, Verdict, wrong
from kim_plugins.cli.doctor.online import online
from kim_plugins.cli.doctor.published import published
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.engine.catalogue import InvalidContent
from kim_plugins.records import Problem
from kim_plugins.records.problems import visible


def examine(settings: Settings, *, asks: bool) -> int:
    """Examine a site and print findings; `asks` allows use of the network.

    Everything goes to standard output. The exit code is 1 where something has to be done.
    """
    settings = replace(settings, any_version=True)
    site = settings.config.absolute().parent
    now = settings.now or datetime.now(UTC).astimezone()
    if not settings.config.is_file():
        settings.load()  # says that it is missing
    findings = [*_told("Komputer", environment.environment(site, now))]
    findings += _told("Jadwal", environment.schedule(site))
    try:
        config, plugin = settings.load()
    except UsageProblem as problem:
        return _summed(
            [*findings, *_told("Setelan", [wrong("K505", str(problem), "betulkan dulu")])]
        )
    reported: list[Problem] = []
    plugin.report = reported.extend
    with suppress(InvalidContent):  # every problem of it has been reported
        plugin.on_config(config)
    plugin.on_shutdown()
    findings += _told("Setelan", content.settings(config))
    folder = Path(config.docs_dir)
    found = [*content.examples(site, folder), *content.problems(reported)]
    if not any(problem.is_error for problem in reported):
        found += content.zones(plugin.catalogue)
    findings += _told("Isi", found)
    url = config.site_url or ""
    findings += _told("Situs di komputer ini", published(Path(config.site_dir), url, now))
    reachable = not any(finding.code in ("K505", "K506") for finding in findings)
    if asks and reachable:
        findings += _told("Situs di alamatnya", online(site, url, now))
    return _summed(findings)


def _told(heading: str, findings: Iterable[Finding]) -> list[Finding]:
    """Print findings as they come, since the network may be slow."""
    click.echo(heading)
    told = []
    for finding in findings:
        click.echo(visible(finding.as_text()), nl=False)
        told.append(finding)
    return told


def _summed(findings: Iterable[Finding]) -> int:
    verdicts = [finding.verdict for finding in findings]
    to_do, advised = verdicts.count(Verdict.WRONG), verdicts.count(Verdict.ADVICE)
    if to_do or advised:
        click.echo(f"\n{to_do} hal perlu dikerjakan, {advised} saran.")
    else:
        click.echo("\nSemuanya beres.")
    return Exit.INVALID if to_do else Exit.PUBLISHED
