"""The files of a new site, written beside its place and moved there in one step."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress
from importlib.metadata import distribution
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import jinja2

import kim_plugins
from kim_plugins.cli.program_name import program_name
from kim_plugins.cli.settings import UsageProblem
from kim_plugins.cli.starting.answers import Answers
from kim_plugins.cli.starting.pin import FILE, LOCKS, NAME, SOURCE, Pin, packaged_text
from kim_plugins.records import Kind
from kim_plugins.records.describing.issue_forms import issue_forms
from kim_plugins.records.describing.skeleton import path_of, shortened
from kim_plugins.records.fields.dates import format_zone
from kim_plugins.records.hidden_characters import HIDDEN
from kim_plugins.records.portable import is_reserved
from kim_plugins.records.problems import quote

_STARTER: Final = Path(kim_plugins.__file__).parent / "starter"
_MARK: Final = " # contoh"
_PROGRAMS: Final = ("kim.sh", "kim.command")
_BOUNDS: Final = re.compile(r">=(\d+)\.(\d+)|<(\d+)\.(\d+)")
_UNFIT: Final = re.compile(r'^[-.\s]|[<>:"|?*\\\x00-\x1f]|[.\s]$|^$')
"""What a folder's name can't have on Windows, or what is hard to type after `cd`."""
_SITE: Final = {
    "mkdocs.yml": "mkdocs.yml",
    "BACA-SAYA.md": "BACA-SAYA.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "content/index.md": "content/index.md",
    "content/tentang.md": "content/tentang.md",
}
_WORKFLOWS: Final = {"github": ".github/workflows/terbitkan.yml", "gitlab": ".gitlab-ci.yml"}


def site_files(answers: Answers, pin: Pin, *, is_hub: bool = False) -> dict[str, str]:
    """Every file of a new site by its path; a hub's workflows collect before they build."""
    values, templates = {**_values(answers), "hub": is_hub}, _templates()

    def rendered(name: str) -> str:
        return templates.get_template(name).render(values)

    news = path_of(Kind.NEWS, "situs-kami-dibuka", answers.now)
    files = {path: rendered(name) for name, path in _SITE.items()}
    for host, path in _WORKFLOWS.items():
        name = f"{host}-hub.yml" if is_hub else f"{host}.yml"
        files[path] = (_STARTER / name).read_text("utf-8")
    files[f"content/kelompok/{answers.identifier}.md"] = rendered("content/group.md")
    files[f"content/{news}"] = rendered("content/news.md")
    return files | issue_forms() | start_scripts() | requirements(pin)


def local_files(pin: Pin) -> dict[str, str]:
    """The files for this machine only, which git ignores."""
    return {SOURCE: f"{pin.folder}\n"} if pin.folder else {}


def requirements(pin: Pin) -> dict[str, str]:
    """The pins of a site: this program and its libraries."""
    return {f"requirements/{name}": packaged_text(name) for name in LOCKS} | {FILE: pin.text()}


def start_scripts() -> dict[str, str]:
    """The scripts for a double click."""
    templates, values = _templates(), _python()
    names = (*_PROGRAMS, "kim.bat")
    rendered = {name: templates.get_template(name).render(values) for name in names}
    rendered["kim.bat"] = rendered["kim.bat"].replace("\n", "\r\n")
    return rendered


def check_destination(folder: Path) -> None:
    """Refuse a place for a new site that is taken; a new git repository is free."""
    if folder.is_dir():
        if names := sorted({entry.name for entry in folder.iterdir()} - {".git"}):
            raise UsageProblem(
                f"folder {quote(str(folder))} tidak kosong (ada {quote(names[0])}); "
                f"pilih folder baru, misalnya: {program_name()} init situs-desa"
            )
    elif os.path.lexists(folder):
        raise UsageProblem(
            f"{quote(str(folder))} sudah ada dan bukan folder; "
            f"pilih nama lain, misalnya: {program_name()} init situs-desa"
        )
    else:
        name = folder.absolute().name
        if _UNFIT.search(name) or HIDDEN.search(name) or is_reserved(name):
            raise UsageProblem(
                f"nama folder {quote(name)} tidak dapat dipakai di semua komputer; pakai huruf, "
                f"angka dan tanda hubung, misalnya: {program_name()} init situs-desa"
            )


