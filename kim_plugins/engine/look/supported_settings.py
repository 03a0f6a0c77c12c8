"""The settings of MkDocs and Material: which are supported here, and which can't be.

Every one of them stands in these tables; a test holds them against what MkDocs and Material know.
"""

from __future__ import annotations

from typing import Final

HONOURED: Final = frozenset(
    [
        *("copyright", "dev_addr", "docs_dir", "draft_docs", "edit_uri", "edit_uri_template"),
        *(
            "exclude_docs",
            "extra",
            "extra_css",
            "extra_javascript",
            "extra_templates",
            "hooks",
            "INHERIT",
        ),
        *("markdown_extensions", "mdx_configs", "nav", "not_in_nav", "plugins"),
        *("remote_branch", "remote_name", "repo_name", "repo_url", "site_author"),
        *("site_description", "site_dir", "site_name", "site_url", "strict", "theme", "watch"),
    ]
)
"""MkDocs' settings that do what its manual says."""

NAMED: Final = {
    "google_analytics": "tidak dipakai: halaman tidak memuat apa pun dari situs lain|hapus saja",
    "pages": "sudah lama diganti nav di MkDocs|ganti namanya menjadi nav",
    "use_directory_urls": "tidak dipakai: alamat selalu berbentuk folder, misalnya /tentang/, "
    "supaya tautan dan umpan tidak berubah|hapus barisnya",
    "validation": "tidak dipakai untuk tautan: setiap tautan selalu diperiksa oleh kim check|"
    "hapus bagian links",
}
"""MkDocs' settings that can't be honoured: why, and what to do."""

FEATURES: Final = {
    "content.action.edit": "",
    "content.action.view": "",
    "navigation.indexes": "",
    "navigation.tabs": "",
    "navigation.top": "",
    "search.highlight": "",
    "search.suggest": "",
    "announce.dismiss": "pengumuman di atas halaman tidak punya tombol tutup",
    "content.code.annotate": "keterangan di dalam kode tidak ada",
    "content.code.copy": "tombol salin kode tidak ada",
    "content.code.select": "memilih baris kode tidak ada",
    "content.footnote.tooltips": "catatan kaki dibuka dengan mengetuk nomornya",
    "content.lazy": "gambar sudah dimuat hanya bila terlihat",
    "content.tabs.link": "tab di dalam tulisan tidak ada",
    "content.tooltips": "keterangan melayang tidak ada",
    "header.autohide": "kepala halaman tidak menghilang sendiri",
    "navigation.expand": "menu selalu terbuka semua",
    "navigation.footer": "tautan sebelum dan sesudah tidak ada di kaki halaman",
    "navigation.instant": "halaman sudah ringan dan dimuat seperti biasa",
    "navigation.instant.prefetch": "halaman lain tidak diambil sebelum diminta, supaya hemat kuota",
    "navigation.instant.preview": "pratinjau tautan tidak ada",
    "navigation.instant.progress": "halaman dimuat seperti biasa",
    "navigation.path": "halaman tidak menunjukkan jalur menu",
    "navigation.prune": "menu sudah ringkas",
    "navigation.sections": "menu hanya satu tingkat",
    "navigation.tabs.sticky": "menu utama tidak ikut menempel, supaya layar kecil tetap lega",
    "navigation.tracking": "alamat tidak berubah saat halaman digulir",
    "search.share": "alamat hasil pencarian sudah dapat disalin dari peramban",
    "toc.follow": "daftar isi di samping tulisan tidak ada",
    "toc.integrate": "daftar isi di samping tulisan tidak ada",
}
"""Material's features: nothing where it is honoured, otherwise why it isn't."""

THEME: Final = {
    **dict.fromkeys(("custom_dir", "favicon", "features", "icon", "logo", "name", "palette"), ""),
    "static_templates": "",
    **dict.fromkeys(("direction", "font", "language", "locale"), "?"),
}
"""Settings of the theme: `?` where it depends on the value."""

