"""What makes something again, as an editor knows it: a file, a list, a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kim_plugins.builder.making import OTHERS
from kim_plugins.catalogue import Catalogue, Clock, Read
from kim_plugins.catalogue.answers import clock_of
from kim_plugins.catalogue.entry_lists import KEYS, LIST
from kim_plugins.catalogue.tracing import RECORD

_MOST_FILES: Final = 3
_SCOPES: Final = {
    "listed": "daftar tulisan",
    "syndicated": "langganan",
    "sounds": "suara",
    "working": "tindak lanjut",
    "reported": "arsip dan laporan",
}
_KINDS: Final = {"news": "berita", "lesson": "literasi", "decision": "keputusan"}
_GROUPINGS: Final = {
    "kind": "jenis",
    "year": "tahun",
    "group": "kelompok",
    "topic": "topik",
    "activity": "aktivitas",
    "region": "wilayah",
}
QUERIES: Final = {
    "_all_items": "isi langganan",
    "_lesson_neighbours": "urutan pelajaran",
    "action_feed_contents": "isi langganan tindak lanjut",
    "active_years": "tahun-tahun kegiatan",
    "adjacent_lessons": "pelajaran sebelum dan sesudah",
    "agenda": "agenda",
    "aired": "tulisan untuk siaran",
    "archive_count": "banyaknya arsip langganan",
    "archive_years": "tahun-tahun di arsip",
    "archived": "isi arsip langganan",
    "bulletins": "daftar semua tulisan",
    "busiest_topics": "topik yang paling ramai",
    "channels": "saluran WhatsApp kelompok",
    "counts": "angka-angka laporan",
    "decision_feed_contents": "isi langganan keputusan",
    "entry_at": "berkas yang dirujuk,",
    "event_aloud": "acara dari",
    "feed_contents": "isi langganan",
    "feed_start": "tanggal mulai langganan",
    "find": "tujuan tautan",
    "followers_of": "keputusan lanjutan dari",
    "groups": "daftar kelompok",
    "groups_by_region": "kelompok menurut wilayah",
    "has_single_group": "banyaknya kelompok",
    "headlines": "peringatan darurat",
    "home_bulletins": "tulisan di beranda,",
    "is_followed": "tindak lanjut yang masih diikuti dari",
    "is_past": "lewat atau belumnya tanggal",
    "is_recent": "baru atau tidaknya tanggal",
    "keys": "daftar menurut",
    "known_sources": "situs dan langganan lain yang ditampilkan",
    "last_change": "waktu perubahan terakhir",
    "last_month": "bulan terakhir tahun",
    "last_news": "waktu perubahan terakhir",
    "ledger_in": "hitungan laporan",
    "list": "daftar",
    "listed": "daftar tulisan",
    "medium": "gambar, suara atau dokumen",
    "menu": "menu situs",
    "month_links": "lembar bulanan kelompok",
    "month_sheet": "lembar bulanan",
    "month_sheets": "lembar-lembar bulanan",
    "new_file": "contoh berkas baru",
    "newest_partner_news": "kabar terbaru mitra",
    "next_date": "tanggal acara berikutnya dari",
    "now": "acara di kalender",
    "on_screen": "tulisan di layar",
    "open_work": "pekerjaan yang belum selesai dari kelompok",
    "overdue_in": "tindak lanjut yang lewat tenggat",
    "pages": "halaman biasa",
    "partner_news": "kabar mitra",
    "progress_by_group": "kemajuan tindak lanjut setiap kelompok",
    "published_of": "tulisan dari sumber",
    "quarters": "angka-angka laporan per triwulan",
    "region_and_above": "nama wilayah",
    "region_names": "nama-nama wilayah",
    "regions": "daftar wilayah",
    "regions_below": "wilayah di bawahnya",
    "reports_changed": "waktu perubahan laporan",
    "shown_label": "nama topik",
    "today": "tanggal hari ini",
    "topic": "nama topik",
    "topic_slugs": "alamat-alamat topik",
    "topics": "daftar topik",
    "unarchived": "tulisan terbaru di langganan",
    "urgent": "peringatan darurat",
    "usual_zone": "zona waktu",
    "waiting_since": "lamanya menunggu sejak",
    "year": "tahun ini",
    "years_with_data": "tahun-tahun data terbuka",
}
"""What each query of the catalogue asks, before what it asks it of."""


class Causes:
    """Says what has changed, of one build; `folder` is how problems name the content folder."""

    def __init__(self, catalogue: Catalogue, folder: str, changed: Iterable[Read]) -> None:
        self._catalogue, self._folder = catalogue, folder
        self._files = sorted({read[1] for read in changed if read[0] == RECORD})

    def of(self, read: Read) -> str:
        """One read that has another answer."""
        name, *place = read
        if read == OTHERS:
            return "plugin atau hook lain mengubah halaman ini"
        if name == RECORD:
            path, *field = place
            what = (
                "berubah" if path in self._catalogue.entries else "hilang, atau tidak terbit lagi"
            )
            return f"{''.join(f'{one} di ' for one in field)}berkas {self._folder}/{path} {what}"
        if clock_of(read) is not Clock.NEVER:
            day = self._catalogue.instant.astimezone(self._catalogue.options.zone)
            return f"hari atau jamnya berganti (sekarang {day:%Y-%m-%d %H:%M}): {self._thing(read)}"
        return f"{self._thing(read)} berubah{self._because()}"

    def _thing(self, read: Read) -> str:
        name, *place = read
        if name in (LIST, KEYS):
            return _list(str(place[0]))
        shown = [_list(str(part)) for part in place if part is not None]
        return " ".join([QUERIES[name], *shown])

    def _because(self) -> str:
        """The files that may have changed it: few, most often."""
        if not self._files:
            return ""
        named = [f"{self._folder}/{path}" for path in self._files[:_MOST_FILES]]
        more = len(self._files) - len(named)
        return f", karena {', '.join(named)}{f' dan {more} berkas lain' if more else ''}"

    def most(self, found: Iterable[Iterable[Read]], number: int) -> list[str]:
        """What changed most of these targets, with how many."""
        causes = Counter(self.of(read) for reads in found for read in reads)
        return [f"{count} × {cause}" for cause, count in causes.most_common(number)]


def _list(name: str) -> str:
    """A list of entries as an editor knows it; any other word as it is."""
    scope, *rest = name.split("/")
    if scope not in _SCOPES:
        return _KINDS.get(name, name)
    by, *which = rest or [""]
    which = [_KINDS.get(one, one) for one in which]
    return " ".join([_SCOPES[scope], *([f"menurut {_GROUPINGS[by]}"] if by else ()), *which])
