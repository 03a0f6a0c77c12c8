"""The catalogue as open data: what stands in a line, how it fits the schema, what never does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema.exceptions import best_match
from pydantic import BaseModel

from kim_plugins.catalogue import Catalogue
from kim_plugins.catalogue.addresses import DATA_CATALOGUE, DATA_FILE, DATA_SCHEMA
from kim_plugins.catalogue.guids import guid_of
from kim_plugins.pages import FileSpec, PageSpec, data_targets, planned, targets
from kim_plugins.records import Decision, Group, Lesson, News
from tests.catalogue.sites import OPTIONS, decision, lesson, news, site
from tests.feeds.edge_site import edge_catalogue
from tests.pages.specimens import Specimen
from tests.pages.test_every_field import BULLETIN, DECISION, GROUPS, LESSON
from tests.pages.test_every_field import site as site_of
from tests.sites.collected import SITE, collected

Json = dict[str, Any]
FEW: Final = settings(max_examples=max(6, settings().max_examples // 20))


def files_in(catalogue: Catalogue) -> dict[str, bytes]:
    return {one.address: one.make() for one in planned(catalogue, FileSpec)}


def lines_of(catalogue: Catalogue) -> list[Json]:
    """The lines of all parts in order."""
    parts = sorted(data_targets(catalogue), key=lambda target: target.name)
    made = (file.make() for part in parts for file in part.plan() if isinstance(file, FileSpec))
    # Whoever takes more for the end of a line than JSON does still reads whole lines.
    return [json.loads(line) for data in made for line in data.decode().splitlines()]


def valid(catalogue: Catalogue, lines: list[Json]) -> list[Json]:
    """The lines, after each was held against the published schema."""
    (page,) = (target for target in targets(catalogue) if target.name == "/data/")
    schema = next(one.make() for one in page.plan() if one.address == DATA_SCHEMA)  # type: ignore[union-attr]
    validator = _validator(schema)
    assert [best_match(validator.iter_errors(line)) for line in lines] == [None] * len(lines)
    return lines


@cache
def _validator(schema: bytes) -> jsonschema.Draft202012Validator:
    found = json.loads(schema)
    jsonschema.Draft202012Validator.check_schema(found)
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(found, format_checker=formats)


def test_every_line_of_everything_odd_fits_the_schema() -> None:
    catalogue = edge_catalogue()
    lines = valid(catalogue, lines_of(catalogue))
    shown = [entry for entry in catalogue.bulletins if entry.shows_body]
    guids = [line["guid"] for line in lines if line["kind"] != "group"]
    assert sorted(guids) == sorted(guid_of(catalogue, entry) for entry in shown)
    assert [line["id"] for line in lines if line["kind"] == "group"] == ["laut", "tani"]


# -- a line and its record ---------------------------------------------------------------------

KINDS: Final[dict[str, tuple[type[BaseModel], Json]]] = {
    "berita/2026/semua.md": (News, BULLETIN),
    "literasi/semua.md": (Lesson, LESSON),
    "keputusan/2026/semua.md": (Decision, DECISION),
    "kelompok/tani.md": (Group, GROUPS),
}
PRIVATE: Final = frozenset(
    {
        *("date", "embargo", "updated", "group", "radio_wpm"),
        *("audio.transcript", "enterprises[0].contact", "privacy[0].allow", "privacy[0].reason"),
    }
)
NEVER: Final = frozenset({"draft", "withdrawn", "redirect_from", "guid", "id"})
ELSEWHERE: Final = frozenset({"image.src", "audio.src", "follows", "supersedes"})
"""Paths of files, whose addresses are published."""
OPTIONAL: Final = (
    *("lang", "tags", "authors", "image", "audio", "sources", "activity", "privacy"),
    *("verification", "corrections", "place", "event", "duration", "pillars", "quiz", "claim"),
    *("options", "actions", "aspiration", "follows", "decree", "term", "registration", "vision"),
    *("partners", "enterprises", "missions", "radio_wpm", "secretariat", "ict.facilities"),
)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON
    """Every value by its path, of a list the first."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaves(one, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from leaves(value[0], f"{path}[0]")
    else:
        yield path, value


@cache
def specimen(path: str, without: frozenset[str]) -> tuple[Specimen, Json, str]:
    """A file with every field but some, its line, and the line as it is published."""
    model, fixed = KINDS[path]
    found = Specimen(model, fixed=fixed, leave_out=NEVER | without)
    catalogue = site_of(path, found.markdown())
    (line,) = (
        line
        for line in valid(catalogue, lines_of(catalogue))
        if line["url"].endswith(f"/{path.removesuffix('.md')}/")
    )
    return found, line, json.dumps(line, ensure_ascii=False)


def path_of(leaf: str) -> str:
    """`tags[0]` is a value of `tags`."""
    return leaf.removesuffix("[0]")


@pytest.mark.parametrize("path", KINDS)
@FEW
@given(st.sets(st.sampled_from(OPTIONAL)).map(frozenset))
def test_a_line_says_what_the_record_says_in_public_fields_and_nothing_else(
    path: str, without: frozenset[str]
) -> None:
    found, line, text = specimen(path, without)
    own = {"kind", "guid", "id", "url", "published", "modified", "group", "license"}
    said = dict(leaves({key: value for key, value in line.items() if key not in own}))
    written = {path_of(leaf): texts for leaf, texts in found.leaves}
    members = {one for one in written if one == "members"}
    assert {one.split(".")[0] if one.startswith("members") else one for one in said} == {
        one for one in written if one not in PRIVATE
    } | members
    for leaf, texts in written.items():
        for word in (word for word in texts if word.startswith("Isian")):
            assert (word in text) == (leaf not in PRIVATE), leaf
            if leaf not in PRIVATE:
                assert said[leaf] in (word, [word]), leaf
    for leaf in ELSEWHERE & said.keys():
        for address in [said[leaf]] if isinstance(said[leaf], str) else said[leaf]:
            assert address.startswith("https://kabar.example/"), leaf
    assert "../" not in text


