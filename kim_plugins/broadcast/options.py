"""The options of a site's broadcasts."""

from __future__ import annotations

from dataclasses import dataclass, field

from kim_plugins.broadcast.lexicon import own_lexicon
from kim_plugins.broadcast.speech import SpeechRules


def _own_rules() -> SpeechRules:
    return SpeechRules(own_lexicon())


@dataclass(frozen=True)
class BroadcastOptions:
    """Options of kim/broadcast.

    Scripts and sheets are made of bulletins of the last `sheets_days` days; `wpm` are the words
    that an announcer reads in a minute where the group says nothing else; `items` is the length
    of today's programme.
    """

    sheets_days: int = 90
    wpm: int = 130
    items: int = 8
    speech_rules: SpeechRules = field(default_factory=_own_rules)
