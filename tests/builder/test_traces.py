"""What is made again, and what isn't: recorded traces against a site that is made as a whole."""

from __future__ import annotations

import random
import re
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from kim_plugins.builder.files import content_of
from kim_plugins.builder.making import File, Making, Target
from kim_plugins.builder.outputs import Outputs
from kim_plugins.builder.store import Store
from kim_plugins.builder.traces import Made, Traces, number_of
from kim_plugins.catalogue import Memory, gather
from kim_plugins.catalogue.tracing import RECORD, recording
from kim_plugins.records import Group
from tests.builder.walks import SMALL, A, B, C, makers
from tests.catalogue.sites import NOW, OPTIONS, news
from tests.sites.memory import JAKARTA, Files, content

NOON = datetime(2026, 11, 20, 12, tzinfo=JAKARTA)


class Walk:
    """A site whose traces are kept from one state to the next, in memory but for the table."""

    def __init__(self, folder: Path) -> None:
        self._file, self._memory = folder / "jejak", Memory()
        self.files: dict[str, dict[str, bytes]] = {}

    def step(self, files: Files, now: datetime) -> tuple[set[str], set[str]]:
        """What traces want made anew, and what is another or new."""
        catalogue = gather(content(files), OPTIONS, now, self._memory)[0]
        traces = Traces(Store(self._file, b"x"), catalogue, b"setelan")
        wanted = set(traces.stale())
        made: dict[str, dict[str, bytes]] = {}
        for target in makers(catalogue):
            with recording() as reads:
                made[target.name] = {file.address: file.data for file in target.make()}
            traces.note_reads(reads)
            numbers = b"".join(sorted(number_of(read).to_bytes(4, "little") for read in reads))
            if target.name in wanted or target.name not in self.files:
                traces.note(target.name, Made({}, [], numbers))
        if not traces.has_same_targets:
            traces.forget(traces.targets.keys() - made.keys())
        else:
            assert made.keys() == traces.targets.keys()
        traces.save()
        others = {name for name, own in made.items() if self.files.get(name) != own}
        new = made.keys() - self.files.keys()
        self.files = made
        return wanted, others - new


def test_what_reads_nothing_that_changed_has_the_same_bytes(tmp_path: Path) -> None:
    """Our own content, edited at random, and the clock that goes on."""
    sample = content_of(Path(__file__).parents[2] / "content")
    files = {path: sample.read(path) for path in (*sample.documents, *sample.media)}
    chance, walk, now = random.Random(7), Walk(tmp_path), NOON - timedelta(days=200)
    documents = [
        path for path in sample.documents if re.match("berita|keputusan|literasi|kelompok", path)
    ]
    walk.step(files, now)
    for _ in range(14):
        if chance.random() < 0.5:
            now += timedelta(minutes=chance.choice([7, 240, 1440, 40 * 1440]))
        for path in chance.sample(documents, chance.randint(0, 2)):
            edit(files, path, chance)
        wanted, others = walk.step(files, now)
        assert others <= wanted
        assert len(wanted) < len(walk.files)


def edit(files: dict[str, bytes], path: str, chance: random.Random) -> None:
    line, new = chance.choice(
        [
            (rb"^title: ", b"title: Baru. "),
            (rb"^description: ", b"description: Baru. "),
            (rb"^tags: .*$", b"tags: [air, pasar baru]"),
            (rb"\Z", b"\nSekalimat lagi.\n"),
        ]
    )
    if path.startswith("kelompok/"):
        line, new = chance.choice(
            [
                (rb"^title: ", b"title: Baru "),
                (rb"^description: ", b"description: Baru. "),
                (rb"^  village: ", b"  village: Baru "),
                (rb"0812000", b"0812009"),
            ]
        )
    files[path] = re.sub(line, new, files[path], count=1, flags=re.MULTILINE)


@pytest.mark.parametrize("path", [A, B, C])
def test_words_make_only_what_shows_them(tmp_path: Path, path: str) -> None:
    walk = Walk(tmp_path)
    walk.step(SMALL, NOW)
    assert walk.step(SMALL, NOW) == (set(), set())
    assert walk.step(SMALL, NOW + timedelta(hours=1)) == (set(), set())
    wanted, others = walk.step({**SMALL, path: f"{SMALL[path]!s}\nSekalimat lagi.\n"}, NOW)
    own = f"/{path.removesuffix('.md')}/"
    assert own in others
    assert others <= wanted
    # What another group says about something else.
    assert ("/berita/2026/a/" if path == C else "/keputusan/2026/c/") not in wanted


