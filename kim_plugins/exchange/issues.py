"""An issue that somebody filed through a form of ours, as the file of a bulletin.

GitHub writes each answer below a heading with its label, `_No response_` where there is none, and
the choices of a list between commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from kim_plugins.records.describing.fields import KIND_TITLES
from kim_plugins.records.describing.form import Input
from kim_plugins.records.describing.issue_forms import (
    BODY_LABEL,
    FORM_KINDS,
    KIND_LABEL,
    Question,
    questions,
    told_parts,
)
from kim_plugins.records.fields.widgets import Widget
from kim_plugins.records.patterns import deferred

_NOTHING: Final = "_No response_"
_FIRST: Final = deferred(rf"(?:.*\n)*?### {KIND_LABEL}\n+(?P<kind>[^\n]+)\n+(?=### )")
_ITEM: Final = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+")
_LABELLED: Final = re.compile(r"\s*([^:]{1,60}?)\s*:\s*(.*)")


def issue_file(text: str) -> str | None:
    """The file of a bulletin that such an issue describes; None for any other text."""
    found = _FIRST.match(text)
    titles = {KIND_TITLES[kind]: kind for kind in FORM_KINDS}
    if found is None or (kind := titles.get(found["kind"].strip())) is None:
        return None
    asked = questions(kind)
    answers = _answers(text[found.end() :], [*(one.label for one in asked), BODY_LABEL])
    fields: dict[str, Any] = {}
    for one in asked:
        if (answer := answers.get(one.label, "")) and (value := _value(one, answer)):
            _put(fields, one.path, value)
    made = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{made}---\n\n{answers.get(BODY_LABEL, '')}\n"


def _answers(text: str, labels: list[str]) -> dict[str, str]:
    """The answers by label: headings of the form come in its order, so others are words."""
    found: dict[str, str] = {}
    current, lines = "", text.split("\n")
    rest = list(labels)
    for line in lines:
        label = line.removeprefix("### ").strip() if line.startswith("### ") else ""
        if label in rest:
            current = label
            rest = rest[rest.index(label) + 1 :]
            found[current] = ""
        elif current:
            found[current] += f"{line}\n"
    stripped = {label: answer.strip() for label, answer in found.items()}
    return {label: answer for label, answer in stripped.items() if answer != _NOTHING}


def _value(question: Question, answer: str) -> Any:  # noqa: ANN401 - whatever YAML can say
    asked = question.input
    if asked.parts:
        return [item for item in (_group(asked, part) for part in _blocks(answer)) if item]
    return _of_field(asked, answer)


def _of_field(asked: Input, answer: str) -> Any:  # noqa: ANN401 - as above
    values = {term.label.casefold(): term.value for term in asked.terms}
    if asked.widget is Widget.CHOICES:
        # A label may hold a comma itself.
        told = f", {answer.casefold()}, "
        return [values[label] for label in values if f", {label}, " in told] or [answer]
    if asked.many:
        return [_ITEM.sub("", line, count=1).strip() for line in answer.split("\n") if line.strip()]
    return values.get(answer.casefold(), answer)


def _blocks(answer: str) -> list[str]:
    return [block for block in re.split(r"\n\s*\n", answer) if block.strip()]


def _group(asked: Input, block: str) -> dict[str, Any]:
    """One item of a list of groups; a line without a label goes on with the one before it."""
    parts = {part.title.casefold(): part for part in told_parts(asked)}
    found: dict[str, Any] = {}
    part = asked.parts[0]
    for key, text in _told(block, set(parts)):
        part = parts.get(key, part)
        value = _of_field(part, text)
        if part.many:
            found[part.key] = [*found.get(part.key, []), *value]
        elif part.key in found:
            found[part.key] = f"{found[part.key]} {text}"
        else:
            found[part.key] = value
    return found


def _told(block: str, labels: set[str]) -> Iterator[tuple[str, str]]:
    for line in block.split("\n"):
        match = _LABELLED.fullmatch(_ITEM.sub("", line, count=1))
        if match and match[1].casefold() in labels:
            if match[2]:
                yield match[1].casefold(), match[2].strip()
        elif line.strip():
            yield "", _ITEM.sub("", line, count=1).strip()


def _put(fields: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    *above, key = path
    for name in above:
        fields = fields.setdefault(name, {})
    fields[key] = value
