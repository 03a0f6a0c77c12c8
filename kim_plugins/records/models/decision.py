"""A decision summary: problem → meeting → options → decision → actions → aspiration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from kim_plugins.records.fields.dates import format_day
from kim_plugins.records.fields.formats import ContentPath
from kim_plugins.records.fields.lists import MOST_ITEMS, AsList, AsListOrOne, AsSentences
from kim_plugins.records.fields.values import Line, Prose, field
from kim_plugins.records.models.action import Action, Aspiration
from kim_plugins.records.models.base import Rule
from kim_plugins.records.models.common import Bulletin
from kim_plugins.records.models.meeting import Meeting, Option, Votes
from kim_plugins.records.models.vocabulary import Method
from kim_plugins.records.problems import Fault


class Decision(Bulletin):
    """The summary of what a meeting decided; not the official minutes."""

    problem: Prose = field(
        "Masalah", "Masalah yang dibahas.", "Air tidak sampai ke blok timur.", also=("masalah",)
    )
    meeting: Meeting = field(
        "Rapat",
        "Rapat yang memutuskan.",
        "\n  date: 2026-02-20\n  place: Balai desa\n  chair: Ketua BPD"
        "\n  attendance: {men: 24, women: 19}",
        also=("rapat", "musyawarah"),
    )
    options: Annotated[tuple[Option, ...], AsList] = field(
        "Usulan",
        "Pilihan yang ditimbang.",
        "\n  - title: Giliran air per blok",
        also=("usulan", "pilihan"),
        default=list,
    )
    decision: Annotated[tuple[Line, ...], AsSentences] = field(
        "Keputusan",
        "Butir-butir yang disepakati.",
        "\n  - Air digilir per blok.",
        also=("keputusan", "hasil"),
        min_length=1,
        max_length=MOST_ITEMS,
    )
    method: Method = field(
        "Cara memutuskan", "Mufakat atau pemungutan suara.", "mufakat", also=("cara",)
    )
    votes: Votes | None = field(
        "Suara",
        "Hasil pemungutan suara.",
        "{for: 30, against: 8, abstain: 2}",
        also=("suara",),
        placeholder="{for: 998, against: 1, abstain: 0}",
        default=None,
    )
    actions: Annotated[tuple[Action, ...], AsList] = field(
        "Tindak lanjut",
        "Yang akan dikerjakan.",
        "\n  - task: Membersihkan saluran\n    owner: Kelompok tani",
        also=("tindak-lanjut", "tindakan"),
        default=list,
    )
    aspiration: Aspiration | None = field(
        "Aspirasi",
        "Yang disampaikan kepada pemerintah.",
        "\n  to: Dinas PUPR\n  sent: 2026-03-01",
        also=("aspirasi",),
        default=None,
    )
    follows: Annotated[tuple[ContentPath, ...], AsListOrOne] = field(
        "Lanjutan dari",
        "Keputusan sebelumnya.",
        "[keputusan/2025/jadwal-air.md]",
        also=("lanjutan",),
        default=list,
    )
    supersedes: Annotated[tuple[ContentPath, ...], AsListOrOne] = field(
        "Menggantikan",
        "Keputusan yang tidak berlaku lagi.",
        "[keputusan/2025/jadwal-air.md]",
        also=("menggantikan",),
        default=list,
    )

    @property
    def cost(self) -> int:
        """What all actions together cost, in rupiah, as far as it was said."""
        return sum(action.cost or 0 for action in self.actions)

    def rules(self) -> Iterator[Rule]:
        """Votes belong to a vote and stay within attendance; nothing comes before the meeting."""
        yield from super().rules()
        yield from self._vote_rules()
        if self.meeting is None or self.meeting.date is None:
            return
        held = self.meeting.date
        for number, action in enumerate(self.actions or ()):
            if action.due and action.due < held:
                yield (
                    f"actions[{number}].due",
                    _before_meeting("K205", "batas waktu", action.due, held),
                )
            for entry_number, entry in enumerate(action.progress or ()):
                if entry.date and entry.date < held:
                    path = f"actions[{number}].progress[{entry_number}].date"
                    yield path, _before_meeting("K204", "kemajuan", entry.date, held)

    def _vote_rules(self) -> Iterator[Rule]:
        if self.method is Method.VOTE and "votes" not in self.model_fields_set:
            yield (
                "method",
                Fault(
                    "K201",
                    "diputuskan dengan pemungutan suara, tetapi jumlah suaranya belum ditulis",
                    "tambahkan: votes: {for: 30, against: 8, abstain: 2}",
                ),
            )
        if self.method is Method.CONSENSUS and self.votes is not None:
            yield (
                "votes",
                Fault(
                    "K201",
                    "ada jumlah suara, padahal cara memutuskannya mufakat",
                    "bila diputuskan dengan suara, tulis: method: pemungutan-suara; "
                    "bila mufakat, hapus votes",
                ),
            )
        if self.votes is None or self.meeting is None or self.meeting.attendance is None:
            return
        counts = (self.votes.for_, self.votes.against, self.votes.abstain)
        present = (self.meeting.attendance.men, self.meeting.attendance.women)
        if None not in counts and None not in present and sum(counts) > sum(present):
            yield (
                "votes",
                Fault(
                    "K202",
                    f"jumlah suara {sum(counts)} lebih banyak daripada "
                    f"yang hadir, {sum(present)} orang",
                    f"tulis paling banyak {sum(present)} suara, atau betulkan meeting.attendance",
                ),
            )


def _before_meeting(code: str, what: str, day: date, held: date) -> Fault:
    return Fault(
        code,
        f"{what} {format_day(day)} lebih awal daripada rapat {format_day(held)}",
        f"tulis tanggal pada atau setelah rapat, misalnya: {held.isoformat()}",
    )
