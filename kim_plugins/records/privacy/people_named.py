"""Finds names of victims and children (UU 27/2022, UU 35/2014).

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
    r"hingga|sampai|berikutnya|belakangan|yang|(?:19|20)[0-9]{2})\b)"
)
_SAID: Final = r"\b(?:ber)?(?:usia|umur)(?:nya)?:? ?"
_UNITS: Final = ("tahun", "thn", "th", "bulan", "bln", "Tahun", "Thn")
_COUNTED: Final = deferred(rf"(?P<said>{_SAID})?\b{_COUNT}[ -]?$")
_LONGEST_COUNT: Final = 32
_AGE_TOLD: Final = deferred(rf"{_SAID}(?P<count>[0-9]{{1,2}})\b(?! ?[%-])")
# Scores, counts and points of a list are written in the same way.
_AGE_ALONE: Final = deferred(r"(?<= )\((?P<count>[0-9]{1,2})\)(?=[.,;]| [a-z]|$)")
_AGED: Final = r"(?: \([0-9]{1,2}\))?"
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
_ONE_YOUNG: Final = (
    rf"seorang (?:{_YOUNG})|(?:{_YOUNG}) (?:itu|tersebut|malang)|bocah|ananda|gadis cilik"
)
_BEFORE_ALONE: Final = deferred(rf"\b(?i:{_ONE_YOUNG})(?: [a-z]+){{0,4}},? {_NAME} $")
# `SDN Tirtosari`, `BUMDes Makmur`: what an abbreviation stands before is no child.
_ABBREVIATED: Final = deferred(r"\b(?:[A-Z]{2,5}|[A-Z]{2,}[a-z]+|[A-Z][a-z]+[A-Z][A-Za-z]*) $")
_LONGEST_ABBREVIATION: Final = 20
_IN_CLASS: Final = deferred(r"(?:siswa |siswi |murid |pelajar )?[Kk]elas (?:[IVX]{1,4}|1?[0-9])\b")
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
    rf"\b{_NAME}{_AGED},? (?:yang )?(?:menjadi |jadi |adalah |merupakan |diduga )?(?:anak )?$"
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
_PUPIL_BEFORE: Final = deferred(rf"\b{_NAME}{_AGED}(?:, | \()(?:yang )?(?:seorang |masih )?$")
_AT_SCHOOL: Final = deferred(
    rf"(?: [^\s,.;:()]+){{0,7}}? (?:{_SCHOOL})\b(?: [^\s,.;:()]+){{0,6}}, {_NAME}"
    r"(?=[.!?)\n]|$| \(|,? (?:yang|saat|telah|sudah|pun|me|ber|di|ter|jadi)[a-z]*)"
)

# Words that begin a sentence, a title or a place with a capital letter and are nobody's name.
_NO_NAMES: Final = frozenset(
    """
    Acara Ada Adapun Agustus Air Akan Akibat Aksi Alat Anak Anda Anggota Anggrek Anggur Angka
    Angkatan Anjing Apa Aplikasi April Arisan Array Asosiasi Asuransi Atap Atas August Ayam Ayat
    Bab Babinsa Badan Bagi Bagian Bahan Bahkan Balai Bali Balita Bangku Bangunan Banjir Bank
    Bantal Bantuan Bapak Baris Basarnas Batas Batu Bawang Bayam Bayi Bazar Baznas Beasiswa Bebek
    Bencana Bendahara Beras Berita Besar Bhabinkamtibmas Bibit Bidan Bila Bola Boolean Botol Bu
    Buku Bulan Bulutangkis Bupati Bus Cabai Cagar Camat Cara Catatan Catur Cerita Cetakan
    Cicilan Contoh Covid Daftar Dan Dana Dari Data Date December Dengan Desa Desember Dewasa Di
    Dia Diklat Dinas Dinsos Direktur Dokter Domba Durian Dusun Edisi Emas Facebook Fasilitas
    Februari February Festival Film Foto Friday Futsal Gambar Gampong Gang Garansi Garasi Gardu
    Gedung Gelar Gempa Gerakan Gotong Grup Gubernur Gudang Gula Guru Hadiah Hajah Haji Hakim Hal
    Halaman Harga Hari Hasil Hewan Hibah Hukuman Hutan Ia Ibu Ikan Imunisasi Indonesia Induk Ini
    Irigasi Islam Itik Itu Izin Jabatan Jadi Jagung Jakarta Jaksa Jalan Jaminan Jangan Jangka
    Januari January Jati Jawa Jembatan Jenis Jeruk Jika Jiwa Juara Juli July Jumat Jumlah June
    Juni Kabupaten Kader Kajari Kakak Kalau Kali Kalimantan Kambing Kami Kamis Kampung Kandang
    Kantor Kapal Kapolda Kapolres Kapolsek Karang Karcis Karena Karet Kasus Kata Kategori
    Kavling Kawasan Kayu Kecamatan Kegiatan Kejaksaan Kelapa Kelas Kelompok Kelurahan Kemensos
    Kementerian Kendaraan Kepala Kepolisian Kerbau Kereta Kerja Ketika Ketua Kiai Kini Kios Kita
    Kitab Kodim Kolam Komisi Kompor Kontrak Koordinator Koperasi Kopi Koramil Korban Kota Kredit
    Kristen Kucing Kuda Kurikulum Kursi Lahan Lalu Lamanya Lampiran Lampu Langkah Lansia Laptop
    Lebaran Lele Lembaga Lembar Lisensi Listrik Lomba Lombok Luka Lurah Maksimal Maluku Manajer
    Mangga March Maret Masa Masjid Materi May Mei Meja Menara Meninggal Menteri Menurut Mereka
    Mesin Minggu Minimal Minyak Mobil Monday Motor Mulai Musala Museum Mushala Musim Nagari Nama
    Nasi Negeri Nelayan Nilai Nomor November Number Obat October Oktober Oleh Orang Pada Padi
    Pagar Pak Paket Palang Pancasila Panen Panggung Panitia Panti Papua Para Pasal Pasar Pasien
    Patung Pedagang Pelajar Pelaku Pelatihan Pemain Pemeliharaan Pemenang Pemerintah Pemuda
    Pendidikan Penduduk Pengadilan Pengurus Penjara Penyuluh Perawat Perempuan Peringkat Periode
    Perjanjian Perpustakaan Pertandingan Perumahan Peserta Peta Petani Petugas Pidana Pigura
    Pinjaman Pipa Pisang Pohon Poin Polda Polisi Polres Polri Polsek Pompa Pondok Pos Posko
    Posyandu Pramuka Presiden Prioritas Program Provinsi Proyek Puluh Pura Pusat Puskesmas
    Putusan Rabu Ramadan Regu Rektor Relawan Remaja Rencana Republik Rt Ruang Ruas Rumah Rw Saat
    Sabtu Sampai Sang Sapi Sarana Satgas Satu Saturday Sawah Sedang Sedangkan Sejak Sekolah
    Sekretaris Selain Selama Selang Selasa Seluruh Sementara Semua Senin Seorang Sepatu Sepeda
    September Seri Sertifikat Setelah Setiap Sewa Si Sisa Siswa Siswi Skor Soal Stadion Sudah
    Sulawesi Sumatera Sumatra Sumber Sunday Surah Surat Tabel Tabungan Tagana Tahan Tahap Tahun
    Taman Tanah Tanaman Tandon Tanggal Target Tas Teks Tembok Tempat Tenda Tentang Tentara
    Ternak Terong Thursday Tiang Tidak Tiket Tim Tingkat Toko Tomat Total Traktor Truk Tuesday
    Tugu Turnamen Umur Undang Universitas Untuk Usaha Usai Usia Ustad Ustaz Vaksin Vaksinasi
    Versi Voli Vonis Waduk Wajib Wakil Waktu Walaupun Wali Warga Warung Wednesday Wilayah Wisata
    Wortel Yang Yayasan
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
        if not found and before is not _BEFORE_ALONE and (behind := _AFTER_AGE.match(text, end)):
            found = behind if _just_before(_YOUNG_BEFORE, text, begin) else None
        if found and not _is_abbreviated(text, found.start("name")):
            yield found


def _children_ages(text: str, start: int) -> Iterator[tuple[int, int, re.Pattern[str]]]:
    """Yield ages of children, with the pattern for a name before each."""
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
        if behind := _IN_CLASS.match(text, end):
            yield end, behind.end(), _BEFORE_AGE
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


def _is_abbreviated(text: str, name: int) -> bool:
    return _ABBREVIATED.search(text, max(0, name - _LONGEST_ABBREVIATION), name) is not None


def _is_child(age: re.Match[str]) -> bool:
    written = age["count"]
    years = _NUMBERS[written] if written in _NUMBERS else int(written)
    return years < _CHILD_AGE
