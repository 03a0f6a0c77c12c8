"""As much of Windows' cmd as kim.bat uses, so that its logic runs anywhere.

Whatever it doesn't know is an error, so that a script that grows makes this grow too.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Program = Callable[[list[str]], tuple[int, str]]
"""What stands in for a program: from its words to its exit code and what it prints."""


class _Ended(Exception):  # noqa: N818 - not an error
    pass


@dataclass
class Batch:
    """One run of a script in a folder; `program` stands in for everything that isn't cmd's own."""

    folder: Path
    script: str
    program: Program
    arguments: Sequence[str] = ()
    variables: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    paused: bool = False
    level: int = 0

    def run(self) -> int:
        """Run the script to its end; return its exit code."""
        assert "\n" not in self.script.replace("\r\n", ""), "cmd wants CRLF"
        self._lines = self.script.split("\r\n")
        try:
            self._from(0)
        except _Ended as ended:
            return int(ended.args[0])
        return self.level

    def _from(self, number: int) -> None:
        while number < len(self._lines):
            target = self._line(self._lines[number])
            number = self._label(target) if target else number + 1

    def _label(self, name: str) -> int:
        return self._lines.index(f":{name}")

    def _line(self, line: str) -> str | None:
        """Do one line; return the label to go on at, if any."""
        line = line.removeprefix("@").strip()
        if not line or line.startswith((":", "rem ", "echo off", "setlocal", "chcp ", "cd /d ")):
            return None
        return self._command(self._expanded(line))

    def _expanded(self, line: str) -> str:
        line = re.sub(r"%~1", self.arguments[0] if self.arguments else "", line)
        line = line.replace("%*", " ".join(self.arguments))
        return re.sub(
            r"%(\w+)%",
            lambda m: str(self.level) if m[1] == "errorlevel" else self.variables.get(m[1], ""),
            line,
        )

    def _command(self, line: str) -> str | None:
        word, _, rest = line.partition(" ")
        match word:
            case "if":
                return self._if(rest)
            case "goto":
                return rest
            case "set":
                self._set(rest)
            case "echo":
                self.said.append(rest)
            case "pause":
                self.paused = True
            case "exit":
                raise _Ended(rest.removeprefix("/b "))
            case "for":
                self._for(rest)
            case "call":
                self._call(rest)
            case "mkdir" | "copy" | "fc" | "rmdir" | "findstr":
                self.level = getattr(self, f"_{word}")(_words(rest))
            case _:
                self._start(line)
        return None

    def _if(self, rest: str) -> str | None:
        wanted = not rest.startswith("not ")
        condition, command = self._condition(rest.removeprefix("not "))
        return self._command(command) if condition is wanted else None

    def _condition(self, rest: str) -> tuple[bool, str]:
        if found := re.match(r"errorlevel (\d+) (.*)", rest):
            return self.level >= int(found[1]), found[2]
        if found := re.match(r"defined (\w+) (.*)", rest):
            return bool(self.variables.get(found[1])), found[2]
        if found := re.match(r'exist ("[^"]+"|\S+) (.*)', rest):
            return self._path(found[1]).exists(), found[2]
        found = re.match(r'"(.*?)"=="(.*?)" (.*)', rest)
        assert found, rest
        return found[1] == found[2], found[3]

    def _set(self, rest: str) -> None:
        if rest.startswith("/p "):
            name, _, source = rest.removeprefix("/p ").partition("=<")
            self.variables[name] = self._path(source).read_text("utf-8").split("\n")[0]
            return
        quoted = rest.startswith('"')
        name, _, value = (rest[1 : rest.rindex('"')] if quoted else rest).partition("=")
        self.variables[name] = value

    def _for(self, rest: str) -> None:
        found = re.fullmatch(r"%%P in \((.*)\) do (.*)", rest)
        assert found, rest
        for item in re.findall(r'"[^"]*"', found[1]):
            self._command(found[2].replace("%%P", item))

    def _call(self, rest: str) -> None:
        label, _, argument = rest.partition(" ")
        within = Batch(
            self.folder, self.script, self.program, [argument.strip('"')], self.variables, self.said
        )
        within._lines = self._lines
        try:
            within._from(self._label(label.removeprefix(":")))
        except _Ended as ended:
            self.level = int(ended.args[0])

    def _mkdir(self, words: list[str]) -> int:
        try:
            self._path(words[0]).mkdir()
        except OSError:
            return 1
        return 0

    def _copy(self, words: list[str]) -> int:
        sources, target = words[-2], words[-1]
        try:
            data = b"".join(self._path(one).read_bytes() for one in sources.split("+"))
            self._path(target).write_bytes(data)
        except OSError:
            return 1
        return 0

    def _fc(self, words: list[str]) -> int:
        one, other = (self._path(word) for word in words[-2:])
        return int(not other.exists() or one.read_bytes() != other.read_bytes())

    def _rmdir(self, words: list[str]) -> int:
        import shutil  # noqa: PLC0415

        shutil.rmtree(self._path(words[-1]))
        return 0

    def _findstr(self, words: list[str]) -> int:
        phrases = [word.removeprefix("/c:") for word in words if word.startswith("/c:")]
        phrases = phrases or words[0].split()
        text = self._path(words[-1]).read_text("utf-8")
        return int(not any(phrase in text for phrase in phrases))

    def _start(self, line: str) -> None:
        redirected = re.search(r'(>>?)"([^"]+)" 2>&1$', line)
        words = _words(line)
        self.level, printed = self.program(words)
        if redirected:
            with self._path(redirected[2]).open("a" if redirected[1] == ">>" else "w") as log:
                log.write(printed)

    def _path(self, written: str) -> Path:
        return self.folder / written.strip('"').replace("\\", "/")


def _words(line: str) -> list[str]:
    """The words of a command without its redirections."""
    plain = re.sub(r'\s*\d?>>?\s*("[^"]*"|nul|&\d)', "", line)
    return shlex.split(plain.replace("\\", "\\\\"))
