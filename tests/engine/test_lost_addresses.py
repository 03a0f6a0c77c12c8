"""What a build says of addresses that are gone is something that an editor can mend."""

from __future__ import annotations

import pytest

from kim_plugins.catalogue.addresses import short_address
from kim_plugins.engine.lost_addresses import missed, sentences


@pytest.mark.parametrize(
    "address",
    [
        "/berita/2026/panen/",
        "/berita/halaman/",
        "/kelompok/tani/",
        "/kelompok/laporan/",
        "/s/0ts3w8yr/",
        "/topik/hama-wereng/",
    ],
)
def test_what_somebody_wrote_is_missed(address: str) -> None:
    assert missed([address]) == [address]


@pytest.mark.parametrize(
    "address",
    [
        "/berita/2026/panen/naskah/",
        "/kelompok/tani/jadwal/bulan-depan/",
        "/wilayah/33/halaman/41/",
        "/kelompok/tani/laporan/2026/",
        "/laporan/2026/",
        "/admin/",
        "/media/suara/",
        "/assets/siniar/",
    ],
)
def test_what_ends_by_itself_is_not_missed(address: str) -> None:
    assert missed([address]) == []


def test_a_bulletin_is_missed_once() -> None:
    """Its short address led to it, and has nothing of its own to mend."""
    own, short = "/berita/2026/panen/", short_address("berita/2026/panen")
    assert missed([own, short, "/s/0ts3w8yr/"]) == [own, "/s/0ts3w8yr/"]


@pytest.mark.parametrize("count, told", [(0, 0), (1, 1), (10, 10), (11, 1), (5_000, 1)])
def test_many_at_once_are_one_sentence(count: int, told: int) -> None:
    found = list(sentences([f"/berita/2026/kabar-{number}/" for number in range(count)]))
    assert len(found) == told
    assert all("redirect_from" in sentence and "withdrawn" in sentence for sentence in found)
    assert told == count or f"{count} alamat" in found[0]
