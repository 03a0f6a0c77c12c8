"""Content in which everything is as wide as it may be, runs from the right, or isn't there."""

from __future__ import annotations

_WIDE = "W" * 110
_LONG = "mempertanggungjawabkan" * 4
_ROW = "|" + "|".join(f"Kolom {number}" for number in range(30)) + "|\n"

_GROUP = f"""---
title: {_WIDE}
established: 2020
region:
  {{code: 33.15.01.2001, village: {_LONG}, district: {_LONG}, regency: {_LONG}, province: Jawa}}
contact: {{email: {"a" * 60}@{"b" * 60}.example}}
officers: {{chair: {_LONG}, sections: [{{name: {_LONG}, head: {_LONG}}}]}}
decree: {{number: {_LONG}, date: 2020-02-01, issuer: {_LONG}}}
members: {{petani: {{men: 3, women: 2}}}}
ict:
  patterns: mandiri
  facilities: [{{kind: pe-pp, name: {_LONG}, address: {_LONG}, hours: {_LONG}}}]
partners:
  - {{name: {_LONG}, kind: swasta, role: pengembangan-sdm, url: "https://{"c" * 60}.example/"}}
enterprises: [{{name: {_LONG}, product: {_LONG}, contact: {_LONG}}}]
---
"""
_EVENT = f"""---
title: {_WIDE}
description: {_LONG}
date: 2026-11-20
group: lebar
activity: diskusi
event: {{start: 2026-12-05 08:00, place: {_LONG}, organiser: {_LONG}, time_note: {_LONG}}}
---
"""
_DECISION = f"""---
title: {_WIDE}
description: {_LONG}
date: 2026-11-20
group: lebar
problem: {_LONG}
meeting:
  date: 2026-11-19
  place: {_LONG}
  chair: {_LONG}
  attendance: {{men: 999999, women: 999999}}
decision: [{_LONG}]
method: mufakat
actions: [{{task: {_LONG}, owner: {_LONG}, due: 2026-11-20}}]
aspiration: {{to: {_LONG}, sent: 2026-11-20, channel: {_LONG}, ticket: {_LONG}}}
---
"""
_NEWS = f"""---
title: {"W" * 120}
description: {"mempertanggungjawabkan" * 8}
date: 2026-11-23 08:00 WIB
group: sumber-rejeki
tags: [irigasi, {"keberlangsungan" * 3}]
---

{_ROW}{"|---" * 30}|
{_ROW * 3}
<https://example.org/{"b" * 200}>

    {"x" * 300}
"""
_RIGHT_TO_LEFT = f"""---
title: {"مرحبا بكم في قريتنا " * 5}
description: نص
date: 2026-11-22
group: lebar
lang: ar
authors: ["Ma'ruf & <Putra>"]
---

{"نص عربي طويل. " * 40}

1. {"نص عربي طويل. " * 10}
2. satu

- {"نص" * 100}
"""
_SILENT = """---
title: "KIM Jum'at & 'Kawan' <Sepi>"
established: 2020
region: {code: 33.15.01.2002, village: Sepi, district: Sunyi, regency: Senyap, province: Jawa}
contact: {email: sepi@example.org}
officers: {chair: "Ma'ruf & Putra"}
members: {petani: {men: 3}}
ict: {patterns: mandiri}
---
"""
WIDE_FILES = {
    "kelompok/lebar.md": _GROUP,
    "berita/2026/acara-lebar.md": _EVENT,
    "berita/2026/lebar.md": _NEWS,
    "berita/2026/kanan-ke-kiri.md": _RIGHT_TO_LEFT,
    "keputusan/2026/lebar.md": _DECISION,
    "kelompok/sepi.md": _SILENT,
}
"""Markdown by its path in the content folder."""
