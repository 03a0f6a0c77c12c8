"""Files that were sent, and the site that receives them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, timedelta, timezone

from kim_plugins.exchange import Receipt, ReceivingSite
from kim_plugins.exchange.unpacking import Incoming

WIB = timezone(timedelta(hours=7), "WIB")
NOW = datetime(2026, 11, 28, 9, 0, tzinfo=WIB)
NEWS = """---
title: "Panen raya: blok barat"
description: "Warga memanen."
date: 2026-11-20
group: tani
image:
  src: "../../media/a b.jpg"
  alt: "Petani memotong padi"
---

Isi dengan ![Sawah di blok barat](../../media/a%20b.jpg).
"""


def site_with(there: dict[str, bytes] | None = None, *, publish: bool = False) -> ReceivingSite:
    return ReceivingSite((there or {}).get, frozenset(), ["tani"], NOW, publish)


def zipped(files: dict[str, bytes | str], mode: int = 0, flags: int = 0) -> Incoming:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
            info.flag_bits |= flags
    return Incoming("2026-11-20-panen.zip", data.getvalue())


def text_of(receipt: Receipt) -> str:
    [path] = receipt.texts
    return receipt.files[path].decode()
