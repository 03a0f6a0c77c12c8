"""`kim check` and `kim build` over the same folder, in this process, and whether they agree."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from kim_plugins.cli import main
from tests.catalogue.sites import group
from tests.sites.folder import NOW, SAMPLE, Ran

OUR_FAULT = "program ini sendiri yang salah"
SETTINGS = (SAMPLE / "mkdocs.yml").read_text(encoding="utf-8")

Names = Mapping[str | bytes, str | bytes]
"""What files hold, by their paths below the content folder; bytes are names that are no text."""


def write(folder: Path, files: Names, settings: str = SETTINGS) -> None:
    """A site of these files, and a group that answers for them."""
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    content = os.fsencode(folder / "content")
    for path, data in {"kelompok/tirta.md": group(), **files}.items():
        file = os.path.join(content, os.fsencode(path))  # noqa: PTH118 - a name may be no text
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        with open(file, "wb") as opened:  # noqa: PTH123 - as above
            opened.write(data.encode() if isinstance(data, str) else data)


def run(folder: Path, *arguments: str) -> Ran:
    """A command in this process, which takes a tenth of the time."""
    out, err = io.StringIO(), io.StringIO()
    with chdir(folder), redirect_stdout(out), redirect_stderr(err):
        code = main([*arguments])
    return Ran(code, out.getvalue(), err.getvalue())


def verdict(folder: Path, *options: str, now: str = NOW) -> Ran:
    """What both say of a folder; `check` must have said all that a build stumbles on."""
    checked = run(folder, "check", "--now", now, *options)
    built = run(folder, "build", "--quiet", "--workers", "1", "--now", now, *options)
    assert OUR_FAULT not in checked.err + built.err
    assert (checked.code, checked.out) == (built.code, built.out), built.err
    if checked.code == 0:
        assert (folder / "site" / "index.html").is_file()
    else:
        assert checked.err.startswith("KESALAHAN: ") or "KESALAHAN K" in checked.out
    return checked
