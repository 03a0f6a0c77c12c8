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
)
from kim_plugins.feeds.model import Category, Origin
from kim_plugins.records.models.vocabulary import Priority


@query()
def is_alone(catalogue: Catalogue) -> bool:
    """Whether the site has one group: items name the group that they come from where it hasn't."""
    return len(catalogue.groups) == 1


def origin_of(catalogue: Catalogue, entry: BulletinEntry) -> Origin | None:
    """The feed of the one group that answers, where many groups publish together."""
    if entry.origin and entry.origin.url:
        return Origin(entry.origin.name, f"{entry.origin.url}feed.xml")
    if len(entry.groups) > 1 or is_alone(catalogue):
        return None
    (group,) = catalogue.groups_of(entry)
    return Origin(group.record.title, catalogue.options.absolute(f"{group.address}feed.xml"))


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
