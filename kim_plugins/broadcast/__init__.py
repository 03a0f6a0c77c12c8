"""What goes on air, on the wall and into a chat: the ways in which a bulletin leaves the web."""

from kim_plugins.broadcast.digest import DIGEST, digest
from kim_plugins.broadcast.lexicon import own_lexicon
from kim_plugins.broadcast.months import MonthSheet, month_links, month_sheet, month_sheets
from kim_plugins.broadcast.options import BroadcastOptions
from kim_plugins.broadcast.script import Script, script_of
from kim_plugins.broadcast.script_text import programme_text, script_text
from kim_plugins.broadcast.site import Programme, aired, is_aired
from kim_plugins.broadcast.speech import SpeechRules

__all__ = [
    "DIGEST",
    "BroadcastOptions",
    "MonthSheet",
    "Programme",
    "Script",
    "SpeechRules",
    "aired",
    "digest",
    "is_aired",
    "month_links",
    "month_sheet",
    "month_sheets",
    "own_lexicon",
    "programme_text",
    "script_of",
    "script_text",
]
