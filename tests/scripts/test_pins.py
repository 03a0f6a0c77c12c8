"""The pinned requirements, and how they are renewed."""

import re
import tomllib
from pathlib import Path

import pytest

import pins
from interpreter import ROOT, SetupError

ENTRY = re.compile(
    r"^([a-z0-9-]+)==([^ ]+)( ; [^\\]+)? \\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)"
)


def entries(name: str) -> dict[str, str]:
    """Read a requirements file; whatever isn't pinned and hashed is left over and refused."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    found = {}
    while text:
        entry = ENTRY.match(text)
        assert entry is not None, f"not pinned or not hashed: {text[:80]}"
        assert entry[1] not in found, f"two versions of {entry[1]}: sites would differ by Python"
        found[entry[1]] = entry[2]
        text = text[entry.end() :]
    return found


@pytest.mark.parametrize(
    "smaller, larger", [("build", "runtime"), ("runtime", "dev"), ("runtime", "successor")]
)
def test_each_file_holds_the_one_before_it(smaller: str, larger: str) -> None:
    assert entries(smaller).items() <= entries(larger).items()


def test_every_dependency_of_the_project_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted_by_file = {
        "runtime": project["dependencies"],
        "dev": [*extras["dev"], *extras["pdf"]],
        "benchmarks": extras["benchmarks"],
        "successor": extras["successor"],
    }
    for name, wanted in wanted_by_file.items():
        names = {re.split(r"[<>=!~\[; ]", line)[0].lower().replace("_", "-") for line in wanted}
        assert names <= entries(name).keys()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "build.txt").write_text("old==1\n", encoding="utf-8")
    text = '[build-system]\nrequires = ["flit"]\n[project]\nrequires-python = ">=3.11,<3.15"\n'
    text += '[project.optional-dependencies]\nbenchmarks = ["hugo>=0.150"]\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    return tmp_path


def option(command: list[str], name: str) -> str:
    return next(part.split("=", 1)[1] for part in command if part.startswith(f"--{name}="))


def test_current_pins_are_offered_to_the_resolver_unless_upgrading(root: Path) -> None:
    offered: list[bool] = []

    def resolve(command: list[str]) -> int:
        target = Path(option(command, "output-file"))
        offered.append(target.exists())
        target.write_text("new==1\n", encoding="utf-8")
        return 0

    pins.renew(root, upgrade=False, resolve=resolve)
    pins.renew(root, upgrade=True, resolve=resolve)
    assert offered == [True] + [False] * 9
    for name in pins.FILES:
        file = root / "requirements" / f"{name}.txt"
        assert file.read_text(encoding="utf-8") == "new==1\n"


def test_a_failure_leaves_every_file_as_it_was(root: Path) -> None:
    def resolve(command: list[str]) -> int:
        target = Path(option(command, "output-file"))
        target.write_text("new==1\n", encoding="utf-8")
        return int(target.name == "dev.txt")

    with pytest.raises(SetupError, match=r"requirements/dev\.txt can't be resolved"):
        pins.renew(root, upgrade=False, resolve=resolve)
    assert [path.name for path in (root / "requirements").iterdir()] == ["build.txt"]
    assert (root / "requirements" / "build.txt").read_text(encoding="utf-8") == "old==1\n"


def test_the_build_tools_are_those_of_the_project(root: Path) -> None:
    pins.write_inputs(root, root)
    lines = (root / "build.in").read_text(encoding="utf-8").splitlines()
    assert lines == ["flit", "setuptools>=80"]


def test_the_peers_keep_to_no_version_of_ours(root: Path) -> None:
    pins.write_inputs(root, root)
    assert (root / "benchmarks.in").read_text(encoding="utf-8") == "hugo>=0.150\n"
    command = pins.command(root, root, pins.PEERS)
    assert not [part for part in command if part.startswith("--constraints=")]
    assert str(root / "pyproject.toml") not in command
