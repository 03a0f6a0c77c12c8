"""Hugo with Pagefind on the work that this project does: what its own documentation offers for it.

The same addresses as ours, but for the search index: taxonomies for groups, topics, regions and
activities, aliases as short addresses, output formats for scripts, sheets, tables and the three
feeds in full, a content adapter for reports, published resources for the archives of feeds. What
is asked for more than once is made once (`partialCached`), as its documentation advises.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import frontmatter
from peer import (
    HERE,
    NOW,
    Peer,
    day_of,
    group_titles,
    hugo_program,
    read,
    sections_by_year,
    translated,
    write,
)

from kim_plugins.records.models.vocabulary import Activity

_LATELY: Final = timedelta(days=90)
"""How long a bulletin has a script and a sheet, as `mkdocs.yml` says."""
_TAKEN: Final = (
    *("place", "sources", "level", "objectives", "steps", "problem", "decision", "method"),
    *("meeting", "actions", "activity"),
)
"""Fields that pages, feeds and reports show."""
LACKS: Final = (
    "checking of front matter, links and privacy, in Indonesian, before anything is published",
    "states (embargo, expiry, withdrawal, correction), tombstones, sanitised HTML",
    "hours, numbers and abbreviations in words in the scripts, sheets fitted to their paper",
    "pages of listings that keep their bytes when something new is published",
    "search that knows meN- and peN-, works from file:// and needs no WebAssembly",
    "publishing in one step, and a build of only what changed",
)


def hugo_same(corpus: Path, folder: Path, python: Path) -> Peer:
    """Hugo with templates that write what ours writes, and Pagefind over the bulletins."""
    shutil.copytree(HERE / "hugo-same", folder)
    groups = {name: read(corpus / "kelompok" / f"{name}.md") for name in group_titles(corpus)}
    content = folder / "content"
    regions = _write_groups(content, groups)
    for activity in Activity:
        term = content / "aktivitas" / activity.value / "_index.md"
        write(term, f"title: {json.dumps(activity.label)}\n", "")
    files = translated(corpus, content, partial(_front_matter, corpus, regions))
    years = sections_by_year(files)
    data = folder / "data"
    data.mkdir()
    (data / "tahun.json").write_text(json.dumps(sorted({year.name for year in years})))
    told = [{"id": name, "title": post["title"]} for name, post in groups.items()]
    (data / "kelompok.json").write_text(_json(told), encoding="utf-8")
    for year in years:
        title = year.parent.name.capitalize()
        write(year / "_index.md", f"title: {title} {year.name}\noutputs: [html]\n", "")
    return Peer(
        "hugo-same",
        folder,
        [
            [str(hugo_program(python)), "--quiet", "--clock", f"{NOW[:16]}:00+07:00"],
            [str(python), "-m", "pagefind", "--site", "public", "--quiet"],
        ],
        folder / "public",
        files,
        [folder / "resources"],
        LACKS,
    )


def _front_matter(
    corpus: Path, regions: Mapping[str, list[str]], source: Path, fields: Mapping[str, Any]
) -> str:
    """A bulletin's front matter for Hugo, a line a field: edits of the corpus go by the title's."""
    path = source.relative_to(corpus).with_suffix("").as_posix()
    key = hashlib.blake2b(path.encode(), digest_size=5).hexdigest()
    age = date.fromisoformat(NOW[:10]) - date.fromisoformat(day_of(fields))
    codes = regions[fields["group"]]
    named = {
        "title": fields["title"],
        "description": fields["description"],
        "date": f"{day_of(fields)}T08:00:00+07:00",
        "kelompok": [fields["group"]],
        "topik": fields["tags"],
        "wilayah": codes,
        "desa": codes[-1],
        "aktivitas": [fields["activity"]],
        "aliases": [f"/s/{key}/"],
    }
    if timedelta() <= age <= _LATELY:
        named["outputs"] = ["html", "naskah", "teks", "cetak"]
    named |= {name: fields[name] for name in _TAKEN if name in fields}
    return "".join(f"{name}: {_json(value)}\n" for name, value in named.items())


def _write_groups(content: Path, groups: Mapping[str, frontmatter.Post]) -> dict[str, list[str]]:
    """Terms for groups and regions; the codes of each group's regions, the largest first."""
    regions = {}
    for name, post in groups.items():
        place: Any = post["region"]
        parts = str(place["code"]).split(".")
        codes = [".".join(parts[:count]) for count in range(1, 5)]
        titles = (place["province"], place["regency"], place["district"], place["village"])
        for code, title in zip(codes, titles, strict=True):
            write(content / "wilayah" / code / "_index.md", f"title: {_json(title)}\n", "")
        regions[name] = codes
        contact: Any = post["contact"]
        head = {
            "title": post["title"],
            "desa": place["village"],
            "kontak": contact["whatsapp"],
            "anggota": post["members"],
            "outputs": ["html", "rss", "atom", "jsonfeed", "podcast"],
        }
        lines = "".join(f"{key}: {_json(value)}\n" for key, value in head.items())
        write(content / "kelompok" / name / "_index.md", lines, post.content)
    return regions


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