ICONS: Final = {
    **dict.fromkeys(["close", "edit", "logo", "menu", "repo", "search", "view"], ""),
    "admonition": "kotak di dalam tulisan tidak berikon",
    "alternate": "pilihan bahasa tidak ada",
    "annotation": "keterangan di dalam kode tidak ada",
    "next": "tautan sesudah tidak ada",
    "previous": "tautan sebelum tidak ada",
    "share": "tombol bagikan memakai tulisan",
    "tag": "topik memakai tulisan",
    "top": "tautan ke atas memakai tulisan",
}
"""Material's icons by their use."""

EXTRA: Final = {
    **dict.fromkeys(["generator", "homepage", "scope", "social"], ""),
    "alternate": "situs ini hanya berbahasa Indonesia",
    "analytics": "halaman tidak menghitung pembaca dan tidak memuat apa pun dari situs lain",
    "annotate": "keterangan di dalam kode tidak ada",
    "consent": "situs ini tidak memakai kuki, jadi tidak perlu meminta izin",
    "polyfills": "halaman tidak memuat apa pun dari situs lain",
    "status": "tanda keadaan halaman tidak ada; pakai priority dan expires di tulisannya",
    "tags": "ikon per topik tidak ada",
    "version": "situs ini hanya punya satu versi",
}
"""What Material reads below `extra`; anything else is for templates of one's own."""

NEEDLESS: Final = {
    **dict.fromkeys(("search", "material/search"), "kim/search sudah menyediakan pencarian"),
    **dict.fromkeys(("blog", "material/blog"), "kim/pages sudah membuat halaman setiap kabar"),
    **dict.fromkeys(("tags", "material/tags"), "topik sudah punya halaman sendiri di /topik/"),
    **dict.fromkeys(
        ("social", "material/social"), "kim/pages sudah membuat gambar untuk tautan yang dibagikan"
    ),
    **dict.fromkeys(
        ("offline", "material/offline"), "salinan luring dibuat dengan kim build --offline"
    ),
    **dict.fromkeys(
        ("privacy", "material/privacy"), "halaman tidak memuat apa pun dari situs lain"
    ),
    **dict.fromkeys(("optimize", "material/optimize"), "gambar sudah dikecilkan oleh kim/pages"),
    **dict.fromkeys(
        ("meta", "material/meta"), "bagian awal setiap berkas dibaca oleh kim/catalogue"
    ),
    **dict.fromkeys(("info", "material/info"), "ia hanya untuk melaporkan kesalahan Material"),
    "htmlproofer": "kim check sudah memeriksa setiap tautan",
    "literate-nav": "menu ditulis di mkdocs.yml, di bawah nav|pindahkan isi SUMMARY.md ke sana, "
    "lalu hapus berkas itu dan barisnya",
    "meta-descriptions": "ringkasan setiap tulisan sudah ada di halamannya",
    "monorepo": "situs kelompok lain cukup ditautkan di nav",
    "multirepo": "situs kelompok lain cukup ditautkan di nav",
    "print-site": "lembar cetak dibuat dengan kim print",
    "rss": "kim/feeds sudah menyediakan umpan",
    "section-index": "bagian di menu sudah membuka halaman pertamanya",
    "with-pdf": "lembar cetak dibuat dengan kim print",
}
"""Plugins whose work ours do already: they are named and left out."""

IMPOSSIBLE: Final = {
    "autorefs": "nama judul tidak dibaca sebagai tujuan|tulis misalnya: [Biaya](rapat.md#biaya)",
    "charts": "grafiknya digambar skrip dari situs lain|simpan grafiknya sebagai gambar",
    "document-dates": "ia membaca berkas yang sedang dibangun|tulis updated di awal tulisan",
    "drawio": "gambarnya digambar skrip dari situs lain|simpan gambarnya sebagai SVG",
    "encryptcontent": "umpan dan pencarian tetap memuat isinya|tulis draft: true di awal berkasnya",
    "exclude-search": "semua yang terbit dapat dicari|tulis draft: true di awal berkas itu",
    "git-committers": "ia mengambil data dari situs lain|tulis authors di awal tulisan",
    "i18n": "situs ini hanya berbahasa Indonesia|hapus barisnya",
    "mermaid2": "diagramnya digambar skrip dari situs lain|simpan diagramnya sebagai gambar SVG",
    "mkdocs-video": "video dari situs lain tidak dimuat|tautkan videonya, misalnya: "
    "[Tonton](https://video.example/rapat)",
}
"""Plugins that can't do their work here: why, and what to do instead."""

