"""Whatever stands in a file: a record or an error with its place, in little time, no traceback.

Each input follows from its number. `--thorough` looks at 20,000 of each, else at a few hundred.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kim_plugins.builder.inspecting import inspect_safely
from kim_plugins.catalogue import Content, gather
from kim_plugins.catalogue.media.file import Media
from kim_plugins.catalogue.media.image_files import image_files
from kim_plugins.catalogue.media.sounds import strip_tags
from kim_plugins.records import Kind, Problem
from tests.catalogue.sites import NOW, OPTIONS, picture
from tests.fuzz import mutations

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 5.0
"""For one input of a few kilobytes, on a machine that has other work."""


@pytest.fixture
def seeds(thorough: bool) -> range:
    return range(20_000 if thorough else 300)


Document = tuple[str, bytes]


def documents() -> list[Document]:
    """Files as editors write them, right and wrong, with the places where they lie."""
    content = ROOT / "tests/sample/content"
    found = [
        (file.relative_to(content).as_posix(), file.read_bytes()) for file in content.rglob("*.md")
    ]
    cases = (ROOT / "tests/cases/records").glob("*.md")
    found += [(file.name.replace("__", "/"), file.read_bytes()) for file in cases]
    return sorted(found)


AROUND = {
    name: (ROOT / "tests/sample/content" / name).read_bytes()
    for name in ("kelompok/tani.md", "kelompok/laut.md", "media/sawah.png", "media/halo.mp3")
}
"""What files refer to."""


def judged(path: str, data: bytes) -> list[Problem]:
    """What a site says of one file; it is read, rendered, looked through and cross-checked."""
    files = {**AROUND, path: data}
    texts = [name for name in files if name.endswith(".md")]
    others = [name for name in files if not name.endswith(".md")]
    started = time.process_time()
    catalogue, problems = gather(Content(texts, others, files.__getitem__), OPTIONS, NOW)
    took = time.process_time() - started
    assert took < MOST_SECONDS, took
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert re.fullmatch(r"K\d{3}", problem.code)
        assert problem.code != "K321", problem.message  # a renderer that gave up
        assert problem.message
        assert problem.hint
        if problem.path == path:
            assert 1 <= problem.line <= len(lines), problem
            assert problem.column >= 1, problem
    wrong = any(problem.is_error for problem in problems if problem.path == path)
    assert (path in catalogue.entries) is not wrong
    return problems


def by_bytes(rng: random.Random, corpus: list[Document]) -> Document:
    path, data = rng.choice(corpus)
    return path, mutations.mutated(rng, data, [other for _, other in corpus])


def by_structure(rng: random.Random, corpus: list[Document]) -> Document:
    kind = rng.choice(mutations.KINDS)
    text = mutations.document(rng, kind, rng.choice((0.0, 0.02, 0.3)))
    return mutations.PLACES[kind].format("a"), text.encode("utf-8", "replace")


def by_body(rng: random.Random, corpus: list[Document]) -> Document:
    path, data = rng.choice(corpus)
    return path, data + mutations.text(rng, 120).encode("utf-8", "replace")


@pytest.mark.parametrize("make", [by_bytes, by_structure, by_body])
def test_any_document_is_a_record_or_an_error(
    make: Callable[[random.Random, list[Document]], Document], seeds: range
) -> None:
    corpus = documents()
    read = 0
    for seed in seeds:
        path, data = make(random.Random(seed), corpus)
        try:
            problems = judged(path, data)
        except Exception as error:
            error.add_note(f"seed {seed} of {make.__name__}: {path} {data!r}")
            raise
        read += not any(problem.is_error and problem.code < "K300" for problem in problems)
    assert read > len(seeds) / 30  # so that more than the reader is tried


def test_any_name_is_a_file_or_a_problem(seeds: range) -> None:
    """What has passed the walk is text; everything behind it has to live with it."""
    for seed in seeds:
        rng = random.Random(seed)
        names = [mutations.name(rng).decode("utf-8", "replace") for _ in range(3)]
        path = rng.choice(("berita/2026/{}.md", "{}.md", "{}/{}.md", "literasi/{}.md")).format(
            *names
        )
        data = mutations.document(rng, Kind.PAGE if "/" not in path else Kind.NEWS, 0.0)
        try:
            judged(path, data.encode("utf-8", "replace"))
        except Exception as error:
            error.add_note(f"seed {seed}: {path!r}")
            raise


def media() -> Iterator[tuple[str, bytes]]:
    """A valid file of each kind that may be published."""
    for kind, suffix in (
        *(("JPEG", "jpg"), ("PNG", "png"), ("GIF", "gif"), ("WEBP", "webp"), ("TIFF", "tif")),
        *(("BMP", "bmp"), ("AVIF", "avif"), ("HEIF", "heic")),
    ):
        try:
            yield f"a.{suffix}", picture(kind, (64, 48))
        except (KeyError, OSError):
            continue  # this build of Pillow can't write it
    found = ("content/media", "tests/sample/content/media", "tests/cases/media")
    for file in (f for folder in found for f in sorted((ROOT / folder).rglob("*"))):
        if file.suffix in (".mp3", ".m4a", ".ogg", ".opus", ".svg", ".png", ".jpg"):
            data = file.read_bytes()
            if len(data) < 100_000:
                yield file.name, data
    yield (
        "a.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[]>>\n%%EOF",
    )


def test_any_picture_sound_or_document_is_published_or_refused(thorough: bool) -> None:
    """What `check` takes can be drawn and stripped by `build`."""
    files = [*media()]
    corpus = [data for _, data in files]
    taken = 0
    for seed in range(20_000 if thorough else 400):
        rng = random.Random(seed)
        name, data = files[seed % len(files)]
        data = mutations.mutated(rng, data, corpus) if seed >= len(files) else data
        started = time.process_time()
        try:
            found = inspect_safely(f"media/{name}", data)
            if isinstance(found, Media):
                taken += 1
                if found.is_picture:
                    image_files(found, data)
                elif found.is_sound:
                    strip_tags(found.mime, data)
            else:
                assert re.fullmatch(r"K\d{3}", found.code)
                assert found.message
                assert found.hint
        except Exception as error:
            error.add_note(f"seed {seed}: {name}")
            raise
        assert time.process_time() - started < MOST_SECONDS, (seed, name)
    assert taken > 20
