"""Authors, publishers, origin and categories of items."""

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
def has_single_group(catalogue: Catalogue) -> bool:
    """Whether the site has one group; where there are several, items name theirs as origin."""
    return len(catalogue.groups) == 1


def origin_of(catalogue: Catalogue, entry: BulletinEntry) -> Origin | None:
    """The feed of the site that wrote a bulletin; else of its group, where a site has several."""
    origin = entry.origin
    if origin and origin.url:
        return Origin(
            origin.name,
            f"{origin.url}feed.xml",
            origin.url,
            f"{origin.url}{address_of(entry.path)[1:]}",
            feed_guid(origin.host, "/") if origin.host else origin.url,
            origin.license_url,
            origin.license_name,
        )
    if len(entry.groups) > 1 or has_single_group(catalogue):
        return None
    (group,) = catalogue.groups_of(entry)
    terms = (origin.license_url, origin.license_name) if origin else (None, None)
    feed = catalogue.options.absolute(f"{group.address}feed.xml")
    return Origin(group.record.title, feed, license=terms[0], rights=terms[1])


def feed_guid(host: str, address: str) -> str:
    """The identifier of the feeds at an address of a site."""
    return f"tag:{host},2026:umpan{address}"


def publishers_of(catalogue: Catalogue, entry: BulletinEntry) -> tuple[str, ...]:
    """The titles of a bulletin's groups."""
    return tuple(group.record.title for group in catalogue.groups_of(entry))


def authors_of(catalogue: Catalogue, entry: BulletinEntry) -> tuple[str, ...]:
    """The authors, or the groups: OpenDK drops an item without author."""
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
