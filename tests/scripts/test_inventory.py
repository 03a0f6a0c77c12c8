"""What is installed is written down, with what its licences mean for a group."""

from __future__ import annotations

import json
import re
from email.message import Message

import pytest

from interpreter import ROOT
from inventory import LICENCES, SBOM, inventory, licence_of

FILES = inventory(ROOT)
STRICT = re.compile(r"\bA?L?GPL|Lesser General|MPL|Mozilla|\bNC\b|CC[ -]BY|tidak disebut")


@pytest.mark.parametrize("path", FILES)
def test_the_inventory_is_not_stale(path: str) -> None:
    """Renew it: python3 scripts/lock.py; then read the diff."""
    assert FILES[path] == (ROOT / path).read_text(encoding="utf-8")


def test_every_licence_with_conditions_is_explained() -> None:
    explained, table = (ROOT / LICENCES).read_text(encoding="utf-8").split("## Semua pustaka")
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| ")]
    strict = {name.strip() for name, _, licence in rows if STRICT.search(licence)}
    assert {"mutagen", "num2words", "certifi"} <= strict
    unexplained = {
        name for name in strict if not re.search(rf"^\|.*\b{name}\b", explained, re.MULTILINE)
    }
    assert not unexplained


def test_the_bill_of_materials_knows_what_needs_what() -> None:
    document = json.loads((ROOT / SBOM).read_text(encoding="utf-8"))
    assert document["bomFormat"] == "CycloneDX"
    needs = {one["ref"]: one.get("dependsOn", []) for one in document["dependencies"]}
    assert {"mkdocs", "mkdocs-material", "feedgen", "markdown"} <= set(needs["kim_plugins"])
    assert "lxml" in needs["feedgen"]
    named = {one["bom-ref"] for one in document["components"]}
    assert {package for some in needs.values() for package in some} <= named


@pytest.mark.parametrize(
    "fields,licence",
    [
        ([("License-Expression", "MIT"), ("License", "other")], "MIT"),
        ([("License", "BSD-3-Clause")], "BSD-3-Clause"),
        ([("License", "Permission is hereby granted, free of charge, to any person")], None),
        ([("License", "UNKNOWN"), ("Classifier", "License :: OSI Approved :: X")], "X"),
        ([("Classifier", "Topic :: Text"), ("Classifier", "License :: A")], "A"),
    ],
)
def test_a_licence_is_named_as_the_package_names_it(
    fields: list[tuple[str, str]], licence: str | None
) -> None:
    metadata = Message()
    for name, value in fields:
        metadata[name] = value
    assert licence_of(metadata) == (licence or "tidak disebut")
