"""Archives of strangers: a site, or a sentence; never a file elsewhere, and never all memory."""

from __future__ import annotations

import gzip
import io
import re
import struct
import tarfile
import tracemalloc
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kim_plugins.exchange.site_archives import opened_archive
from kim_plugins.exchange.site_files import site_of
from kim_plugins.exchange.unpacking import Refused
from tests.exchange.archives import PROFILE, SITE, WAYS, WORDS, Entry, as_tar, as_tar_gz, as_zip

Pack = Callable[[Sequence[Entry]], bytes]
every_way = pytest.mark.parametrize("pack", WAYS.values(), ids=WAYS)


def files_of(data: bytes, below: str = "") -> dict[str, bytes]:
    with opened_archive(io.BytesIO(data)) as members:
        return dict(site_of(members, below)[1])


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as found:
        files_of(data)
    return str(found.value)


@every_way
@pytest.mark.parametrize("folder", ["", "situs-main/", "./", "__MACOSX"])
def test_a_site_is_found_however_it_was_packed(pack: Pack, folder: str) -> None:
    odd = [Entry("__MACOSX/._a", b"x"), Entry("situs/README", b"")]
    prefix = "situs/" if folder == "__MACOSX" else folder
    entries = [one._replace(name=f"{prefix}{one.name}") for one in SITE]
    found = files_of(pack(odd + entries if folder == "__MACOSX" else entries))
    assert found == {"kelompok/tirta.md": WORDS}


FAULTS = {
    "a way up": (Entry("../a.md"), "keluar dari foldernya"),
    "a way up within": (Entry("content/berita/../../../a.md"), "keluar dari foldernya"),
    "the root": (Entry("/etc/cron.d/a.md"), "keluar dari foldernya"),
    "a drive": (Entry("C:/a.md"), "keluar dari foldernya"),
    "a link": (Entry("content/media/a.jpg", kind=tarfile.SYMTYPE), "tautan (symlink)"),
    "a link for a folder": (Entry("content/berita", kind=tarfile.SYMTYPE), "tautan (symlink)"),
    "a second name": (Entry("content/media/a.jpg", kind=tarfile.LNKTYPE), "tautan (symlink)"),
    "a pipe": (Entry("content/berita/a.md", kind=tarfile.FIFOTYPE), "berkas khusus"),
    "a device": (Entry("content/berita/a.md", kind=tarfile.CHRTYPE), "berkas khusus"),
    "a name of Windows": (Entry("content/berita/nul.md"), "tidak dapat dipakai"),
    "a stream of Windows": (Entry("content/berita/a.md:b.md"), "tidak dapat dipakai"),
    "two names alike": (Entry("content/kelompok/TIRTA.md"), "sama namanya"),
    "a file for a folder": (Entry(f"{PROFILE}/a.jpg"), "berkas dan folder sekaligus"),
    "too deep": (Entry(f"content/{'a/' * 20}a.jpg"), "terlalu dalam"),
    "too large": (Entry("content/media/a.jpg", bytes((50 << 20) + 1)), "lebih besar dari 50 MB"),
}


@pytest.mark.parametrize("pack", [as_zip, as_tar_gz])
@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_no_honest_archive_holds_is_refused(pack: Pack, fault: tuple[Entry, str]) -> None:
    entry, said = fault
    assert said in refused(pack([*SITE, entry]))


def test_what_isnt_shown_here_may_be_anything() -> None:
    entries = [
        Entry("content/.obsidian/tautan", kind=tarfile.SYMTYPE),
        Entry("content/index.md", kind=tarfile.SYMTYPE),
        Entry("skrip/tautan", kind=tarfile.SYMTYPE),
        Entry("content/catatan:1.txt"),
    ]
    assert files_of(as_tar_gz([*SITE, *entries])).keys() == {"kelompok/tirta.md"}


def test_a_way_of_windows_between_folders_is_read() -> None:
    entries = [one._replace(name=one.name.replace("/", "\\")) for one in SITE]
    assert files_of(as_zip(entries)).keys() == {"kelompok/tirta.md"}


