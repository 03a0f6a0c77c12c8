"""Faults of files that look like published ones (see lookalikes.py)."""

from __future__ import annotations

from kim_plugins.records import Severity
from kim_plugins.records.problems import Fault, quote


def hidden(path: str) -> Fault:
    """The fault of a document whose name begins with a dot."""
    name = path.rpartition("/")[2]
    shown = name.lstrip(".")
    return Fault(
        "K383",
        f"berkas {quote(name)} tidak terbit, karena namanya diawali titik",
        f"ganti namanya menjadi {shown}; bila belum boleh terbit, tulis di dalamnya: draft: true",
        Severity.WARNING,
    )


def underscore(name: str) -> Fault:
    """The fault of a document whose name begins with `_`, as drafts do elsewhere."""
    return Fault(
        "K383",
        f"berkas {quote(name)} tetap terbit, walau namanya diawali garis bawah",
        "bila belum boleh terbit, tulis di dalamnya: draft: true; bila boleh, ganti namanya "
        f"menjadi {name.lstrip('_')}",
        Severity.WARNING,
    )


def misnamed(name: str, wanted: str, *, is_taken: bool) -> Fault:
    """The fault of a bulletin with an ending that isn't read; its right name may be taken."""
    if is_taken:
        return Fault(
            "K380",
            f"berkas {quote(name)} tidak terbit, dan {quote(wanted)} juga ada di folder ini",
            f"satukan isinya di {wanted}, lalu hapus {name}",
        )
    return Fault(
        "K380",
        f"berkas {quote(name)} tidak terbit, karena akhiran namanya bukan .md",
        f"ganti namanya menjadi {wanted}; di Windows, tampilkan dulu akhirannya: Tampilan, lalu "
        "«Ekstensi nama berkas»",
    )


def copy_beside(path: str, original: str, *, is_error: bool) -> Fault:
    """The fault of a copy that lies beside its original."""
    name = path.rpartition("/")[2]
    what = "akan terbit dua kali" if is_error else "dibaca sebagai dua tulisan"
    return Fault(
        "K381",
        f"berkas {quote(name)} tampak seperti salinan {quote(original)}; isinya {what}",
        f"hapus salah satunya; bila memang tulisan lain, beri nama lain, misalnya: "
        f"{original.removesuffix('.md')}-lanjutan.md",
        Severity.ERROR if is_error else Severity.WARNING,
    )


def copy_alone(path: str, original: str) -> Fault:
    """The fault of a name that copies have, without an original."""
    name = path.rpartition("/")[2]
    return Fault(
        "K381",
        f"nama berkas {quote(name)} seperti nama salinan, dan menjadi alamat tulisan ini",
        f"ganti namanya menjadi {original}; bila sudah terbit, pakai: kim move",
        Severity.WARNING,
    )


def backup(name: str, original: str) -> Fault:
    """The fault of an editor program's backup of a file that exists."""
    return Fault(
        "K382",
        f"berkas {quote(name)} adalah cadangan {quote(original)} dan tidak terbit",
        f"hapus berkas ini bila {original} sudah benar",
        Severity.WARNING,
    )


def lock(name: str) -> Fault:
    """The fault of a lock file of an office program."""
    return Fault(
        "K382",
        f"berkas {quote(name)} hanya penanda bahwa dokumennya sedang dibuka, dan tidak terbit",
        "tutup dokumen itu di Word atau LibreOffice; bila berkas ini masih ada, hapus",
        Severity.WARNING,
    )


def text(name: str) -> Fault:
    """The fault of text without front matter."""
    return Fault(
        "K380",
        f"berkas {quote(name)} tidak terbit, karena bukan berkas .md dan tidak ditautkan",
        'bila ini tulisan, buat berkasnya dengan: kim new news "Judul", lalu salin isinya ke sana; '
        "bila catatan, pindahkan ke luar folder isi",
        Severity.WARNING,
    )


def office(name: str) -> Fault:
    """The fault of an office document in place of a bulletin."""
    return Fault(
        "K385",
        f"isi dokumen {quote(name)} tidak terbit; yang dibaca hanya berkas .md",
        'buat berkasnya dengan: kim new news "Judul", lalu salin isi dokumen ke sana; bila ini '
        "lampiran, simpan sebagai PDF di folder media/ dan tautkan",
        Severity.WARNING,
    )


def unused(name: str) -> Fault:
    """The fault of an attachment that nothing links to."""
    return Fault(
        "K385",
        f"berkas {quote(name)} tidak terbit, karena tidak ada tulisan yang menautkannya",
        f"tautkan dari tulisannya, misalnya: [Jadwal lengkap]({name}); bila tidak dipakai, hapus",
        Severity.WARNING,
    )
