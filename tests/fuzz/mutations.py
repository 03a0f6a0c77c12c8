"""Random inputs from valid ones, the same for the same seed: bytes, structures, texts and names."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from typing import Any, Final

from kim_plugins.records import Kind
from kim_plugins.records.describing.schema import schema_of

WORDS: Final = ("air", "Panen raya", "RT 03/05", "Pak Lurah", "kerja bakti", "desa", "2026", "KIM")
SIGNS: Final = (
    *("*", "**", "_", "`", "```\n", "\n", "\n\n", "- ", "1. ", "a. ", "# ", "> ", "|", "\n|---|\n"),
    *("\t", "    ", "{: ", "}", "!!! note\n", "::: ", '"', "'", "<", "<b", "<div>", "</div>", "&"),
    *("&amp;", "[", "]", "(", ")", "](", "![", "[^1]", "[^1]: ", "https://a.id", "www.", "@", "\\"),
    *("<!--", "-->", "<![CDATA[", "<a href='x", "<iframe src='https://youtu.be/a'>", "{{", "}}"),
    *("---\n", "===\n", "• ", "~~", "==", "^", "$", "é", "🌾", "\u00a0", "\u200b", "\u202e", "ﷺ"),
    *("[a](b.md)", "![x](../../media/sawah.png)", "3201010101010001", "0812 0000 1234", "😀" * 3),
)
NASTY: Final = (
    *("", " ", "no", "012", "19:30", "1_000", "~", "null", "0x1F", "1e999", "=", "<<", "-1", "0"),
    *(
        "9" * 40,
        "1e400",
        "nan",
        "-0",
        "٣",
        "⑨",
        "0001-01-01",
        "9999-12-31T23:59-23:59",
        "31/02/2026",
    ),
    *(
        "2026-13-45",
        "24:00",
        "2026-01-01T00:00+25:00",
        "1 Januari 10000",
        "\x01",
        "\u202ea",
        "\ufffe",
    ),
    *("\ud7ff", "\ue000", "a\nb", "a: b", "# x", "- a", "[", "{", "'", '"', "../../../etc/passwd"),
    *(
        "/../x/",
        "/feed.xml/",
        "/a/",
        "file:///etc",
        "javascript:alert(1)",
        "data:text/html,x",
        "%00",
    ),
    *(
        "a" * 3000,
        "🌾" * 200,
        "<script>",
        "{{x}}",
        "{% x %}",
        "{0.__class__}",
        "%s%n",
        "]]>",
        "&#0;",
    ),
)
KINDS: Final = (Kind.NEWS, Kind.LESSON, Kind.DECISION, Kind.GROUP, Kind.PAGE)
PLACES: Final = {
    Kind.NEWS: "berita/2026/{}.md",
    Kind.LESSON: "literasi/{}.md",
    Kind.DECISION: "keputusan/2026/{}.md",
    Kind.GROUP: "kelompok/{}.md",
    Kind.PAGE: "{}.md",
}
_SCHEMAS: Final = {kind: schema_of(kind) for kind in KINDS}


def mutated(rng: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Bytes with some of them changed, lost, doubled, or taken from other inputs."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at, to = sorted((rng.randrange(len(found) + 1), rng.randrange(len(found) + 1)))
        to = min(to, at + rng.choice((1, 4, 64, 4096)))
        match rng.randrange(7):
            case 0 if found:
                found[min(at, len(found) - 1)] ^= 1 << rng.randrange(8)
            case 1:
                del found[at:to]
            case 2:
                found[at:at] = found[at:to]
            case 3:
                found[at:to] = rng.randbytes(min(to - at, 64))
            case 4:
                other = rng.choice(others)
                start = rng.randrange(len(other) + 1)
                found[at:to] = other[start : start + rng.choice((4, 64, 4096))]
            case 5:
                found[at:to] = (
                    rng.choice((b"\0", b"\xff", b"\xff\xff\xff\xff", b"\x7f\xff", b"")) * 2
                )
            case _:
                found[at:at] = rng.choice((*SIGNS, *NASTY)).encode("utf-8", "surrogatepass")
    return bytes(found)


def text(rng: random.Random, longest: int = 30, signs: Sequence[str] = SIGNS) -> str:
    """Something like a body."""
    parts = rng.choices((*signs, *WORDS, " ", "\n"), k=rng.randrange(1, longest))
    return "".join(f"{part} " if rng.random() < 0.3 else part for part in parts)


def record(rng: random.Random, kind: Kind, wild: float) -> dict[str, Any]:
    """Front matter by the kind's schema; `wild` of its values are anything."""
    schema = _SCHEMAS[kind]
    found = _fields(rng, schema, schema["$defs"], wild)
    if rng.random() < wild:
        found[rng.choice(("judul", "titel", "x", *found))] = rng.choice(NASTY)
    return found


def document(rng: random.Random, kind: Kind, wild: float, signs: Sequence[str] = SIGNS) -> str:
    """A file of a kind; JSON is YAML, and quotes all that has to be."""
    return _file(record(rng, kind, wild), text(rng, signs=signs))


def _file(fields: dict[str, Any], body: str) -> str:
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    return f"---\n{''.join(lines)}---\n\n{body}\n"


def _fields(rng: random.Random, schema: Any, defs: Any, wild: float) -> dict[str, Any]:  # noqa: ANN401 - JSON
    required = schema.get("required", ())
    return {
        key: _value(rng, one, defs, wild)
        for key, one in schema["properties"].items()
        if key in required or rng.random() < 0.35
    }


def _value(rng: random.Random, schema: Any, defs: Any, wild: float) -> Any:  # noqa: ANN401 - as above
    if rng.random() < wild:
        return rng.choice((*NASTY, None, 10**30, -1, 1.5, True, [], {}, ["a"] * 250, [[["a"]]]))
    if "$ref" in schema:
        schema = defs[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        schema = {**schema, **rng.choice(schema["anyOf"])}
    examples = schema.get("examples", ())
    if "properties" in schema and (wild or not examples):
        return _fields(rng, schema, defs, wild)
    if "items" in schema and (wild or not examples):
        return [_value(rng, schema["items"], defs, wild) for _ in range(rng.randrange(1, 4))]
    if "minimum" in schema and (wild or not examples):
        return rng.randrange(schema["minimum"], min(schema.get("maximum", 99), 10**6) + 1)
    return rng.choice(schema.get("enum") if wild and "enum" in schema else examples or WORDS)


def name(rng: random.Random) -> bytes:
    """What a file or folder may be called on a system that forbids `/` and zero only."""
    signs = (*SIGNS, *WORDS, *NASTY, "-rf", "con", "index", "İ", "é", "é", "halaman", "s", "naskah")
    data = "".join(rng.choices(signs, k=rng.randrange(1, 4))).encode("utf-8", "surrogatepass")
    if rng.random() < 0.1:
        data = mutated(rng, data, [b"\xe9\xff"])
    return data.replace(b"/", b"-").replace(b"\0", b"").lstrip(b".")[:200] or b"a"
