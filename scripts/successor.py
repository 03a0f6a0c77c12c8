"""Build the sample site with ProperDocs, MkDocs' continuation, and hold it against MkDocs' bytes.

python3 scripts/successor.py      exit 0 only if both sites are the same

ProperDocs stands in a .venv of its own, pinned and hashed, in which MkDocs isn't installed at all.

Kept in syntax that Python 3.6 can read; see interpreter.py.

MkDocs may end. ProperDocs 1.6 continues MkDocs 1.6 under another package name: it reads the same
`mkdocs.yml` (named with `-f`), finds our plugins and Material's theme by MkDocs' own entry points,
and hands its own modules to whoever imports `mkdocs.*`. `scripts/successor.py` builds the sample
with it, in an environment where MkDocs isn't installed, and holds it against MkDocs' bytes;
`.github/workflows/successor.yml` runs that when the program changes. The sites are the same, byte
for byte. What differs: the command is `properdocs build -f mkdocs.yml`; the `kim` command needs
`import properdocs.replacement` before it; Material still names MkDocs as its dependency, which must
be taken away after installing; without `NO_MKDOCS_2_WARNING` Material shows its notice, as under
MkDocs. Our code calls nothing of MkDocs that ProperDocs lacks; `mkdocs.commands.build.get_context`
and `mkdocs.livereload` are the least public of it.
"""

import sys
from typing import List

import interpreter


def run(arguments: List[str]) -> int:
    """Prepare .venv, whose uv makes the other one, and compare."""
    interpreter.require(__file__, arguments)
    if arguments:
        raise interpreter.SetupError("Usage: python3 scripts/successor.py")
    import bootstrap
    import comparison

    bootstrap.prepare(interpreter.ROOT, "dev")
    return comparison.verdict(interpreter.ROOT)


if __name__ == "__main__":
    sys.exit(interpreter.guarded(run))
