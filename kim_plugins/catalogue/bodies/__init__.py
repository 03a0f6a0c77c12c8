"""Bodies: Markdown as volunteers type it → sanitised HTML and text.

Bodies don't look around. A body is rendered and sanitised once, from its own source only; links
inside the site come out as marks in private-use characters, and become addresses (or plain text,
where the target isn't published) when a page or a feed asks for them. That makes rendering parallel
and cacheable, and pages and feeds share one HTML.
"""

from kim_plugins.catalogue.bodies.body import Body, Link, LinkKind
from kim_plugins.catalogue.bodies.cards import CARD
from kim_plugins.catalogue.bodies.limits import excess
from kim_plugins.catalogue.bodies.links import path_length, target_of
from kim_plugins.catalogue.bodies.remarks import Remark
from kim_plugins.catalogue.bodies.rendering import BodyRenderer
from kim_plugins.catalogue.bodies.resolving import NOTE, Target, resolve
from kim_plugins.catalogue.bodies.sanitising import CLASSES, TAGS
from kim_plugins.catalogue.bodies.text import plain_text

__all__ = [
    "CARD",
    "CLASSES",
    "NOTE",
    "TAGS",
    "Body",
    "BodyRenderer",
    "Link",
    "LinkKind",
    "Remark",
    "Target",
    "excess",
    "path_length",
    "plain_text",
    "resolve",
    "target_of",
]
