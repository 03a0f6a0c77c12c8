"""Names beside what they must not stand beside: a victim, or a child (UU 27/2022, UU 35/2014).

Each rule begins at a telling word, which is rare, and looks at a few words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kim_plugins.records.patterns import deferred

_CHILD_AGE: Final = 18
_BACK: Final = 120
"""How far a name may stand before an age."""

_CAPITAL: Final = deferred("[A-Z]")
_WORD: Final = r"(?:[A-Z][a-z'’]+(?:-[A-Z][a-z]+)?|[A-Z]\.)"
_NAME: Final = rf"(?P<name>(?:[A-Z]\. ?)?[A-Z][a-z'’]+(?: (?:bin|binti|al|{_WORD})){{0,3}})"
_CRIMES: Final = (
    "pencabulan|cabul|pemerkosaan|perkosaan|kekerasan|pelecehan|perundungan|asusila|persetubuhan|"
    "penganiayaan|penculikan|pembunuhan|perdagangan|eksploitasi|kdrt|KDRT|bullying"
)
_TO_NINE: Final = ("dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_NUMBERS: Final = (
    {"satu": 1, "sepuluh": 10, "sebelas": 11}
    | {word: number for number, word in enumerate(_TO_NINE, 2)}
    | {f"{word} belas": number for number, word in enumerate(_TO_NINE, 12)}
)
_COUNT: Final = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_AFTER_UNIT: Final = deferred(
    r"\b(?! (?:lalu|silam|terakhir|ke|kemudian|sebelum|setelah|sejak|berjalan|berturut|lamanya|"
    r"pertama|anggaran|pelajaran|ajaran|penjara|mendatang|lagi|berlalu|pengalaman|masa|sekali|"
    r"hingga|sampai|berikutnya|belakangan|yang)\b)"
)
_SAID: Final = r"\b(?:ber)?(?:usia|umur)(?:nya)?:? ?"
_UNITS: Final = ("tahun", "thn", "th", "bulan", "bln")
_COUNTED: Final = deferred(rf"(?P<said>{_SAID})?\b{_COUNT}[ -]?$")
_LONGEST_COUNT: Final = 32
_AGE_TOLD: Final = deferred(rf"{_SAID}(?P<count>[0-9]{{1,2}})\b(?! ?[%-])")
# Points of a list are numbered in the same way.
_AGE_ALONE: Final = deferred(r"(?<= )\((?P<count>[3-9]|[0-9]{2})\)(?=[.,;]| [a-z]|$)")
_YOUNG: Final = (
    "siswa|siswi|murid|pelajar|anak|bocah|balita|bayi|batita|gadis cilik|santri|santriwati|remaja|"
    "putra|putri|anak laki-laki|anak perempuan"
)
_AS_CHILD: Final = rf"(?:seorang )?(?:{_YOUNG})(?: [a-z]+){{0,2}},? "
_WHO: Final = r"(?:yang )?(?:masih |baru |kini )?"
_BEFORE_AGE: Final = deferred(
    rf"\b{_NAME}(?:(?:,? ?[(/-] ?|, )(?:{_AS_CHILD})?{_WHO}\(?| {_AS_CHILD}{_WHO})$"
)
_BEFORE_SAID: Final = deferred(rf"\b{_NAME},? (?:{_AS_CHILD})?{_WHO}\(?$")
_BEFORE_ALONE: Final = deferred(rf"\b{_NAME} $")
_AFTER_AGE: Final = deferred(rf"\.?\)?,? ?(?:(?:yang )?bernama |atas nama |yaitu |ialah )?{_NAME}")
_YOUNG_BEFORE: Final = deferred(
    rf"\b(?:{_YOUNG})(?:nya)?(?: [a-z]+){{0,3}},? \(?(?:yang )?$", re.IGNORECASE
)

_TELLING: Final = deferred(
    rf"\b(?:(?P<victim>[Kk]orban(?:nya)?)|(?P<young>(?i:{_YOUNG})(?:nya)?))\b"
)
# A word is looked for by what is the same in small and capital letters, as that is quickest.
_WORDS: Final = (
    *("orban", "iswa", "iswi", "urid", "elajar", "nak", "ocah", "alita", "ayi", "atita"),
    *("adis cilik", "antri", "emaja", "utra", "utri"),
)
_NAMED: Final = r"(?:yang )?(?:bernama|atas nama|a\.n\.|yaitu|adalah|ialah|yakni|namanya)"
_VICTIM: Final = deferred(rf"(?:,| \()? ?(?:{_NAMED} )?{_NAME}(?![-\w])")
_VICTIM_OF: Final = deferred(rf"(?: [a-z]+){{1,4}}(?:,? )?{_NAMED} {_NAME}(?![-\w])")
_VICTIM_LISTED: Final = deferred(rf"(?: [a-z]+){{1,4}}, {_NAME}(?=[,.;!?)\n]|$)")
_VICTIM_BEFORE: Final = deferred(
    rf"\b{_NAME},? (?:yang )?(?:menjadi |jadi |adalah |merupakan |diduga )?(?:anak )?$"
)
_OF_CRIME: Final = deferred(rf" (?:dugaan |kasus |tindak )?(?:{_CRIMES})")
_DONE_TO: Final = ("dicabuli", "diperkosa", "dilecehkan", "disetubuhi", "dirundung", "dianiaya")
_DONE_BEFORE: Final = deferred(
    rf"\b{_NAME}(?: \([^()]{{1,20}}\))?,? (?:yang )?(?:diduga |telah |sudah |pernah |sempat )?$"
)
_MINOR_BEFORE: Final = deferred(rf"\b{_NAME},? (?:yang )?(?:masih )?(?:anak )?di ?bawah umur$")
_MINOR: Final = deferred(rf",? (?:yang )?(?:bernama |yaitu |ialah )?{_NAME}")
_YOUNG_NAMED: Final = deferred(rf"(?: [^\s,.;:()]+){{0,6}},? {_NAMED} {_NAME}(?![-\w])")
_SCHOOL: Final = (
    "kelas|SD|SDN|SDIT|MI|MIN|SMP|SMPN|MTs|MTsN|SMA|SMAN|SMK|SMKN|MA|MAN|TK|PAUD|RA|SLB|TPA|TPQ"
)
_OF_SCHOOL: Final = deferred(rf"(?: [a-z]+){{0,2}} (?:{_SCHOOL})\b")
_PUPIL_BEFORE: Final = deferred(rf"\b{_NAME}(?:, | \()(?:yang )?(?:seorang |masih )?$")
_AT_SCHOOL: Final = deferred(
    rf"(?: [^\s,.;:()]+){{0,7}}? (?:{_SCHOOL})\b(?: [^\s,.;:()]+){{0,6}}, {_NAME}"
    r"(?=[.!?)\n]|$| \(|,? (?:yang|saat|telah|sudah|pun|me|ber|di|ter|jadi)[a-z]*)"
)

# Words that begin a sentence, a title or a place with a capital letter and are nobody's name.
_NO_NAMES: Final = frozenset(
    """
    Ada Adapun Agustus Akan Akibat Aksi Anak Anda Angka Apa April Array Asosiasi Atas August Bab
    Babinsa Badan Bagi Bagian Bahkan Balai Bali Banjir Bank Bantuan Bapak Baris Basarnas Bayi
    Baznas Bencana Bendahara Berita Bhabinkamtibmas Bidan Bila Boolean Bu Bupati Camat Cara
    Contoh Covid Dan Dana Dari Data Date December Dengan Desa Desember Di Dia Dinas Dinsos
    Direktur Dokter Dusun Facebook Februari February Friday Gambar Gampong Gang Gempa Gubernur
    Guru Hajah Haji Hakim Hal Halaman Hari Ia Ibu Indonesia Ini Islam Itu Jadi Jakarta Jaksa
    Jalan Jangan Januari January Jawa Jika Juli July Jumat Jumlah June Juni Kabupaten Kader
    Kajari Kalau Kali Kalimantan Kami Kamis Kapolda Kapolres Kapolsek Karang Karena Kasus Kata
    Kawasan Kecamatan Kejaksaan Kelas Kelompok Kelurahan Kemensos Kementerian Kepala Kepolisian
    Ketika Ketua Kiai Kini Kita Kodim Komisi Koordinator Koramil Korban Kota Kristen Lalu
    Langkah Lansia Lebaran Lembaga Lembar Lombok Lurah Maksimal Maluku Manajer March Maret Masa
    May Mei Menteri Menurut Mereka Minggu Minimal Monday Mulai Nagari Nama Negeri Nomor November
    Number October Oktober Oleh Orang Pada Pak Palang Pancasila Panitia Papua Para Pasal Pasien
    Pelaku Pemerintah Pemuda Penduduk Pengadilan Penyuluh Perawat Perempuan Peserta Petugas Poin
    Polda Polisi Polres Polri Polsek Posko Posyandu Presiden Program Provinsi Puluh Puskesmas
    Rabu Ramadan Rektor Relawan Republik Rt Rumah Rw Saat Sabtu Sampai Sang Satgas Satu Saturday
    Sedangkan Sejak Sekolah Sekretaris Selain Selama Selang Selasa Seluruh Sementara Semua Senin
    Seorang September Setelah Setiap Si Sisa Siswa Siswi Sudah Sulawesi Sumatera Sumatra Sumber
    Sunday Tabel Tagana Tahan Tahap Tahun Tanggal Tempat Tentang Tentara Thursday Tidak Tim
    Tingkat Total Tuesday Umur Undang Universitas Untuk Usai Usia Ustad Ustaz Versi Wakil
    Walaupun Wali Warga Wednesday Wilayah Yang Yayasan
    """.split()  # noqa: SIM905 - a list would be longer than all the rest
)


def names(text: str, start: int) -> Iterator[tuple[int, str]]:
    """Names of victims and children in a folded text from `start` on, each once."""
    seen: set[int] = set()
    for match in (*_beside_words(text, start), *_beside_ages(text, start)):
        name = match["name"]
        if name.split()[0].rstrip(".'’") in _NO_NAMES or match.start("name") in seen:
            continue
        seen.add(match.start("name"))
        yield match.start("name"), name


def _beside_words(text: str, start: int) -> Iterator[re.Match[str]]:
    for crime in _DONE_TO:
        for end in _ends(text, crime, start):
            if found := _just_before(_DONE_BEFORE, text, end - len(crime)):
                yield found
    for end in _ends(text, "bawah umur", start):
        if found := _just_before(_MINOR_BEFORE, text, end) or _MINOR.match(text, end):
            yield found
    for word in _WORDS:
        for behind in _ends(text, word, start):
            told = _TELLING.match(text, behind - len(word) - 1)
            if told and (found := _victim(text, told) if told["victim"] else _young(text, told)):
                yield found


def _victim(text: str, told: re.Match[str]) -> re.Match[str] | None:
    end = told.end()
    if _OF_CRIME.match(text, end):
        found = _just_before(_VICTIM_BEFORE, text, told.start())
        if found:
            return found
    victims = (_VICTIM, _VICTIM_OF, _VICTIM_LISTED)
    return next(filter(None, (victim.match(text, end) for victim in victims)), None)


def _young(text: str, told: re.Match[str]) -> re.Match[str] | None:
    end = told.end()
    if _OF_SCHOOL.match(text, end):
        found = _just_before(_PUPIL_BEFORE, text, told.start())
        if found:
            return found
    return _YOUNG_NAMED.match(text, end) or _AT_SCHOOL.match(text, end)


def _beside_ages(text: str, start: int) -> Iterator[re.Match[str]]:
    for begin, end, before in _children_ages(text, start):
        found = _just_before(before, text, begin)
        if not found and (behind := _AFTER_AGE.match(text, end)):
            found = behind if _just_before(_YOUNG_BEFORE, text, begin) else None
        if found:
            yield found


def _children_ages(text: str, start: int) -> Iterator[tuple[int, int, re.Pattern[str]]]:
    """Where an age of a child begins and ends, and how a name may stand before it."""
    for unit in _UNITS:
        for end in _ends(text, unit, start):
            begin = end - len(unit)
            age = _COUNTED.search(text, max(0, begin - _LONGEST_COUNT), begin)
            is_young = age and (unit[0] == "b" or _is_child(age))
            if age and is_young and _AFTER_UNIT.match(text, end):
                yield age.start(), end, _BEFORE_SAID if age["said"] else _BEFORE_AGE
    for word in ("usia", "umur"):
        for end in _ends(text, word, start):
            begin = end - len(word)
            age = _AGE_TOLD.match(text, begin) or _AGE_TOLD.match(text, max(0, begin - 3))
            if age and _is_child(age):
                yield age.start(), age.end(), _BEFORE_SAID
    for end in _ends(text, " (", start):
        age = _AGE_ALONE.match(text, end - 1)
        if age and _is_child(age):
            yield age.start(), age.end(), _BEFORE_ALONE


def _ends(text: str, word: str, start: int) -> Iterator[int]:
    """Where each occurrence of a word ends."""
    place = text.find(word, start)
    while place >= 0:
        yield place + len(word)
        place = text.find(word, place + len(word))


def _just_before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    if pattern is not _YOUNG_BEFORE and not _CAPITAL.search(text, max(0, end - _BACK), end):
        return None
    return pattern.search(text, max(0, end - _BACK), end)


def _is_child(age: re.Match[str]) -> bool:
    written = age["count"]
    years = _NUMBERS[written] if written in _NUMBERS else int(written)
    return years < _CHILD_AGE
