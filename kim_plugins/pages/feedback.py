"""`/usul/`: feedback of villagers as a text that their own telephone sends (C11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kim_plugins.catalogue import Catalogue, GroupEntry, group_id
from kim_plugins.catalogue.addresses import FEEDBACK
from kim_plugins.pages.spec import PageSpec
from kim_plugins.records.fields.telephones import dialled
from kim_plugins.records.reading.feedback import (
    FIRST_LINE,
    LABELS,
    Feedback,
    FeedbackKind,
    feedback_text,
)

_MOBILE: Final = "628"
KINDS: Final = {
    FeedbackKind.ASPIRATION: ("Usul atau keluhan", "supaya diteruskan kepada yang berwenang."),
    FeedbackKind.QUESTION: ("Pertanyaan", "tentang kabar, keputusan, atau kegiatan."),
    FeedbackKind.CORRECTION: ("Koreksi", "ada yang keliru di sebuah tulisan."),
    FeedbackKind.REPLY: ("Hak jawab", "Anda disebut di sebuah tulisan dan ingin menanggapi."),
}
"""What the form offers, and what each is for."""


@dataclass(frozen=True, slots=True)
class GroupContacts:
    """A group with its contacts in dialled form, empty where it has none."""

    group: GroupEntry
    id: str
    whatsapp: str
    sms: str

    @property
    def example(self) -> str:
        """A text to be filled in by hand."""
        return feedback_text(Feedback(FeedbackKind.MESSAGE, self.id))


def message_text(group: str, title: str, url: str) -> str:
    """The beginning of feedback on a bulletin to a group, given by its id."""
    return feedback_text(Feedback(FeedbackKind.MESSAGE, group, about=title, address=url)) + "\n"


def feedback_page(catalogue: Catalogue) -> Iterator[PageSpec]:
    """The page with the form and every group's contacts."""
    yield PageSpec(
        FEEDBACK,
        "feedback.html",
        "Sampaikan",
        "Usul, pertanyaan, koreksi, atau hak jawab Anda, langsung ke kelompok.",
        FEEDBACK,
        values={
            "reachable": [_reachable(group) for group in catalogue.groups],
            "kinds": KINDS,
            "first_line": FIRST_LINE,
            "labels": LABELS,
        },
    )


def _reachable(group: GroupEntry) -> GroupContacts:
    contact = group.record.contact
    whatsapp = dialled(contact.whatsapp) if contact.whatsapp else ""
    numbers = (dialled(number) for number in (contact.phone, contact.whatsapp) if number)
    mobile = next((number for number in numbers if number.startswith(_MOBILE)), "")
    return GroupContacts(group, group_id(group), whatsapp, mobile)
