"""How long a script takes to read, and what the longest one costs."""

from __future__ import annotations

from pathlib import Path

import mutagen
import pytest

from kim_plugins.broadcast import (
    BroadcastOptions,
)
from kim_plugins.broadcast.blocks import BlockKind, blocks_of
from kim_plugins.broadcast.duration import Duration, duration
from kim_plugins.broadcast.phrasing import phrases
from kim_plugins.broadcast.speech import Speaker
from tests.broadcast.scripts import ROOT, own_site, script, spoken
from tests.catalogue.sites import group, news, site

SOUNDS = ROOT / "content/media/suara"


@pytest.mark.parametrize("path", sorted(SOUNDS.glob("*.mp3")), ids=lambda path: path.stem)
def test_recordings_of_real_readers_are_within_the_estimate(path: Path) -> None:
    record = next(
        entry.record
        for entry in own_site().bulletins
        if entry.record.audio and str(entry.record.audio.src).endswith(path.name)
    )
    assert record.audio
    assert record.audio.transcript
    said = phrases(Speaker(BroadcastOptions().speech_rules).say(record.audio.transcript))
    estimate = duration(said, 130)
    assert estimate.brisk <= mutagen.File(path).info.length <= estimate.calm


@pytest.mark.parametrize(
    "brisk, calm, said",
    [
        (27, 35, "25 detik sampai 35 detik"),
        (62, 62, "1 menit sampai 1 menit 5 detik"),
        (81, 104, "1 menit 20 detik sampai 1 menit 45 detik"),
        (118, 120, "1 menit 55 detik sampai 2 menit"),
        (700, 905, "11 sampai 16 menit"),
        (0, 1, "5 detik sampai 10 detik"),
    ],
)
def test_a_range_is_round(brisk: float, calm: float, said: str) -> None:
    assert str(Duration(brisk, calm)) == said


def test_a_group_reads_at_its_own_pace() -> None:
    files = {
        "kelompok/tirta.md": group("radio_wpm: 60\n"),
        "berita/2026/x.md": news(body="satu dua"),
    }
    made = script(site(files)[0], "berita/2026/x.md")
    assert made.words == 10
    # Ten words a brisk reader reads in ten seconds, besides the pauses; a calm one takes longer.
    assert 10 < made.duration.brisk < made.duration.calm < 20
    assert str(made.duration) == "10 detik sampai 20 detik"


def test_the_longest_body_is_read_in_one_go() -> None:
    assert len(spoken(body="Harga 5 kg Rp1.000.\n" * 4_500)) > 135_000


def test_no_depth_of_nesting_is_too_deep() -> None:
    blocks = blocks_of("<div>" * 5_000 + "<p>Isi</p>" + "</div>" * 5_000)
    assert [(block.kind, block.text) for block in blocks] == [(BlockKind.PARAGRAPH, "Isi")]
