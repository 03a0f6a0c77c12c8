"""The direction of imports, and what the core may not ask for (docs/architecture.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "kim_plugins"
SIBLINGS = {"pages", "feeds", "search", "broadcast", "exchange", "moving"}
CORE = {"records", "catalogue", *SIBLINGS}
MAY_IMPORT: dict[str, set[str]] = {
    "records": set(),
    "catalogue": {"records"},
    **{sibling: {"records", "catalogue"} for sibling in SIBLINGS},
    # Beside the siblings; `engine` brings them together.
    "builder": {"records", "catalogue"},
    "engine": {*CORE, "builder"},
    "cli": {*CORE, "builder", "engine"},
}
FOREIGN = {"mkdocs", "material"}
REASONS = "system_errors.py"
CLOCKS = {"now", "utcnow", "today", "time_ns", "getenv", "environ", "localtime", "gmtime"}


def faults(root: Path) -> list[str]:
    """Every breach in the package below `root`."""
    return [
        f"{path.relative_to(root).as_posix()}:{line} {what}"
        for path in sorted((root / PACKAGE).rglob("*.py"))
        for line, what in _faults_of(path, path.relative_to(root / PACKAGE).parts[0])
    ]


def _faults_of(path: Path, area: str) -> Iterator[tuple[int, str]]:
    if area not in MAY_IMPORT:
        if area != "__init__.py":
            yield 1, f"belongs to no known package: {area}"
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        for name in _imported(node, path):
            top, _, rest = name.partition(".")
            other = rest.partition(".")[0]
            if top == PACKAGE and other not in {area, *MAY_IMPORT[area], "", "__version__"}:
                yield node.lineno, f"{area} imports {other}"  # type: ignore[attr-defined]
            if area in {*CORE, "builder"} and top in FOREIGN:
                yield node.lineno, f"{area} imports {top}"  # type: ignore[attr-defined]
        if path.name != REASONS and _is_english_reason(node):
            yield node.lineno, f"{area} says what the system says"  # type: ignore[attr-defined]
        if area in CORE and (what := _asks_for(node)):
            yield node.lineno, f"{area} asks for {what}"  # type: ignore[attr-defined]


def _imported(node: ast.AST, path: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = node.module or ""
        if node.level:
            parents = path.parts[path.parts.index(PACKAGE) : -node.level]
            module = ".".join([*parents, module]).rstrip(".")
        # `from kim_plugins import feeds` names its package last.
        yield from (f"{module}.{alias.name}" for alias in node.names)


def _is_english_reason(node: ast.AST) -> bool:
    """Whether the system's own words for an error are taken: they are English."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "strerror"
        and not (isinstance(node.value, ast.Name) and node.value.id == "os")
    )


def _asks_for(node: ast.AST) -> str | None:
    """A clock or the environment: `datetime.now()`, `date.today`, `time.time()`, `os.environ`."""
    if isinstance(node, ast.ImportFrom) and node.module in ("os", "time"):
        names = {alias.name for alias in node.names}
        return next(iter(sorted(names & {*CLOCKS, "time"})), None)
    if not isinstance(node, ast.Attribute):
        return None
    owner = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
    if node.attr in CLOCKS and owner in ("datetime", "date", "time", "os", "dt"):
        return f"{owner}.{node.attr}"
    return "time.time" if (owner, node.attr) == ("time", "time") else None


def test_imports_go_one_way_and_the_core_asks_for_nothing() -> None:
    assert faults(ROOT) == []


