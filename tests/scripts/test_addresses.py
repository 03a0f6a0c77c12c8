"""No file names a package registry: which one is used is the user's own setting."""

import subprocess
from pathlib import Path

from interpreter import ROOT

# Put together here, so that this file doesn't name them either.
REGISTRIES = [
    f"{first}.{rest}".encode()
    for first, rest in (
        ("pypi", "org"),
        ("files", "pythonhosted"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian"),
        ("security", "debian"),
        ("proxy", "golang"),
    )
]


def project_files() -> list[Path]:
    """List what git tracks or would; without git, everything but what tools leave behind."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        left = {".git", ".venv", "site", ".kim", "__pycache__"}
        files = (path for path in ROOT.rglob("*") if not left & set(path.parts))
    else:
        files = (ROOT / name.decode() for name in names.split(b"\0") if name)
    return [path for path in files if path.is_file()]


def test_no_file_names_a_registry() -> None:
    files = project_files()
    assert ROOT / "pyproject.toml" in files
    found = []
    for path in files:
        content = path.read_bytes().lower()
        found += [(path, name) for name in REGISTRIES if name in content]
    assert found == []
