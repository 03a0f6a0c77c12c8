"""Addresses of the replaced site that the new one has no more: which an editor has to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kim_plugins.catalogue.addresses import (
    ADMIN,
    MONTH_SHEET,
    NEXT_MONTH_SHEET,
    REPORTS,
    SCRIPT,
    SHEET,
    page_address,
    page_of,
    short_address,
)
from kim_plugins.catalogue.checks.guids import HIDDEN, VANISHED
from kim_plugins.records import Problem

_FEW: Final = 10
"""More addresses that are gone at once are told in one sentence."""
_REMEDY: Final = (
    "bila tulisannya pindah, kembalikan nama berkasnya lalu pakai kim move, atau tulis id dan "
    "redirect_from di berkas barunya; bila dihapus atau menjadi konsep lagi, kembalikan berkasnya "
    "dan cabutlah dengan withdrawn, supaya pelanggan tahu; yang sudah dicabut boleh dibiarkan"
)
_PAGE: Final = page_address("/.+/", 0).replace("0", "[0-9]+")
_END: Final = re.compile(
    rf"/.+/(?:{SCRIPT}|{SHEET}|{MONTH_SHEET}|{NEXT_MONTH_SHEET})|/{ADMIN[1:]}"
    rf"|{_PAGE}|(?:/.+)?{REPORTS}[0-9]+/|/(?:assets|media)/.*"
)
"""Addresses that end with their days, or with the wish of whoever runs the site.

`kim print` still makes a script or a sheet. A listing that gets shorter has fewer pages, and the
report of a year without a bulletin was there while the year was. Folders of pictures have pages
that lead away from them.
"""


def missed(lost: Iterable[str], told: Iterable[str] = ()) -> list[str]:
    """The lost addresses of something that somebody wrote and may want back.

    `told` are addresses of which a problem has spoken; folders above them led there, and so did the
    short address of a bulletin whose own one is lost.
    """
    lost, known = list(lost), tuple(told)
    short = {short_address(address.strip("/")) for address in lost}
    ended = (one for one in lost if one not in short and not _END.fullmatch(one))
    return [address for address in ended if not any(one.startswith(address) for one in known)]


def sentences(lost: Sequence[str]) -> Iterator[str]:
    """What is said of lost addresses, one sentence each, or of many at once."""
    if len(lost) > _FEW:
        begins_anew = "bila situs ini dimulai dari awal, biarkan"
        yield f"{len(lost)} alamat tidak ada lagi, di antaranya {lost[0]}; {begins_anew}; {_REMEDY}"
        return
    for address in lost:
        yield f"alamat {address} tidak ada lagi; {_REMEDY}"


def addresses_told(
    problems: Iterable[Problem], folder: str, gone: Mapping[str, Iterable[str]]
) -> Iterator[str]:
    """All addresses of deleted and hidden bulletins of problems, whose paths begin with `folder`.

    `gone` are the files of each page that is made no more, with those of what led to it.
    """
    for problem in problems:
        if problem.code in {HIDDEN, VANISHED}:
            identifier = problem.path.removeprefix(f"{folder}/").removesuffix(".md")
            yield page_of(identifier)
            yield short_address(identifier)
            places = gone.get(page_of(identifier), ())
            yield from (f"/{place.removesuffix('index.html')}" for place in places)
