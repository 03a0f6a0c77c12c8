"""Where the time of a build goes, step by step: a first build, and one after an edit.

    python3 benchmarks/profile_build.py --bulletins 10000

Prints two views of each build: the seconds of every hook of every plugin, and for how long looks at
the running program found it in which function (with what it calls) and in which library (by
itself). Seconds are those of the processor, which other work on the machine moves little. Looking
from outside slows nothing down by much and needs no knowledge of the steps. With one worker, which
is the default here, all of the work is in view.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parent))
import tools

tools.bring(__name__)
from corpus import write_corpus
from mkdocs.plugins import CombinedEvent, PluginCollection
from peer import NOW, ROOT
from peers import kim

from kim_plugins.cli import main as kim_command

_PAUSE: Final = 0.004
_OURS: Final = str(ROOT / "kim_plugins")
_SHOWN: Final = 0.02
"""Steps below this part of the whole are left out."""


def main() -> None:
    """Build twice and print both profiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bulletins", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where to work, the system's own place if none")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kim-profile-", dir=options.folder) as name:
        folder = Path(name)
        write_corpus(folder / "corpus", options.bulletins)
        peer = kim(folder / "corpus", folder / "kim", Path(sys.executable))
        shutil.rmtree(folder / "corpus")
        arguments = ["build", "--quiet", "--now", NOW, "--config", str(peer.folder / "mkdocs.yml")]
        arguments += ["--workers", str(options.workers)]
        # The first build of a process imports and compiles; that is told apart.
        for edit, label in enumerate(("first build", "after an edit", "after another edit")):
            if edit:
                peer.edit(edit)
            print(f"\n## {options.bulletins:,} bulletins, {label}\n")
            profile(arguments)


def profile(arguments: list[str]) -> None:
    """Run the command in this process and print where the time went."""
    hooks: Counter[str] = Counter()
    looks = _Looks()
    with _timed_hooks(hooks):
        started, worked = time.perf_counter(), time.process_time()
        looks.start()
        code = kim_command(arguments)
        looks.stop()
        clock, seconds = time.perf_counter() - started, time.process_time() - worked
    if code:
        raise SystemExit(code)
    print(f"{seconds:.2f} s of work, {clock:.2f} s on the clock\n\n| hook | seconds |\n|---|---:|")
    _print(hooks, seconds)
    print("\n| function of ours, with what it calls | seconds |\n|---|---:|")
    _print(looks.functions, seconds)
    print("\n| library, by itself | seconds |\n|---|---:|")
    _print(looks.libraries, seconds)


def _print(found: Counter[str], whole: float) -> None:
    for name, seconds in found.most_common():
        if seconds >= _SHOWN * whole:
            print(f"| {name} | {seconds:.2f} |")


@contextmanager
def _timed_hooks(seconds: Counter[str]) -> Iterator[None]:
    """Adds up the time of each plugin's hook; one that calls another counts both."""
    original = PluginCollection._register_event  # noqa: SLF001 - the one place that all hooks pass

    def register(
        self: PluginCollection,
        event_name: str,
        method: Any,  # noqa: ANN401 - as MkDocs has it
        plugin_name: str | None = None,
    ) -> None:
        if not isinstance(method, CombinedEvent):  # that one comes back part by part
            owner = type(getattr(method, "__self__", method)).__name__
            method = _timed(f"{owner}.on_{event_name}", method, seconds)
        original(self, event_name, method, plugin_name)

    PluginCollection._register_event = register  # type: ignore[method-assign] # noqa: SLF001
    try:
        yield
    finally:
        PluginCollection._register_event = original  # type: ignore[method-assign] # noqa: SLF001


def _timed(name: str, method: Callable[..., Any], seconds: Counter[str]) -> Callable[..., Any]:
    # It keeps the hook's module: a hook of somebody else's would have all pages go through MkDocs.
    @wraps(method)
    def timed(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the hook takes
        started = time.process_time()
        try:
            return method(*arguments, **named)
        finally:
            seconds[name] += time.process_time() - started  # type: ignore[assignment]

    timed.mkdocs_priority = getattr(method, "mkdocs_priority", 0)  # type: ignore[attr-defined]
    return timed


class _Looks:
    """Looks where the program is whenever the processor has worked for some milliseconds more.

    A timer of the system interrupts it (a thread would only get to look where the program lets go
    of the interpreter's lock, and would find it there nearly always).
    """

    def __init__(self) -> None:
        self.functions: Counter[str] = Counter()
        self.libraries: Counter[str] = Counter()
        self._before = 0.0

    def start(self) -> None:
        self._before = time.process_time()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, _PAUSE, _PAUSE)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)

    def _look(self, _: int, frame: FrameType | None) -> None:
        now = time.process_time()
        if frame:
            self.libraries[_library(frame)] += now - self._before  # type: ignore[assignment]
            for name in set(_functions(frame)):
                self.functions[name] += now - self._before  # type: ignore[assignment]
        self._before = now


def _functions(frame: FrameType | None) -> Iterator[str]:
    """Our functions that the frame is in."""
    while frame:
        code = frame.f_code
        if code.co_filename.startswith(_OURS) and "<" not in code.co_qualname:
            module = Path(code.co_filename).relative_to(_OURS).with_suffix("").as_posix()
            yield f"{module}: {code.co_qualname}"
        frame = frame.f_back


def _library(frame: FrameType) -> str:
    """The package whose code runs; extension modules count for whoever calls them."""
    parts = Path(frame.f_code.co_filename).parts
    if frame.f_code.co_filename.startswith(_OURS):
        return "kim_plugins." + parts[len(Path(_OURS).parts)]
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return parts[-1] if parts[-1].startswith("<") else "Python's own"


if __name__ == "__main__":
    main()
