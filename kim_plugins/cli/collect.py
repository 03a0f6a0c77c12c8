"""`kim collect`: asks every source for what is new, and keeps the last good copy of each.

Sources are asked side by side by threads, as nearly all of the time is waiting for others; the
executor of builds has nothing to share out here. What a source gives is taken as a whole or not at
all, and what fails leaves its copy as it is. The next `kim build` reads the copies.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

import click

from kim_plugins.builder.copies import Copies, CopyState
from kim_plugins.catalogue.collected import SourceKind
from kim_plugins.cli.report import as_text
from kim_plugins.cli.settings import Exit, Settings, UsageProblem
from kim_plugins.engine.catalogue import InvalidContent
from kim_plugins.engine.project_files import state_folder
from kim_plugins.engine.sources import SourceSetting
from kim_plugins.exchange.fetching import Fetcher, Limits, Marks
from kim_plugins.exchange.guarding import Guard, NotFetched
from kim_plugins.exchange.headlines import headlines_of
from kim_plugins.exchange.site_files import (
    SETTINGS,
    Bounds,
    Layout,
    files_in_zip,
    layout_of,
)
from kim_plugins.exchange.unpacking import Refused
from kim_plugins.records import Kind, Problem, kind_of
from kim_plugins.records.problems import quote

_AT_ONCE: Final = 16
_SITE: Final = Limits(seconds=120, bytes=200 << 20)
_FEED: Final = Limits(seconds=20, bytes=5 << 20)
_FEED_TYPES: Final = "application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
_LINK: Final = "120000"


class _Outcome(NamedTuple):
    """What became of one source; `said` is empty where nothing is to be told."""

    said: str
    is_bad: bool = False


def collect_sources(settings: Settings) -> int:
    """Ask all sources; 3 where one failed or something of one is held back."""
    config, plugin = settings.load()
    sources = plugin.config.sources
    if not sources:
        raise UsageProblem(
            f"'{settings.config}' belum menyebut sumber; tambahkan di bawah kim/catalogue, "
            "misalnya: sources: [{id: tirta, git: https://git.example.id/tirta/situs.git}]"
        )
    now = settings.now or datetime.now(plugin.config.timezone)
    hosts = frozenset(host.lower() for host in plugin.config.allowed_hosts)
    beside = Path(config.config_file_path or ".").resolve().parent
    collector = _Collector(Copies(state_folder(config)), Fetcher(Guard(hosts)), beside, now)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        outcomes = list(pool.map(collector.ask, sources))
    for source, outcome in zip(sources, outcomes, strict=True):
        if outcome.said:
            click.echo(f"{source.id}: {outcome.said}", err=True)
    heard: list[Problem] = []
    plugin.report = heard.extend
    with suppress(InvalidContent):  # every problem of it has been heard
        plugin.on_config(config)
    count = len(plugin.content.origins)
    plugin.on_shutdown()
    kept = str(Path(os.path.relpath(state_folder(config))))
    held = [one for one in heard if one.path.startswith(kept)]
    click.echo(as_text(held), nl=False)
    bad = sum(outcome.is_bad for outcome in outcomes)
    click.echo(
        f"{len(sources) - bad} dari {len(sources)} sumber baik, {count} menyumbang tulisan, "
        f"{len({one.path for one in held})} berkas ditahan. Terbitkan dengan: kim build",
        err=True,
    )
    return Exit.LEFT_OUT if bad or held else Exit.PUBLISHED


class _Collector:
    """Asks sources, each for itself."""

    def __init__(self, copies: Copies, fetcher: Fetcher, beside: Path, now: datetime) -> None:
        self._copies, self._fetcher, self._beside, self._now = copies, fetcher, beside, now
        self._ways: dict[SourceKind, Callable[[SourceSetting, CopyState], CopyState]] = {
            SourceKind.GIT: self._git,
            SourceKind.ZIP: self._zip,
            SourceKind.FOLDER: self._folder,
            SourceKind.FEED: self._feed,
        }

    def ask(self, source: SourceSetting) -> _Outcome:
        """Bring what is new of a source; what goes wrong is noted with it."""
        before = self._copies.state(source.id)
        where = f"{source.kind} {source.where} {source.ref} {source.path}"
        if before.where != where:
            before = replace(before, where=where, marks=())
        try:
            after = self._ways[source.kind](source, before)
        except (NotFetched, Refused) as error:
            reason = str(error)
        except OSError as error:
            reason = error.strerror or str(error)
        else:
            self._copies.write_state(source.id, replace(after, failing="", reason=""))
            return _Outcome(_told(self._copies, source, before, after), bool(after.notes))
        since = before.failing or self._now.isoformat()
        self._copies.write_state(source.id, replace(before, failing=since, reason=reason))
        shown = "salinan terakhirnya tetap dipakai" if before.changed else "belum ada salinannya"
        return _Outcome(f"gagal: {reason}; {shown}", is_bad=True)

    def _local(self, source: SourceSetting) -> Path:
        return self._beside / source.where

    def _zip(self, source: SourceSetting, before: CopyState) -> CopyState:
        with tempfile.TemporaryFile() as file:
            marks = before.marks
            if source.is_remote:
                known = Marks(*before.marks) if before.marks and before.digest else Marks()
                answer = self._fetcher.into(file, source.where, _SITE, marks=known)
                if answer.unchanged:
                    return before
                marks = tuple(answer.marks)
            else:
                with self._local(source).open("rb") as opened:
                    shutil.copyfileobj(opened, file)
            file.seek(0)
            layout, files = files_in_zip(file, source.path)
            return self._taken(source, before, layout, files, marks)

    def _folder(self, source: SourceSetting, before: CopyState) -> CopyState:
        root = self._local(source)
        if not root.is_dir():
            raise Refused(f"folder {quote(source.where)} tidak ada")
        layout, files = _files_below(root, source.path)
        return self._taken(source, before, layout, files, ())

    def _git(self, source: SourceSetting, before: CopyState) -> CopyState:
        where, pinned = source.where, []
        if source.is_remote:
            place = self._fetcher.guard.look(where, _deadline())
            pinned = [f"{place.host}:{place.port}:{','.join(place.machines)}"]
        else:
            where = str(self._local(source).resolve())
        tip = _tip_of(_run_git(pinned, ["ls-remote", "--", where, *_names_of(source)]), source)
        if before.digest and before.marks == (tip,):
            return before
        with tempfile.TemporaryDirectory(prefix="kim-") as folder:
            clone = ["clone", "--quiet", "--depth=1", "--no-tags", "--single-branch"]
            clone += ["--no-checkout", "--template="]
            clone += [f"--branch={source.ref}"] if source.ref else []
            _run_git(pinned, [*clone, "--", where, folder])
            tree = _run_git([], ["-C", folder, "ls-tree", "-rz", "--full-tree", "HEAD"])
            modes = dict(_modes(tree))
            _run_git([], ["-C", folder, "checkout", "--quiet", "HEAD"])
            layout, files = _files_below(Path(folder), source.path, modes)
            return self._taken(source, before, layout, files, (tip,))

    def _feed(self, source: SourceSetting, before: CopyState) -> CopyState:
        marks, url = before.marks, source.where
        if source.is_remote:
            known = Marks(*before.marks) if before.marks and before.changed else Marks()
            asked = self._fetcher.bytes_of(url, _FEED, marks=known, accept=_FEED_TYPES)
            answer, data = asked
            if answer.unchanged:
                return before
            marks = tuple(answer.marks)
        else:
            data = self._local(source).read_bytes()
        seen = {one["guid"]: one["seen"] for one in before.headlines}
        found = headlines_of(data, url, seen, self._now)
        site = {key: text for key, text in (("name", found.name), ("url", found.url)) if text}
        is_same = before.headlines == found.headlines and before.changed
        return replace(
            before,
            marks=marks,
            headlines=found.headlines,
            notes=found.notes,
            site=site,
            changed=before.changed if is_same else self._now.isoformat(),
        )

    def _taken(
        self,
        source: SourceSetting,
        before: CopyState,
        layout: Layout,
        files: Iterator[tuple[str, bytes]],
        marks: tuple[str, ...],
    ) -> CopyState:
        facts: dict[str, str] = layout.facts
        notes: tuple[str, ...] = ()
        old = before.site.get("host")
        if old and facts.get("host") != old:
            notes = (f"guid_host berganti dari {old}; pengenal lama tetap dipakai di sini",)
            facts = {**facts, "host": old}
        state = replace(before, marks=marks, site=facts, notes=notes, failing="", reason="")
        made = self._copies.replace(source.id, files, state, self._now.isoformat())
        gone, new = (_groups(one) - _groups(two) for one, two in ((before, made), (made, before)))
        if gone and new:
            renamed = f"kelompok {', '.join(sorted(gone))} kini bernama {', '.join(sorted(new))}"
            made = replace(made, notes=(*made.notes, renamed))
        return made


def _groups(state: CopyState) -> set[str]:
    return {PurePosixPath(path).stem for path in state.since if kind_of(path) is Kind.GROUP}


def _told(copies: Copies, source: SourceSetting, before: CopyState, after: CopyState) -> str:
    notes = f"; {'; '.join(after.notes)}" if after.notes else ""
    if copies.state(source.id).changed == before.changed and not before.failing:
        return notes.removeprefix("; ")
    if source.kind is SourceKind.FEED:
        return f"{len(after.headlines)} kabar{notes}"
    return f"{len(after.since)} berkas{notes}"


def _deadline() -> float:
    return time.monotonic() + _FEED.seconds


def _names_of(source: SourceSetting) -> list[str]:
    """The names a ref may have in full; git takes a branch before a tag."""
    return [f"refs/{kind}/{source.ref}" for kind in ("heads", "tags")] if source.ref else ["HEAD"]


def _tip_of(listed: str, source: SourceSetting) -> str:
    """The commit or tag of a source; git also lists names that only end in the one asked for."""
    tips = {name: tip for tip, _, name in (line.partition("\t") for line in listed.splitlines())}
    found = next((tips[name] for name in _names_of(source) if name in tips), None)
    if found is None:
        raise Refused(f"cabang atau label {quote(source.ref or 'HEAD')} tidak ada")
    return found


def _modes(tree: str) -> Iterator[tuple[str, str]]:
    for line in tree.split("\0"):
        head, tab, path = line.partition("\t")
        if tab:
            yield path, head.split(" ")[0]


def _run_git(pinned: list[str], arguments: list[str]) -> str:
    """Run the system's git: nobody is asked, no hook runs, and no other protocol is spoken."""
    program = shutil.which("git")
    if program is None:
        raise Refused("git belum terpasang di komputer ini; pasang git, atau pakai zip:")
    settings = ["core.hooksPath=/dev/null", "core.symlinks=false", "submodule.recurse=false"]
    settings += ["credential.helper=", "http.followRedirects=false", "core.fsmonitor=false"]
    settings += ["filter.lfs.smudge=", "filter.lfs.required=false", "protocol.allow=never"]
    settings += [f"protocol.{name}.allow=always" for name in ("https", "http")]
    settings += [f"http.curloptResolve={one}" for one in pinned]
    settings += [] if pinned else ["protocol.file.allow=always"]
    options = [word for one in settings for word in ("-c", one)]
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", "GIT_CONFIG_NOSYSTEM": "1"}
    quiet |= {"GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C", "PATH": os.environ.get("PATH", "")}
    try:
        done = subprocess.run(  # noqa: S603 - its own arguments, and an address behind `--`
            [program, *options, *arguments],
            env=quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SITE.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(f"git tidak selesai dalam {_SITE.seconds:g} detik") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Refused(f"git: {lines[-1] if lines else done.returncode}")
    return done.stdout.decode("utf-8", "surrogateescape")


def _files_below(
    root: Path, below: str, modes: dict[str, str] | None = None
) -> tuple[Layout, Iterator[tuple[str, bytes]]]:
    """The files of a site in a folder; links are refused."""
    names = sorted(modes) if modes is not None else sorted(_names(root))
    settings = {
        name: (root / name).read_bytes()
        for name in names
        if name.rpartition("/")[2] == SETTINGS and not (root / name).is_symlink()
    }
    layout = layout_of(names, below, settings)

    def files() -> Iterator[tuple[str, bytes]]:
        bounds = Bounds()
        for name in names:
            own, file = layout.taken(name), root / name
            if own is None:
                continue
            if file.is_symlink() or (modes or {}).get(name) == _LINK:
                raise Refused(f"memuat tautan (symlink) {quote(own)}; ganti dengan berkas aslinya")
            if not file.is_file():
                continue
            bounds.take(own, file.stat().st_size)
            yield own, file.read_bytes()

    return layout, files()


def _names(root: Path) -> Iterator[str]:
    for folder, below, files in os.walk(root):
        below[:] = [name for name in below if not name.startswith(".")]
        links = (name for name in below if Path(folder, name).is_symlink())
        for name in (*files, *links):
            yield Path(folder, name).relative_to(root).as_posix()