def test_every_file_that_architecture_names_is_there() -> None:
    """As part of the repository, of the package, or of its catalogue."""
    roots = (ROOT, ROOT / PACKAGE, ROOT / PACKAGE / "catalogue")
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w.-]+(?:/[\w*.-]+)+\.\w+)`", text)
    assert [path for path in named if not any(list(root.glob(path)) for root in roots)] == []
    assert len(named) > 30


def test_every_contract_that_is_cited_is_stated() -> None:
    text = (ROOT / "docs/contracts.md").read_text(encoding="utf-8")
    stated = set(re.findall(r"^## (C\d+) ·", text, re.MULTILINE))
    sources = [*(ROOT / PACKAGE).rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    cited = {
        number
        for path in sources
        for number in re.findall(r"[Cc]ontracts? (C\d+)", path.read_text(encoding="utf-8"))
    }
    assert cited <= stated


def circle_of_imports(root: Path) -> list[str]:
    """The modules of a circle in the package below `root`, or nothing.

    Imports within functions and those for types count too: a circle is one, however late it closes.
    """
    paths = {_dotted(path.relative_to(root)): path for path in (root / PACKAGE).rglob("*.py")}
    imports = {name: set(_needed(path, paths)) - {name} for name, path in paths.items()}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _needed(path: Path, known: Container[str]) -> Iterator[str]:
    """The modules that a module names in its imports, wherever they stand."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for name in _imported(node, path):
            # A module that is imported from its package, or something in a module.
            yield name if name in known else name.rpartition(".")[0]


def test_no_circle_of_imports() -> None:
    assert circle_of_imports(ROOT) == []


@pytest.mark.parametrize(
    "line",
    [
        "from kim_plugins.feeds.b import x",
        "from kim_plugins.feeds import b",
        "import kim_plugins.feeds.b",
        "from . import b",
        "def f():\n  from kim_plugins.feeds.b import x",
        "if TYPE_CHECKING:\n  from kim_plugins.feeds.b import x",
    ],
)
def test_each_circle_is_found(tmp_path: Path, line: str) -> None:
    """The rule can fail."""
    folder = tmp_path / PACKAGE / "feeds"
    folder.mkdir(parents=True)
    (folder / "a.py").write_text(line)
    (folder / "b.py").write_text("from kim_plugins.feeds.a import y")
    assert set(circle_of_imports(tmp_path)) == {f"{PACKAGE}.feeds.a", f"{PACKAGE}.feeds.b"}


def test_there_is_something_to_look_at() -> None:
    packages = {path.name for path in (ROOT / PACKAGE).iterdir() if path.is_dir()}
    assert packages >= {"records", "catalogue"}


@pytest.mark.parametrize(
    "path, line, fault",
    [
        ("records/a.py", "from kim_plugins.catalogue import gather", "records imports catalogue"),
        ("catalogue/a.py", "import kim_plugins.pages.plan", "catalogue imports pages"),
        ("feeds/a.py", "from kim_plugins import search", "feeds imports search"),
        ("feeds/a.py", "from ..pages import plan", "feeds imports pages"),
        ("feeds/deep/a.py", "from ...engine.files import x", "feeds imports engine"),
        ("engine/a.py", "from kim_plugins.cli import main", "engine imports cli"),
        ("builder/a.py", "from kim_plugins.pages import plan", "builder imports pages"),
        ("builder/a.py", "from kim_plugins.engine import theme", "builder imports engine"),
        ("builder/a.py", "from mkdocs.exceptions import PluginError", "builder imports mkdocs"),
        ("catalogue/a.py", "from kim_plugins.builder import kept", "catalogue imports builder"),
        ("moving/a.py", "from kim_plugins.feeds import x", "moving imports feeds"),
        ("pages/a.py", "import mkdocs.config", "pages imports mkdocs"),
        ("search/a.py", "from material.plugins import blog", "search imports material"),
        ("records/a.py", "def f():\n  import mkdocs", "records imports mkdocs"),
        ("records/a.py", "x = datetime.now(UTC)", "records asks for datetime.now"),
        ("records/a.py", "x = dt.datetime.now()", "records asks for datetime.now"),
        ("records/a.py", "x = date.today()", "records asks for date.today"),
        ("records/a.py", "x = time.time()", "records asks for time.time"),
        ("records/a.py", "x = os.environ['TZ']", "records asks for os.environ"),
        ("records/a.py", "from os import environ", "records asks for environ"),
        ("broadcast/a.py", "x = os.getenv('TZ')", "broadcast asks for os.getenv"),
        ("cli/a.py", "say(error.strerror)", "cli says what the system says"),
        ("helpers/a.py", "", "belongs to no known package: helpers"),
    ],
)
def test_each_breach_is_found(tmp_path: Path, path: str, line: str, fault: str) -> None:
    """The rules can fail."""
    file = tmp_path / PACKAGE / path
    file.parent.mkdir(parents=True)
    file.write_text(line)
    assert [fault] == [found.partition(" ")[2] for found in faults(tmp_path)]


@pytest.mark.parametrize(
    "path, line",
    [
        ("engine/a.py", "import mkdocs\nfrom kim_plugins.feeds import x\nnow = datetime.now(UTC)"),
        ("builder/a.py", "from kim_plugins.catalogue import gather\nimport os\nos.environ"),
        ("cli/a.py", "from kim_plugins.engine import x\nimport os\nos.environ"),
        ("feeds/a.py", "from . import rss\nfrom .rss import x\nfrom kim_plugins.records import y"),
        ("catalogue/a.py", "import mkdocs_like\nentry.now\nself.options.time"),
        ("catalogue/a.py", "from datetime import datetime, time\ntime(12)"),
        ("records/system_errors.py", "why = error.strerror"),
        ("builder/a.py", "raise OSError(code, os.strerror(code))"),
        ("__init__.py", "__version__ = '1'"),
    ],
)
def test_what_is_allowed_is_left_alone(tmp_path: Path, path: str, line: str) -> None:
    file = tmp_path / PACKAGE / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(line)
    assert faults(tmp_path) == []