OWN, OF_ALL = "/kelompok/tirta/", {"/feed.xml", "/berita/", "/keputusan/2026/c/"}
PROFILE = {
    "established": ("2020", {OWN, "/kelompok/tirta/podcast.xml"}),
    "title": ("KIM Tirtamoyo", {OWN, "/berita/", "/feed.xml", "/laporan/"}),
    "description": ("Kelompok warga desa.", {OWN, "/kelompok/tirta/feed.xml"}),
    "lang": ("jv", {OWN}),
    "redirect_from": ("[/lama/]", {"/kelompok/tirta/laporan/"}),
    "privacy": ("[{allow: nama, reason: sudah setuju}]", set()),
    "status": ("tidak-aktif", {OWN, "/kelompok/"}),
    "decree": ("{number: SK 1, date: 2020-02-03, issuer: Kepala Desa}", {OWN, "/laporan/"}),
    "term": ("{start: 2024-03-01, end: 2029-02-28}", {OWN, "/laporan/"}),
    "registration": ("{diskominfo: KIM-021}", {OWN}),
    "region": (
        "{code: 33.09.12.2005, village: Hilir, district: A, regency: B, province: C}",
        {OWN, "/laporan/", "/feed.xml"},
    ),
    "secretariat": ("Balai RW 04", {OWN}),
    "contact": ("{whatsapp: 081200004321}", {OWN, "/berita/2026/a/", "/usul/"}),
    "officers": ("{chair: Sutarja}", {OWN}),
    "members": ("{petani: {men: 7, women: 4}}", {OWN, "/laporan/"}),
    "activities": ("[diskusi]", {OWN}),
    "ict": ("{patterns: [fasilitas-bersama]}", {OWN}),
    "partners": ("[{name: Suara, kind: media-massa, role: penyiaran}]", {OWN, "/mitra/"}),
    "enterprises": ("[{name: Keripik, product: keripik singkong}]", {OWN, "/usaha/"}),
    "vision": ("Desa yang tahu.", {OWN}),
    "missions": ("[Memberi kabar]", {OWN}),
    "radio_wpm": ("140", {OWN, "/berita/2026/a/naskah/naskah.txt"}),
}
"""Another value of each field of a group, and some of what shows it."""


def test_of_a_profile_each_field_makes_what_shows_it(tmp_path: Path) -> None:
    # A draft, or a group of another identity, is another group.
    assert PROFILE.keys() == Group.model_fields.keys() - {"draft", "id"}
    walk, path = Walk(tmp_path), "kelompok/tirta.md"
    written = str(SMALL[path])
    walk.step(SMALL, NOW)
    for name, (value, shows) in PROFILE.items():
        rest = re.sub(rf"(?m)^{name}: .*\n", "", written.removeprefix("---\n"))
        written = f"---\n{name}: {value}\n{rest}"
        wanted, others = walk.step({**SMALL, path: written}, NOW)
        assert shows <= others <= wanted, name
        assert shows & OF_ALL or wanted.isdisjoint(OF_ALL), name


@pytest.mark.parametrize(
    "path, before, after, makes",
    [
        (A, "tags: [Padi]", "tags: [Jagung]", False),
        (B, "place: Balai", "place: Lapangan", False),
        (C, "owner: Warga", "owner: RT 02", False),
        ("kelompok/tirta.md", "contact:", "radio_wpm: 140\ncontact:", False),
        (C, "due: 2026-03-20", "due: 2026-03-20, cost: 5000", True),
        (A, "group: tirta", "group: melati", True),
    ],
)
def test_reports_are_made_where_one_of_their_numbers_changes(
    tmp_path: Path, path: str, before: str, after: str, makes: bool
) -> None:
    walk = Walk(tmp_path)
    walk.step(SMALL, NOW)
    written = str(SMALL[path])
    assert before in written
    wanted, others = walk.step({**SMALL, path: written.replace(before, after)}, NOW)
    assert ("/laporan/" in wanted) == makes
    assert others <= wanted


