"""Why nothing can be built, as a sentence for whoever asked for it."""

from __future__ import annotations

from click import ClickException


class BuildFailed(ClickException):
    """What keeps a site from being built; the message says what to do.

    Click's, as MkDocs' own are: each of its commands ends with the sentence, without a traceback.
    """