def test_a_moment_keeps_its_zone_and_a_day_stays_a_day() -> None:
    files = {
        "berita/2026/a.md": news(
            "expires: 2026-12-01\n"
            "event: {start: 2026-12-02 09.00 WITA, place: Balai, end: '11.00'}\n"
        )
    }
    (line,) = (line for line in lines_of(site(files)[0]) if line["kind"] == "news")
    assert (line["published"], line["expires"]) == ("2026-03-01T00:00:00+07:00", "2026-12-01")
    event = line["event"]
    assert (event["start"], event["end"]) == ("2026-12-02T09:00:00+08:00", "11:00")


# -- what is there and what isn't --------------------------------------------------------------


def test_only_what_is_published_is_there() -> None:
    """What has expired is, as its page is; what was withdrawn isn't, though its page is."""
    files = {
        "berita/2026/terbit.md": news(),
        "berita/2026/konsep.md": news("draft: true\n"),
        "berita/2026/nanti.md": news(date="2026-03-11"),
        "berita/2026/embargo.md": news("embargo: 2026-03-11 08.00\n"),
        "berita/2026/lewat.md": news("expires: 2026-03-05\n"),
        "berita/2026/dicabut.md": news("withdrawn: {date: 2026-03-05, reason: data-pribadi}\n"),
        "berita/2026/pulih.md": news(
            "withdrawn: {date: 2026-03-05, reason: ganda, restored: 2026-03-06}\n"
        ),
        "literasi/belajar.md": lesson(),
        "keputusan/2026/air.md": decision("follows: [keputusan/2026/lama.md]\n"),
        "keputusan/2026/lama.md": decision("draft: true\n"),
        "tentang.md": "---\ntitle: Tentang\n---\nIsi.\n",
    }
    catalogue, _ = site(files)
    lines = valid(catalogue, lines_of(catalogue))
    addresses = {line["url"].removeprefix(OPTIONS.url) for line in lines}
    assert addresses == {
        *("berita/2026/terbit/", "berita/2026/lewat/", "berita/2026/pulih/"),
        *("literasi/belajar/", "keputusan/2026/air/", "kelompok/tirta/"),
    }
    assert "follows" not in next(line for line in lines if line["kind"] == "decision")
    assert "withdrawn" not in json.dumps(lines)


def test_a_year_of_which_everything_was_withdrawn_has_no_file() -> None:
    gone = news("withdrawn: {date: 2025-03-05, reason: ganda}\n", date="2025-03-01")
    catalogue, _ = site({"berita/2025/a.md": gone, "berita/2026/b.md": news()})
    names = [target.name for target in data_targets(catalogue)]
    assert names == ["/data/kelompok.ndjson", "/data/berita-2026.ndjson"]


@FEW
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_title_is_one_line(words: str) -> None:
    text = news(f"place: {json.dumps(words)}\n")
    catalogue, problems = site({"berita/2026/a.md": text})
    if not any(problem.is_error for problem in problems):
        lines = [line for line in lines_of(catalogue) if line["kind"] == "news"]
        record = catalogue.entries["berita/2026/a.md"].record
        assert [line.get("place") for line in lines] == [getattr(record, "place", None)]


@pytest.mark.parametrize(
    "origin, said",
    [
        (
            {**SITE, "license_name": "CC BY"},
            {
                "url": "https://tirta.example/berita/2026/air/",
                "license": "CC BY",
                "publisher": {"name": "Situs <Tirta>", "url": "https://tirta.example/"},
            },
        ),
        (
            {},
            {
                "url": "https://kabar.example/berita/2026/air/",
                "publisher": {"name": "Situs <Tirta>"},
            },
        ),
    ],
)
def test_what_was_collected_says_who_published_it_where_and_under_which_terms(
    origin: dict[str, str], said: Json
) -> None:
    """Never under the terms of the site that collected it."""
    catalogue = collected(**origin)
    lines = {line["title"]: line for line in valid(catalogue, lines_of(catalogue))}
    told = {
        key: lines["Air"][key] for key in ("url", "license", "publisher") if key in lines["Air"]
    }
    assert told == said
    assert lines["KIM Tirta"].get("license") == said.get("license")
    assert lines["Panen"]["license"] == "https://kabar.example/lisensi"
    assert "publisher" not in lines["Panen"]


# -- the page, and what portals read -----------------------------------------------------------


def test_portals_find_the_data_its_licence_and_its_day() -> None:
    catalogue, _ = site({"berita/2026/a.md": news()})
    found = json.loads(files_in(catalogue)[DATA_CATALOGUE])
    (data,) = found["dcat:dataset"]
    (file,) = data["dcat:distribution"]
    assert file["dcat:downloadURL"] == {"@id": OPTIONS.absolute(DATA_FILE)}
    assert file["dct:conformsTo"] == {"@id": OPTIONS.absolute(DATA_SCHEMA)}
    assert data["dct:modified"]["@value"] == "2026-03-01"
    page = next(spec for spec in planned(catalogue, PageSpec) if spec.address == "/data/")
    assert page.indexed