def test_a_new_bulletin_leaves_the_old_pages_alone(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    files: dict[str, bytes | str] = dict(SMALL)
    for number in range(40):
        day = f"2025-{number // 20 + 1:02}-{number % 20 + 1:02}"
        files[f"berita/2025/n{number:02}.md"] = news("group: tirta\ntags: [Padi]\n", date=day)
    walk.step(files, NOW)
    files["berita/2026/z.md"] = news("group: tirta\ntags: [Padi]\n", date="2026-03-09")
    wanted, others = walk.step(files, NOW)
    assert others <= wanted
    assert "/berita/" in wanted
    assert "/berita/halaman/1/" not in wanted
    assert "/berita/2025/n03/" not in wanted


def test_a_day_makes_what_falls_due(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    walk.step(SMALL, NOW)
    wanted, others = walk.step(SMALL, datetime(2026, 3, 21, 8, tzinfo=JAKARTA))
    assert "/keputusan/2026/c/" in others
    assert others <= wanted
    assert "/berita/2026/a/" not in wanted


def test_days_alone_make_what_they_change(tmp_path: Path) -> None:
    """An action falls due, and a corrected item leaves the feeds; nobody edits anything."""
    walk = Walk(tmp_path)
    files: dict[str, bytes | str] = {**SMALL, B: news("group: tirta\n")}
    for number in range(25):
        files[f"berita/2026/n{number:02}.md"] = news("group: tirta\n", date="2026-03-09")
    correction = "corrections: [{kind: ralat, date: 2026-03-08, before: '10', after: '12'}]\n"
    files["berita/2025/lama.md"] = news(f"group: tirta\n{correction}", date="2025-01-04")
    walk.step(files, NOW)
    found: set[str] = set()
    for day in range(1, 18):
        wanted, others = walk.step(files, NOW + timedelta(days=day))
        assert others <= wanted, day
        found |= others
    assert {"/", "/layar/", "/agenda/", "/tindak-lanjut/", "/feed.xml"} <= found


def test_causes_are_told_by_their_reads(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    walk.step(SMALL, NOW)
    files = {**SMALL, A: f"{SMALL[A]!s}\nLagi.\n"}
    catalogue = gather(content(files), OPTIONS, NOW, walk._memory)[0]
    traces = Traces(Store(tmp_path / "jejak", b"x"), catalogue, b"setelan")
    assert traces.stale()["/berita/2026/a/"] == ((RECORD, A),)


def test_a_damaged_table_makes_everything_again(tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    walk.step(SMALL, NOW)
    (tmp_path / "jejak").write_bytes(b"rusak")
    catalogue = gather(content(SMALL), OPTIONS, NOW)[0]
    traces = Traces(Store(tmp_path / "jejak", b"x"), catalogue, b"setelan")
    assert traces.is_new
    assert traces.stale() == {}


def test_a_day_alone_brings_and_takes_targets(tmp_path: Path) -> None:
    """Nothing of any record has changed: scripts go with their days, and sheets come."""
    store, standing = Store(tmp_path / "jejak", b""), dict[str, str]()
    for days in (0, 0, 1):
        catalogue = gather(content(SMALL), OPTIONS, NOW + timedelta(days=days))[0]
        outputs = Outputs(tmp_path / "situs", standing)
        making = Making(outputs, 1, b"")
        name = f"/{catalogue.today}/"
        making.add(partial(list, [Target(name, partial(list, [File(name, b"1")]))]))
        list(making.run(store, catalogue))
        list(outputs.finish())
        standing = dict(outputs.keys)
        assert [*standing] == [f"{name[1:]}index.html"]
    store.close()


def test_a_target_that_writes_a_file_twice_is_refused(tmp_path: Path) -> None:
    making = Making(Outputs(tmp_path), 1, b"")
    twice = [File("/a/", b"1"), File("/a/", b"2")]
    making.add(lambda: [Target("/a/", lambda: twice)])
    catalogue = gather(content(SMALL), OPTIONS, NOW)[0]
    with pytest.raises(FileExistsError, match="written twice"):
        list(making.run(Store(tmp_path / "jejak", b""), catalogue))
    assert [*making.targets] == ["/a/"]