def write_files(files: dict[str, str], draft: Path) -> None:
    """Write the files below a new folder."""
    for path, text in files.items():
        file = draft / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        if path in _PROGRAMS:
            file.chmod(0o755)


def move_into_place(draft: Path, folder: Path) -> None:
    """Move a finished folder to its place in one step.

    Into a folder that can't be replaced, as somebody stands in it or git keeps its own there, its
    entries are moved: all of them or none.
    """
    if not (folder / ".git").exists() and folder.resolve() != Path.cwd():
        with suppress(FileNotFoundError):
            folder.rmdir()
        draft.rename(folder)
        return
    moved: list[Path] = []
    try:
        for entry in sorted(draft.iterdir()):
            moved.append(entry.rename(folder / entry.name))  # noqa: PERF401 - what moved goes back
    except OSError:
        for entry in moved:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        raise
    draft.rmdir()


def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_STARTER),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - settings and Markdown; names hold no markup
    )


def _python() -> dict[str, object]:
    """Which versions of Python this program runs on, and how they are started."""
    bounds = _BOUNDS.findall(distribution(NAME).metadata["Requires-Python"])
    low = next((int(a), int(b)) for a, b, _, _ in bounds if a)
    high = next((int(c), int(d)) for _, _, c, d in bounds if c)
    versions = [f"{low[0]}.{minor}" for minor in range(high[1] - 1, low[1] - 1, -1)]
    return {
        "low": low,
        "high": high,
        "oldest": versions[-1],
        "newest": versions[0],
        "pythons": " ".join(f"python{one}" for one in versions),
        "launchers": " ".join(f'"py -{one}"' for one in versions),
    }


def _values(answers: Answers) -> dict[str, object]:
    """The values for templates: texts quoted for YAML, examples marked."""

    def told(key: str) -> str:
        return _quoted(answers[key]) + (_MARK if answers.is_example(key) else "")

    village, group = answers["village"], answers["group"]
    contact = "email" if "@" in answers["contact"] else "whatsapp"
    keys = ("group", "url", "village", "district", "regency", "province", "chair")
    return {
        **_python(),
        **{key: told(key) for key in keys},
        "site_name": told("name"),
        "site_name_text": answers["name"],
        "site_description": _quoted(f"Kabar, pelajaran dan hasil musyawarah warga {village}"),
        "host": urlsplit(answers.given.get("url", "")).hostname or "",
        "timezone": answers["timezone"],
        "group_text": group,
        "id": answers.identifier,
        "about": _quoted(f"Kelompok informasi warga {village}."),
        "opening": _quoted(shortened(f"Situs {group} dibuka")),
        "established": answers["established"],
        "code": told("region"),
        "contact": f"{contact}: {told('contact')}",
        "members": _members(answers["members"]) + (_MARK if answers.is_example("members") else ""),
        "date": _moment(answers),
    }


def _members(answer: str) -> str:
    men, women = answer.split(", ")
    return f"{{men: {men}, women: {women}}}"


def _quoted(text: str) -> str:
    """A text for YAML, which reads JSON's strings as they are meant."""
    return json.dumps(text, ensure_ascii=False)


def _moment(answers: Answers) -> str:
    """The present minute in the site's zone, as editors write it."""
    now = answers.now.astimezone(ZoneInfo(answers["timezone"]))
    zone = format_zone(now)
    return f"{now:%Y-%m-%d %H:%M} {f'{now:%z}' if zone.startswith('UTC') else zone}"
