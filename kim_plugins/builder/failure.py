"""The exception for builds that can't go on; its message is a sentence for the user."""

from __future__ import annotations

from click import ClickException


class BuildFailed(ClickException):
    """Raised where a site can't be built; the message says what to do.

    Click's, as MkDocs' own are: each of its commands ends with the sentence, without a traceback.
    """
