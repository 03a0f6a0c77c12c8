"""Why .venv could not be made, in sentences with the remedy."""

DISK_FULL = "Ruang penyimpanan penuh. Kosongkan sekitar 500 MB, lalu jalankan lagi perintah ini."
READ_ONLY = (
    "Folder {} tidak boleh ditulisi. Salin proyek ini ke folder milik Anda sendiri "
    "atau minta izin menulis, lalu jalankan lagi perintah ini."
)
TAMPERED = (
    "Berkas yang diunduh berbeda dari yang diharapkan, jadi tidak dipasang. "
    "Ulangi lewat jaringan lain; bila tetap begitu, beri tahu pengelola program."
)
NO_NETWORK = (
    "Pustaka tidak dapat diunduh. Periksa sambungan internet, lalu jalankan lagi perintah ini."
)
NOT_FOR_HERE = (
    "Pustaka yang diperlukan tidak tersedia untuk komputer ini. Pakai Python 64-bit "
    "di Linux, macOS atau Windows, lalu jalankan lagi perintah ini."
)
# What pip prints, in order of certainty: a failed connection shows as a missing version too.
REMEDIES = (
    (("No space left on device", "Errno 28", "WinError 112"), DISK_FULL),
    (("DO NOT MATCH THE HASHES",), TAMPERED),
    (
        ("Connection", "resolution", "timed out", "ProxyError", "SSLError", "from versions: none"),
        NO_NETWORK,
    ),
    (("No matching distribution", "Failed building", "Failed to build"), NOT_FOR_HERE),
)


def explanation(output: str) -> str:
    """Say in one sentence why a step failed and what to do."""
    for signs, sentence in REMEDIES:
        if any(sign in output for sign in signs):
            return sentence
    return (
        "Ruang kerja gagal disiapkan karena sebab di atas. Jalankan lagi perintah ini; "
        "bila tetap gagal, kirim catatan di bawah ini kepada pengelola program."
    )
