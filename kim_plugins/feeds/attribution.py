"""Whose an item is and what it is about: authors, publishers, origin and categories."""

from __future__ import annotations

from collections.abc import Iterator

from kim_plugins.catalogue import BulletinEntry, Catalogue, query
from kim_plugins.catalogue.addresses import (
    ACTIVITIES,
    KIND_TITLES,
    LISTINGS,
    SUBSCRIPTIONS,
    TOPICS,
    address_of,
)
from kim_plugins.feeds.model import Category, Origin
from kim_plugins.records.models.vocabulary import Priority


@query()
def is_alone(catalogue: Catalogue) -> bool:
    """Whether the site has one group: items name the group that they come from where it hasn't."""
    return len(catalogue.groups) == 1


def origin_of(catalogue: Catalogue, entry: BulletinEntry) -> Origin | None:
    """The feed of the site that wrote it; else of the one group that answers, if there are many."""
    written = entry.origin
    if written and written.url:
        return Origin(
            written.name,
            f"{written.url}feed.xml",
            written.url,
            f"{written.url}{address_of(entry.path)[1:]}",
            feed_guid(written.host, "/") if written.host else written.url,
            written.license_url,
            written.license_name,
        )
    if len(entry.groups) > 1 or is_alone(catalogue):
        return None
    (group,) = catalogue.groups_of(entry)
    terms = (written.license_url, written.license_name) if written else (None, None)
    feed = catalogue.options.absolute(f"{group.address}feed.xml")
    return Origin(group.record.title, feed, license=terms[0], rights=terms[1])


def feed_guid(host: str, address: str) -> str:
    """The identifier of the feeds at an address of a site."""
    return f"tag:{host},2026:umpan{address}"


def publishers_of(catalogue: Catalogue, entry: BulletinEntry) -> tuple[str, ...]:
    """The titles of the groups that answer for a bulletin."""
    return tuple(group.record.title for group in catalogue.groups_of(entry))


def authors_of(catalogue: Catalogue, entry: BulletinEntry) -> tuple[str, ...]:
    """Who wrote it; the groups stand in, as OpenDK drops an item without author."""
    return entry.record.authors or publishers_of(catalogue, entry)


def kind_category(catalogue: Catalogue, entry: BulletinEntry) -> Category:
    """The kind of a bulletin as a category."""
    term, root = LISTINGS[entry.kind].strip("/"), catalogue.options.absolute("/")
    return Category(term, KIND_TITLES[entry.kind], root)


def categories_of(catalogue: Catalogue, entry: BulletinEntry) -> Iterator[Category]:
    """How urgent it is, its kind, topics and activity, told apart by their schemes."""
    options = catalogue.options
    priority = entry.record.priority
    if priority is not Priority.ORDINARY:
        yield Category(priority.value, priority.label, options.absolute(SUBSCRIPTIONS))
    yield kind_category(catalogue, entry)
    for topic in catalogue.topics_of(entry):
        yield Category(topic.slug, topic.label, options.absolute(TOPICS))
    if entry.record.activity:
        activity = entry.record.activity
        yield Category(activity.value, activity.label, options.absolute(ACTIVITIES))