NAMES = st.one_of(
    st.text("ab./\\ é:~\n", min_size=1, max_size=10),
    st.sampled_from(["content/berita/a", "content/kelompok/tirta", "content", "../x", "con"]),
)
ENTRIES = st.builds(
    lambda name, end, kind, data: Entry(f"{name}{end}".rstrip("/") or "a", data, kind),
    NAMES,
    st.sampled_from([".md", ".jpg", ".MD", ""]),
    st.sampled_from([*[tarfile.REGTYPE] * 5, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE]),
    st.binary(max_size=20),
)


@given(st.lists(ENTRIES, max_size=6), st.sampled_from(["", "situs/"]))
@example([Entry("content/C:/a", b"", tarfile.REGTYPE)], "")
def test_a_zip_and_a_tar_of_the_same_give_the_same_within_the_folder_of_a_copy(
    entries: list[Entry], folder: str
) -> None:
    placed = [one._replace(name=f"{folder}{one.name}") for one in (*SITE, *entries)]
    every = list({one.name: one for one in placed}.values())
    told: list[object] = []
    for pack in (as_zip, as_tar):
        try:
            found = files_of(pack(every))
        except Refused as error:
            told.append(re.sub(r"'.*", "", str(error)))
            continue
        assert all((Path("/x") / own).resolve().is_relative_to("/x") for own in found)
        assert len({own.casefold() for own in found}) == len(found)
        told.append(found)
    # A backslash is a name to tar, and a folder to programs of Windows.
    if not any("\\" in one.name for one in entries):
        assert told[0] == told[1]


@given(st.data())
def test_whatever_is_damaged_is_a_site_or_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(PACKED)))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Refused):
        files_of(bytes(whole[: data.draw(st.integers(0, len(whole)))]))


PACKED = [pack(SITE) for pack in WAYS.values()]


@every_way
def test_an_archive_that_broke_off_is_refused(pack: Pack) -> None:
    # Of a tar, the last two blocks only say that it ends; tarfile fills it up with more of them.
    whole = pack(SITE)
    end = len(whole.rstrip(b"\0")) if pack is as_tar else len(whole)
    for length in range(0, end, 97):
        assert refused(whole[:length])


def test_sizes_that_are_lies_are_refused() -> None:
    whole = as_zip([*SITE, Entry("content/media/a.jpg", bytes(5000))])
    at = whole.rindex(b"PK\1\2") + 24
    assert struct.unpack("<I", whole[at : at + 4]) == (5000,)
    assert refused(whole[:at] + struct.pack("<I", 9) + whole[at + 4 :])


def _endless() -> bytes:
    """A header of a tar that announces a gigabyte of names."""
    info = tarfile.TarInfo("a")
    info.type, info.size = tarfile.XHDTYPE, 1 << 30
    return gzip.compress(info.tobuf(tarfile.USTAR_FORMAT) + bytes(100 << 20), 1)


def _slow() -> bytes:
    """A header that Python's own patterns take hours to go through (CVE-2024-6232)."""
    info = tarfile.TarInfo("a")
    info.type, info.size = tarfile.XHDTYPE, 4 << 20
    return gzip.compress(info.tobuf(tarfile.USTAR_FORMAT) + b"1" * (4 << 20), 1)


def _crowded() -> bytes:
    """A directory of a ZIP of a million names."""
    entry = b"PK\1\2" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    body = entry * 1_000_000
    return body + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, len(body), 0, 0)


@pytest.mark.parametrize("bomb", [_endless, _slow, _crowded])
def test_what_an_archive_announces_is_not_believed(bomb: Callable[[], bytes]) -> None:
    data = b"PK\3\4" + bomb() if bomb is _crowded else bomb()
    tracemalloc.start()
    try:
        assert refused(data)
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()


def test_what_opens_into_more_than_any_site_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kim_plugins.exchange.site_archives.MOST_BYTES", 1 << 20)
    monkeypatch.setattr("kim_plugins.exchange.site_archives._HEADERS", 0)
    assert "lebih besar dari" in refused(gzip.compress(bytes(8 << 20)))


@pytest.mark.parametrize(
    "data, said",
    [
        (b"<!doctype html><title>Masuk</title>", "halaman web"),
        (b"", "berkas lain"),
        (b"BZh91AY&SY", "berkas lain"),
    ],
)
def test_what_is_no_archive_is_said(data: bytes, said: str) -> None:
    assert said in refused(data)
