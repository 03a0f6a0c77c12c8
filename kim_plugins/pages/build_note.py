"""/build.json: when the site was built and when it is due again, for monitoring the schedule.

The clock in /build.json is a day. The minute of a build would change a file each hour, and the
minute of the last change is known to no clean build. The day in the site's zone and the next moment
at which something falls due follow from content and clock alone, and a schedule that stopped shows
by either: the moment has passed, or the day is yesterday's.
"""

from __future__ import annotations

import json
from typing import Final

from kim_plugins.catalogue import Catalogue

ADDRESS: Final = "build.json"


def build_note(catalogue: Catalogue, program: str) -> bytes:
    """The note; it stays the same for a whole day unless something falls due.

    `built` is the clock's day in the site's zone, so that an hourly build changes nothing (contract
    C9) and a schedule that stopped shows the day after. `next` is when the site will say something
    else: where that has passed, the build that was due didn't come.
    """
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
