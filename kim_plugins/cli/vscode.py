"""Settings and snippets for Visual Studio Code, generated from the models.

VS Code completes front matter in Markdown files from snippets, without any extension. The YAML
extension reads `yaml.schemas` but doesn't look into Markdown (redhat-developer/vscode-yaml#207);
tools that pass front matter on to its language server find the schemas there.
"""

from __future__ import annotations

import re
from typing import Any, Final

from kim_plugins.records import FOLDERS, MODELS, Kind
from kim_plugins.records.describing.fields import (
    KIND_TITLES,
    FieldDescription,
    describe,
    media_from,
)
from kim_plugins.records.describing.placeholders import placeholder_for

Json = dict[str, Any]

# Offered on Ctrl+Space only: among running text, completions would get into an editor's way.
_MARKDOWN: Final[Json] = {
    "editor.detectIndentation": False,
    "editor.insertSpaces": True,
    "editor.tabSize": 2,
    "editor.wordWrap": "on",
    "editor.wordBasedSuggestions": "off",
    "editor.snippetSuggestions": "top",
}


def settings() -> Json:
    """`.vscode/settings.json`."""
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "[markdown]": _MARKDOWN,
        "yaml.schemas": {
            f"./docs/schema/{kind}.json": f"content/{folder}/**/*.md"
            for folder, kind in FOLDERS.items()
        },
    }


def snippets() -> Json:
    """`.vscode/kim.code-snippets`: one per field, found by its key and its Indonesian words."""
    found: Json = {}
    for field, kinds in _fields().items():
        name = f"{field.title} ({field.key}): {_list(kinds)}"
        found[name] = {
            "scope": "markdown",
            "prefix": [field.key, *field.words],
            "body": _body(field, kinds[0]),
            "description": f"{field.description} ({_list(kinds)})",
        }
    return found


def _list(kinds: list[Kind]) -> str:
    return ", ".join(KIND_TITLES[kind] for kind in kinds)


def _fields() -> dict[FieldDescription, list[Kind]]:
    """The fields of all kinds, each with the kinds that share it."""
    found: dict[FieldDescription, list[Kind]] = {}
    for kind in Kind:
        for field in describe(MODELS[kind]):
            found.setdefault(field, []).append(kind)
    return found


def _body(field: FieldDescription, kind: Kind) -> list[str]:
    example = media_from(placeholder_for(field), kind)
    if "\n" in example:
        return [f"{field.key}:", *map(_escaped, example.lstrip("\n").split("\n"))]
    if field.terms and not field.many:
        choices = ",".join(_escaped(term.value) for term in field.terms)
        return [f"{field.key}: ${{1|{choices}|}}"]
    return [f"{field.key}: ${{1:{_escaped(example)}}}"]


def _escaped(text: str) -> str:
    return re.sub(r"([$}\\])", r"\\\1", text)
