"""`kim schema` prints a schema and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kim_plugins.records import Kind
from kim_plugins.records.describing.schema import schema_of, schema_of_all
from tests.sites.folder import Site


@pytest.mark.parametrize("kind", Kind)
def test_schema_of_a_kind_is_printed(tmp_path: Path, kind: Kind) -> None:
    ran = Site(tmp_path).kim("schema", kind)
    assert (schema_of(kind), 0, "") == (json.loads(ran.out), ran.code, ran.err)


def test_without_a_kind_all_are_printed(tmp_path: Path) -> None:
    assert schema_of_all() == json.loads(Site(tmp_path).kim("schema").out)


def test_folder_names_a_kind_too(tmp_path: Path) -> None:
    assert schema_of(Kind.DECISION) == json.loads(Site(tmp_path).kim("schema", "keputusan").out)


def test_unknown_kind_is_a_sentence(tmp_path: Path) -> None:
    ran = Site(tmp_path).kim("schema", "kabar")
    assert (ran.code, ran.out) == (2, "")
    assert "'kabar' bukan jenis; pilih news, lesson, decision, group, page" in ran.err
