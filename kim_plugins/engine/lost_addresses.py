"""Addresses of the replaced site that the new one has no more: which an editor has to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kim_plugins.catalogue.addresses import (
    ADMIN,
    MONTH_SHEET,
    NEXT_MONTH_SHEET,
    REPORTS,
    SCRIPT,
    SHEET,
    page_address,
)

LOST: Final = (
    "alamat %s tidak ada lagi; bila tulisannya pindah, kembalikan nama berkasnya lalu pakai "
    "kim move, atau tulis id dan redirect_from di berkas barunya; bila dihapus atau menjadi "
    "konsep lagi, kembalikan berkasnya dan cabutlah dengan withdrawn, supaya pelanggan tahu"
)
_PAGE: Final = page_address("/.+/", 0).replace("0", "[0-9]+")
_END: Final = re.compile(
    rf"/.+/(?:{SCRIPT}|{SHEET}|{MONTH_SHEET}|{NEXT_MONTH_SHEET})|/{ADMIN[1:]}"
    rf"|{_PAGE}|(?:/.+)?{REPORTS}[0-9]+/"
)
"""Addresses that end with their days, or with the wish of whoever runs the site.

`kim print` still makes a script or a sheet. A listing that gets shorter has fewer pages, and the
report of a year without a bulletin was there while the year was.
"""


def missed(lost: Iterable[str]) -> list[str]:
    """The lost addresses of something that somebody wrote and may want back."""
    return [address for address in lost if not _END.fullmatch(address)]
