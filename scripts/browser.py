"""Find a Chromium for the browser tests, or install one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from interpreter import WINDOWS, SetupError, say, venv_program

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")

MAC_PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS_PLACES = (
    r"Chromium\Application\chrome.exe",
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

PLAYWRIGHT_PATH = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)

NONE_FOUND = (
    "No Chromium was found and none could be installed, so the browser tests can't run.\n"
    "Install Chromium, Chrome or Edge, or name one: CHROMIUM=/path/to/chromium"
)


def provide(
    root: Path,
    variables: Mapping[str, str],
    works: Callable[[str], bool] | None = None,
    installers: Iterator[list[list[str]]] | None = None,
) -> str:
    """Return the path of a Chromium that starts; stop with a sentence if there is none to be had.

    One that the user names is taken or refused, never replaced.
    """
    works = works or starts
    named = variables.get("CHROMIUM")
    if named:
        if works(named):
            return named
        raise SetupError(f"CHROMIUM={named} is no browser that starts. Correct it or unset it.")
    found = first_working(root, variables, works)
    for commands in installers if installers is not None else ways_to_install(root):
        if found is not None:
            break
        install(commands)
        found = first_working(root, variables, works)
    if found is None:
        raise SetupError(NONE_FOUND)
    return found


def first_working(
    root: Path, variables: Mapping[str, str], works: Callable[[str], bool]
) -> str | None:
    """Return the first browser of this machine that starts."""
    return next((path for path in places(root, variables) if works(path)), None)


def places(root: Path, variables: Mapping[str, str]) -> Iterator[str]:
    """Name the browsers that are there, the cheapest to find first."""
    for name in NAMES:
        path = shutil.which(name, path=variables.get("PATH"))
        if path is not None:
            yield path
    usual = [Path(place) for place in MAC_PLACES] if sys.platform == "darwin" else []
    if WINDOWS:
        folders = [variables[name] for name in WINDOWS_FOLDERS if name in variables]
        usual = [Path(folder, place) for place in WINDOWS_PLACES for folder in folders]
    yield from (str(path) for path in usual if path.exists())
    downloaded = subprocess.run(
        [venv_program(root, "python"), "-c", PLAYWRIGHT_PATH],
        env=dict(variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
    ).stdout.strip()
    if downloaded and Path(downloaded).exists():
        yield downloaded


def starts(path: str) -> bool:
    """Tell whether a browser starts; a distribution's stub without its snap, say, doesn't.

    On Windows `--version` would open a window, so there it is enough that the file exists.
    """
    if WINDOWS:
        return Path(path).exists()
    try:
        done = subprocess.run(
            [path, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def ways_to_install(root: Path) -> Iterator[list[list[str]]]:
    """Name the ways to install a browser here, each a list of commands; the package manager first.

    Fonts come along: without any, text has no width and layout tests mean nothing.
    """
    apt = shutil.which("apt-get")
    prefix = apt_prefix()
    if apt is not None and prefix is not None:
        wanted = ["-y", "--no-install-recommends", "chromium", "fonts-liberation"]
        yield [[*prefix, apt, "update"], [*prefix, apt, "install", *wanted]]
    yield [[str(venv_program(root, "python")), "-m", "playwright", "install", "chromium"]]


def apt_prefix() -> list[str] | None:
    """Return what must stand before apt-get; None if this user may not install packages."""
    if sys.platform == "win32":
        return None
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quiet
    sudo = shutil.which("sudo")
    return [sudo, "-n", *quiet] if sudo else None


def install(commands: list[list[str]]) -> None:
    """Run the commands in turn, whatever becomes of each; the next look tells whether it helped."""
    for command in commands:
        say(f"Installing a browser: {' '.join(command)}")
        try:
            subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
        except OSError as problem:
            say(f"  {problem}")
