"""Resolve pyproject.toml into the files under requirements/."""

import os
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

from interpreter import SetupError, bounds, say, venv_program

# Each file is a superset of the one before it, and keeps to its versions.
OURS = ("build", "runtime", "dev")

# What benchmarks/ measures against lives in a .venv of its own, with the versions that it wants.
PEERS = "benchmarks"

# The run-time requirements once more, with MkDocs' continuation; see successor.py.
SUCCESSOR = "successor"

FILES = (*OURS, SUCCESSOR, PEERS)

# feedgen is published as source only and is built with this; hashed like everything else.
BUILDERS = ["setuptools>=80"]

OPTIONS = [
    "--quiet",
    "--universal",
    "--fork-strategy=fewest",  # one version for every Python, so that sites are the same everywhere
    "--generate-hashes",
    "--no-annotate",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
]

Resolver = Callable[[list[str]], int]


def renew(root: Path, *, upgrade: bool, resolve: Resolver | None = None) -> None:
    """Write all files anew; if one can't be resolved, none is touched."""
    folder = root / "requirements"
    with tempfile.TemporaryDirectory() as temporary:
        draft = Path(temporary)
        write_inputs(root, draft)
        for name in FILES:
            current = folder / f"{name}.txt"
            if current.exists() and not upgrade:
                shutil.copy(current, draft)  # what stands in the output is preferred
            if (resolve or called)(command(root, draft, name)):
                raise SetupError(f"requirements/{name}.txt can't be resolved; nothing was changed.")
        publish(draft, folder)


def write_inputs(root: Path, draft: Path) -> None:
    """Write down what builds the project and the packages that come as source; and the peers."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    inputs = {
        "build": [*project["build-system"]["requires"], *BUILDERS],
        PEERS: project["project"]["optional-dependencies"][PEERS],
    }
    for name, lines in inputs.items():
        (draft / f"{name}.in").write_text("\n".join(lines) + "\n", encoding="utf-8")


def command(root: Path, draft: Path, name: str) -> list[str]:
    """Return the command that resolves one of the files."""
    low, _ = bounds(root)
    sources = [str(draft / f"{PEERS}.in")] if name == PEERS else _ours(root, draft, name)
    uv = str(venv_program(root, "uv"))
    target = f"--output-file={draft / name}.txt"
    return [uv, "pip", "compile", *OPTIONS, f"--python-version={low[0]}.{low[1]}", *sources, target]


def _ours(root: Path, draft: Path, name: str) -> list[str]:
    """Return what one of our own files is resolved from."""
    sources = [str(draft / "build.in")]
    if name != "build":
        sources.append(str(root / "pyproject.toml"))
    if name in {"dev", SUCCESSOR}:
        sources.append(f"--extra={name}")
    earlier = OURS[: OURS.index("dev" if name == SUCCESSOR else name)]
    return sources + [f"--constraints={draft / file}.txt" for file in earlier]


def called(arguments: list[str]) -> int:
    """Run the resolver; what it has to say goes to the user."""
    return subprocess.run(arguments, check=False).returncode


def publish(draft: Path, folder: Path) -> None:
    """Put the finished files in place, each in one step, and say what became of them."""
    folder.mkdir(exist_ok=True)
    for name in FILES:
        new, current = draft / f"{name}.txt", folder / f"{name}.txt"
        if current.exists() and current.read_bytes() == new.read_bytes():
            say(f"requirements/{name}.txt: unchanged")
            continue
        beside = folder / f".{name}.new"
        shutil.copy(new, beside)
        os.replace(beside, current)
        say(f"requirements/{name}.txt: renewed")
