"""The text that chosen messages of a chat make, with the files that were sent in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote as percent

from kim_plugins.exchange.chats import Message, filter_messages
from kim_plugins.exchange.placed_media import PICTURES, SOUNDS
from kim_plugins.exchange.unpacking import Refused
from kim_plugins.records.problems import quote

_MOST_SENDERS = 8


@dataclass(frozen=True, slots=True)
class ChatFilter:
    """A choice of messages: by a part of the sender's name, and from a day on."""

    author: str = ""
    since: date | None = None

    def of(self, messages: Sequence[Message]) -> list[Message]:
        """The chosen ones among messages; all where nothing is chosen."""
        return filter_messages(messages, self.author, self.since)


@dataclass(frozen=True, slots=True)
class ChatText:
    """The text of chosen messages, the day of the last, remarks, and the files of the others."""

    text: str
    day: date
    notes: list[str]
    unwanted: frozenset[str]


def chat_text(
    name: str, messages: Sequence[Message], choice: ChatFilter, sent: Collection[str]
) -> ChatText:
    """Chosen messages as one text; `sent` are the names of pictures and sounds beside the chat.

    Raises `Refused` where nobody can tell which messages are meant.
    """
    found = _chosen(name, messages, choice)
    attached = [one for message in found for one in message.attached]
    parts = [message.text for message in found if message.text]
    parts += [_reference(one) for one in attached if one.lower().endswith((*PICTURES, *SOUNDS))]
    notes = [
        f"{quote(one)} disebut di {quote(name)}, tetapi tidak ikut dikirim"
        for one in attached
        if one not in sent
    ]
    if omitted := sum(message.omitted for message in found):
        notes.append(f"{omitted} gambar atau suara tidak disertakan saat {quote(name)} diekspor")
    others = {one for message in messages for one in message.attached}
    return ChatText("\n\n".join(parts), found[-1].day, notes, frozenset(others - {*attached}))


def _reference(name: str) -> str:
    if name.lower().endswith(SOUNDS):
        return f"[Rekaman]({percent(name)})"
    return f"![Foto kiriman]({percent(name)})"


def _chosen(name: str, messages: Sequence[Message], choice: ChatFilter) -> list[Message]:
    senders = sorted({message.sender for message in messages})
    shown = ", ".join(senders[:_MOST_SENDERS])
    if not choice.author and choice.since is None and len(senders) > 1:
        example = f'--author "{senders[0]}" atau --since {messages[-1].day.isoformat()}'
        raise Refused(
            f"{quote(name)} obrolan {len(senders)} orang; pilih yang mana, misalnya: {example}. "
            f"Pengirimnya: {shown}{', …' if len(senders) > _MOST_SENDERS else ''}"
        )
    if found := choice.of(messages):
        return found
    raise Refused(f"di {quote(name)} tidak ada pesan yang dipilih; pengirimnya: {shown}")
