"""Translations of MkDocs' messages on a configuration."""

from __future__ import annotations

import re
from typing import Final

# The sentences of MkDocs 1.6 and their meaning; a sentence that isn't here is shown as it came.
_SENTENCES: Final = (
    (r"Expected one of: \((.*)\) but received: (.*)", r"{2} bukan pilihan; yang ada: {1}"),
    (r"Unrecognised theme name: ('[^']*').*", r"tema {1} tidak ada; pakai material"),
    (
        r"The \"([^\"]+)\" plugin is not installed",
        r"plugin '{1}' tidak terpasang; betulkan namanya, atau hapus barisnya",
    ),
    (
        r"The 'docs_dir' should not be within the 'site_dir'.*",
        r"folder hasil memuat folder isi; pilih folder lain, misalnya: site_dir: site",
    ),
    (
        r"The 'site_dir' should not be within the 'docs_dir'.*",
        r"folder hasil ada di folder isi; pilih folder lain, misalnya: site_dir: site",
    ),
    (
        r"The 'docs_dir' should not be the parent directory of the config file.*",
        r"tidak boleh folder tempat mkdocs.yml; tulis misalnya: docs_dir: content",
    ),
    (
        r"(?:No theme name set|At least one of 'name' or 'custom_dir' must be defined)\.?",
        r"nama tema belum ditulis; tulis di bawah theme: name: material",
    ),
    (
        r"The path set in (?:\w+\.)?custom_dir \('([^']*)'\) does not exist\.?",
        r"folder '{1}' tidak ada; buat foldernya, atau hapus custom_dir",
    ),
    (r"Invalid value for locale: (.*)", r"bahasa tidak dikenal ({1}); tulis: locale: id"),
    (r"Invalid type <class '(.*)'>\. Expected .*", r"harus berupa nama tema: name: material"),
    (
        r"Invalid Plugins configuration.*|'.*' is not a valid plugin name\.",
        r"harus berupa daftar; tulis satu plugin satu baris, misalnya:   - kim/pages",
    ),
    (
        r"Invalid config options for the '(.*)' plugin\.",
        r"pilihan plugin {1} harus ditulis di bawah namanya, satu pilihan satu baris",
    ),
    (
        r"Invalid Markdown Extensions configuration|'.*' is not a valid Markdown Ext.*",
        r"harus berupa daftar nama ekstensi, misalnya: markdown_extensions: [tables]",
    ),
    (
        r"Invalid config options for Markdown Extension '(.*)'\.",
        r"pilihan ekstensi {1} harus ditulis di bawah namanya",
    ),
    (
        r"Expected nav (?:to be a list|item).*",
        r"harus berupa daftar, misalnya: - Tentang: tentang.md",
    ),
    (
        r"Inherited config file '(.*)' does not exist at '.*'\.",
        r"berkas setelan '{1}' yang disebut INHERIT tidak ada; betulkan namanya",
    ),
    (
        r"The configuration is invalid\. Expected a key-value mapping.*",
        r"isinya harus pasangan nama dan nilai, misalnya: site_name: KIM Tirta Mandiri",
    ),
    (r"Expected a list of items, but .*", r"harus berupa daftar, misalnya: [satu, dua]"),
    (r"Expected a dict of items, but .*", r"harus berupa pasangan nama dan nilai"),
    (
        r"Expected a (?:multiline )?string, (?:got|but a) <class '(.*)'>.*",
        r"harus berupa teks; apit dengan tanda kutip",
    ),
    (r"Expected type: <class 'int'> but received: .*", r"harus berupa angka bulat"),
    (
        r"Expected type: <class '(?:list|dict)'> but received: .*",
        r"harus berupa daftar atau pasangan",
    ),
    (r"Must be a string of format 'IP:PORT'", r"tulis misalnya: 127.0.0.1:8000"),
    (
        r"'(.*)' does not appear to be an IPv4 or IPv6 address",
        r"'{1}' bukan alamat berupa angka; tulis misalnya: 127.0.0.1:8000",
    ),
    (
        r"'(.*)' is not a valid port",
        r"pintu (port) '{1}' tidak ada; tulis misalnya: 127.0.0.1:8000",
    ),
    (r"The path '([^']*)' isn't an existing file\.?", r"berkas '{1}' tidak ada"),
    (
        r"The path '([^']*)' isn't an existing file or directory\.?",
        r"berkas atau folder '{1}' tidak ada; betulkan namanya, atau hapus barisnya",
    ),
    (
        r"Unrecognised configuration name: (.*)",
        r"pilihan '{1}' tidak dikenal, jadi tidak dipakai; betulkan namanya, atau hapus barisnya",
    ),
    (
        r"Unknown template substitute: '?([^']*)'?",
        r"tanda {{{1}}} tidak dikenal; yang ada: {{path}} dan {{path_noext}}",
    ),
    (r"'(.*)' should be a string.*", r"'{1}' harus berupa teks; apit dengan tanda kutip"),
    (r"Cannot import path '(.*)' as a Python module", r"berkas '{1}' bukan program Python"),
    (r"Required configuration not provided\.?", r"belum diisi; isi, atau hapus barisnya"),
    (
        r"The path '([^']*)' isn't an existing directory\.?",
        r"folder '{1}' tidak ada; buat foldernya, atau betulkan namanya",
    ),
    (r"The URL isn't valid.*", r"bukan alamat lengkap; tulis misalnya https://kim.example.id/"),
    (
        r"Expected type: <class 'str'> but received: .*",
        r"harus berupa teks; apit dengan tanda kutip",
    ),
    (r"Expected type: <class 'bool'> but received: .*", r"harus true atau false"),
    (
        r"Failed to load extension '([^']+)'.*",
        r"ekstensi Markdown '{1}' tidak dapat dipakai; betulkan nama dan pilihannya, atau hapus",
    ),
)


def translate(sentence: str) -> str:
    """The Indonesian sentence for a message on one setting."""
    for pattern, meaning in _SENTENCES:
        if match := re.fullmatch(pattern, sentence.strip(), re.DOTALL):
            return meaning.format(None, *(translate(group or "") for group in match.groups()))
    return sentence
