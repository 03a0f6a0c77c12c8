"""Prove that the product outlives MkDocs 1.x: the same site from ProperDocs, without MkDocs."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from interpreter import SetupError, say, venv_program

FOLDER = ".venv-successor"
NOW = "2026-10-01T12:00+07:00"
SAMPLE = Path("tests", "sample")

# `kim` itself speaks of mkdocs; this is how ProperDocs lets such programs find it instead.
KIM = "import properdocs.replacement; from kim_plugins.cli import main; raise SystemExit(main())"
GONE = "import importlib.util as i; raise SystemExit(bool(i.find_spec('mkdocs')))"


def verdict(root: Path) -> int:
    """Build three times and compare; 0 if all sites are the same."""
    prepare(root)
    python = python_of(root)
    called([str(python), "-c", GONE], root)
    with tempfile.TemporaryDirectory(prefix="kim-successor-") as name:
        project = Path(name)
        shutil.copytree(root / SAMPLE / "content", project / "content")
        shutil.copy(root / SAMPLE / "mkdocs.yml", project)
        ways = {
            "MkDocs": [str(venv_program(root, "kim"))],
            "ProperDocs": [str(python), "-c", KIM],
        }
        for way, command in ways.items():
            options = ["build", "--quiet", "--clean", "--now", NOW, "--site-dir", way]
            called([*command, *options], project)
        differing = differences(project / "MkDocs", project / "ProperDocs")
        # Its own command knows no clock but the machine's: that it builds at all is what counts.
        command = [str(python), "-m", "properdocs", "build", "--quiet", "-f", "mkdocs.yml"]
        called([*command, "--site-dir", "command"], project)
        count = len(files(project / "MkDocs"))
        is_built = (project / "command" / "index.html").is_file()
    for path in differing:
        say(f"differs: {path}")
    if not is_built:
        say("`properdocs build` publishes nothing.")
    if differing or not is_built:
        return 1
    say(f"ProperDocs publishes the same {count} files as MkDocs, byte for byte.")
    return 0


def prepare(root: Path) -> None:
    """Make the environment anew; it takes seconds, and nothing of an older one may help."""
    folder, python = root / FOLDER, python_of(root)
    uv = str(venv_program(root, "uv"))
    install = [uv, "pip", "install", "--quiet", "--python", str(python), "--no-build-isolation"]
    base = str(venv_program(root, "python"))
    for command in (
        [uv, "venv", "--quiet", "--clear", "--python", base, str(folder)],
        [*install, "--require-hashes", "-r", str(root / "requirements" / "build.txt")],
        [*install, "--require-hashes", "-r", str(root / "requirements" / "successor.txt")],
        [*install, "--no-deps", "--editable", str(root)],
        # Material asks for it by name; nothing may need it.
        [uv, "pip", "uninstall", "--quiet", "--python", str(python), "mkdocs"],
    ):
        called(command, root)


def python_of(root: Path) -> Path:
    """The Python of the other environment."""
    if os.name == "nt":
        return root / FOLDER / "Scripts" / "python.exe"
    return root / FOLDER / "bin" / "python"


def called(command: list[str], folder: Path) -> None:
    """Run a command in a folder; raises SetupError with what it said if it fails."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise SetupError(f"{' '.join(command)}\n{done.stdout}\nended with {done.returncode}")


def differences(ours: Path, theirs: Path) -> list[str]:
    """Paths of the files that only one of two sites has, or that aren't the same."""
    first, second = files(ours), files(theirs)
    return sorted(
        path for path in first.keys() | second.keys() if first.get(path) != second.get(path)
    )


def files(site: Path) -> dict[str, bytes]:
    """The contents of a site by path."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
