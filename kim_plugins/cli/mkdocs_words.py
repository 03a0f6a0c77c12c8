"""What MkDocs says about a configuration, in Indonesian."""

from __future__ import annotations

import re
from typing import Final

# The sentences of MkDocs 1.6 and their meaning; a sentence that isn't here is shown as it came.
_SENTENCES: Final = tuple(
    (re.compile(pattern, re.DOTALL), meaning)
    for pattern, meaning in (
        (r"Plugin '([^']+)' option '([^']+)': (.*)", r"pilihan {2} pada plugin {1}: {3}"),
        (r"Expected one of: \((.*)\) but received: (.*)", r"{2} bukan pilihan; yang ada: {1}"),
        (r"Unrecognised theme name: ('[^']*').*", r"tema {1} tidak ada; pakai material"),
        (r"The \"([^\"]+)\" plugin is not installed", r"plugin '{1}' tidak terpasang"),
        (
            r"The 'docs_dir' should not be within the 'site_dir'.*",
            r"folder hasil memuat folder isi",
        ),
        (
            r"The 'site_dir' should not be within the 'docs_dir'.*",
            r"folder hasil ada di folder isi",
        ),
        (r"Required configuration not provided\.?", r"belum diisi"),
        (r"The path '([^']*)' isn't an existing directory\.?", r"folder '{1}' tidak ada"),
        (r"The URL isn't valid.*", r"bukan alamat lengkap; tulis misalnya https://kim.example.id/"),
        (r"Expected type: <class 'str'> but received: .*", r"harus berupa teks"),
        (r"Expected type: <class 'bool'> but received: .*", r"harus true atau false"),
        (r"Failed to load extension '([^']+)'.*", r"ekstensi Markdown '{1}' tidak terpasang"),
    )
)
_VALUE: Final = re.compile(r"Config value '([^']+)': (.*)", re.DOTALL)


def translate(message: str) -> str:
    """One message about one setting."""
    match = _VALUE.fullmatch(message)
    return f"{match[1]}: {_meaning(match[2])}" if match else _meaning(message)


def _meaning(sentence: str) -> str:
    for pattern, meaning in _SENTENCES:
        if match := pattern.fullmatch(sentence.strip()):
            return meaning.format(None, *(_meaning(group) for group in match.groups()))
    return sentence
