"""What Netlify's and Cloudflare's own rules for `_headers` allow, and what ours says to them.

Both were asked themselves: scripts/hosts.sh.
"""

from __future__ import annotations

import re
from pathlib import Path

RULES, LETTERS = 100, 2_000
"""The most that Cloudflare Pages reads: rules of a file, and letters of a line."""


def rules_of(file: Path) -> dict[str, list[str]]:
    """The lines of each path."""
    found: dict[str, list[str]] = {}
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("/"):
            found[line] = []
        else:
            found[[*found][-1]].append(line.strip())
    return found


def test_headers_are_within_the_bounds_of_hosts(at_root: Path) -> None:
    """With `/admin/`, whose policy names the code host."""
    lines = (at_root / "_headers").read_text("utf-8").splitlines()
    assert max(map(len, lines)) < LETTERS
    assert len(rules_of(at_root / "_headers")) < RULES
    assert not [path for path in rules_of(at_root / "_headers") if path.count("*") > 1]


def test_what_every_page_has_is_taken_back_before_it_is_said_anew(at_root: Path) -> None:
    """Cloudflare joins what two rules say; Netlify takes the last, and passes over `!`."""
    every, *others = rules_of(at_root / "_headers").values()
    names = {line.partition(":")[0] for line in every}
    for rule in others:
        for name, value in re.findall(r"^([\w-]+): (.*)$", "\n".join(rule), re.MULTILINE):
            assert value
            assert name not in names or f"! {name}" in rule[: rule.index(f"{name}: {value}")]
