"""Options of `kim/broadcast` in mkdocs.yml."""

from __future__ import annotations

from mkdocs.config import config_options as c

from kim_plugins.catalogue.options import ClockStyle
from kim_plugins.engine import options

NAME = "kim/broadcast"


class LexiconConfig(options.Options):
    """The site's own abbreviations, which win over ours."""

    as_word = options.Texts("[HIPPAM]")
    """Read as a word: `HIPPAM`."""
    spelt = options.Texts("[UMKM]")
    """Read letter by letter: `UMKM`."""
    in_full = options.TextPairs("{PHT: pengendalian hama terpadu}")
    """Said in full the first time, then in short."""
    always = options.TextPairs("{dsn.: dusun}")
    """Short on paper only: always said in full."""


class BroadcastConfig(options.Options):
    """Options of `kim/broadcast` in mkdocs.yml."""

    sheets_days = options.Whole(0, 3650, 90)
    """Scripts and sheets are made of bulletins of so many days."""
    radio_clock = options.OneOf(*map(str, ClockStyle))
    """Whether 19.30 is `setengah delapan malam` or `sembilan belas tiga puluh`."""
    radio_wpm = options.Whole(50, 400, 130)
    """Words that an announcer reads in a minute, where the group says nothing else."""
    programme_items = options.Whole(1, 100, 8)
    """Bulletins in today's programme."""
    lexicon = c.SubConfig(LexiconConfig)
