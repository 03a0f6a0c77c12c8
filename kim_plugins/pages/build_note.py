"""/build.json: when the site was built and when it is due again, for monitoring the schedule.

It names the day of the build, not the minute: with the minute the file would change with every
hourly build (contract C9), and a clean build can't know when the content last changed. The day and
the next moment at which something falls due follow from content and clock alone. A schedule that
has stopped shows by either: that moment has passed, or the day is yesterday's.
"""

from __future__ import annotations

import json
from typing import Final

from kim_plugins.catalogue import Catalogue

ADDRESS: Final = "build.json"


def build_note(catalogue: Catalogue, program: str) -> bytes:
    """The file: `built` is a day in the site's zone, `next` the moment of the next change."""
    zone, due = catalogue.options.zone, catalogue.next_change
    note = {
        "built": catalogue.now.astimezone(zone).date().isoformat(),
        "next": due.astimezone(zone).isoformat() if due else None,
        "timezone": str(zone),
        "program": program,
        "groups": len(catalogue.groups),
        "bulletins": len(catalogue.bulletins),
    }
    return (json.dumps(note, indent=1) + "\n").encode()