_NO_BOXES: Final = 'kotak dengan /// tidak dibaca|tulis misalnya: !!! note "Judul"'
_NO_COLOURS: Final = "kode tampil tanpa warna|hapus barisnya"
EXTENSIONS: Final = {
    **dict.fromkeys(
        (
            *("abbr", "admonition", "attr_list", "def_list", "extra", "fenced_code", "footnotes"),
            *("md_in_html", "nl2br", "sane_lists", "smarty", "tables", "toc"),
            *("pymdownx.betterem", "pymdownx.caret", "pymdownx.extra", "pymdownx.fancylists"),
            *("pymdownx.magiclink", "pymdownx.saneheaders", "pymdownx.smartsymbols"),
            *("pymdownx.striphtml", "pymdownx.superfences", "pymdownx.tasklist", "pymdownx.tilde"),
        ),
        "",
    ),
    **dict.fromkeys(("codehilite", "pymdownx.highlight", "pymdownx.inlinehilite"), _NO_COLOURS),
    **dict.fromkeys(
        [
            f"pymdownx.blocks.{name}"
            for name in ("admonition", "caption", "definition", "details", "html", "tab")
        ],
        _NO_BOXES,
    ),
    "legacy_attrs": "tandanya sudah lama diganti|tulis misalnya: {#nama}",
    "legacy_em": "garis bawah di dalam kata tidak memiringkan tulisan|hapus barisnya",
    "meta": "bagian awal berkas dibaca oleh kim/catalogue|hapus barisnya",
    "pymdownx.arithmatex": "rumus tidak digambar|simpan rumusnya sebagai gambar SVG",
    "pymdownx.b64": "gambar disimpan sebagai berkas sendiri|hapus barisnya",
    "pymdownx.critic": "tanda usul perubahan tidak dibaca|hapus barisnya",
    "pymdownx.details": "kotak dengan ??? tidak dibaca|"
    "tulis misalnya: <details><summary>Judul</summary>Isi</details>",
    "pymdownx.emoji": "nama di antara titik dua tampil apa adanya|ketik emojinya, misalnya 😊",
    "pymdownx.escapeall": "garis miring terbalik hanya berlaku sebelum tanda Markdown|"
    "hapus barisnya",
    "pymdownx.keys": "nama tombol tampil apa adanya|tulis misalnya: `Ctrl+A`",
    "pymdownx.mark": "tanda == tampil apa adanya|tulis misalnya: <mark>penting</mark>",
    "pymdownx.pathconverter": "alamat ditulis seperti letak berkasnya|hapus barisnya",
    "pymdownx.progressbar": "garis kemajuan tidak digambar|tulis angkanya",
    "pymdownx.quotes": 'kotak dengan > [!note] tidak dibaca|tulis misalnya: !!! note "Judul"',
    "pymdownx.snippets": "isi berkas lain tidak disisipkan|pakai plugin include-markdown",
    "pymdownx.tabbed": "tab di dalam tulisan tidak ada|pakai judul kecil, misalnya: ### Pagi",
    "wikilinks": "tautan dengan [[ ]] tidak dibaca|tulis misalnya: [Tentang](tentang.md)",
}
"""Python-Markdown's and PyMdown's extensions: nothing where what they read is read here anyway
(catalogue/bodies/dialect.py), or where they do no harm; otherwise why they are left out."""

ALREADY: Final = frozenset(["nl2br"])
"""Extensions that would do a second time what is done."""
