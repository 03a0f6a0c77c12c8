"""Metadata of a page for other programs: Open Graph (ogp.me) and schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from markupsafe import Markup

from kim_plugins.catalogue import (
    BulletinEntry,
    Catalogue,
    Entry,
    GroupEntry,
    first_occurrence,
    last_change,
)
from kim_plugins.catalogue.addresses import DATA
from kim_plugins.catalogue.agenda import NewsEntry
from kim_plugins.catalogue.media import Media
from kim_plugins.catalogue.media.pictures import share_file
from kim_plugins.pages import share_picture
from kim_plugins.pages.data_portals import dataset
from kim_plugins.pages.spec import PageSpec
from kim_plugins.pages.words import iso_format
from kim_plugins.records import Bulletin, Decision, Group, Kind, Lesson, News, Page
from kim_plugins.records.models.vocabulary import Verdict

MOST_TAGS: Final = 20
_TYPES: Final = {
    Kind.NEWS: "NewsArticle",
    Kind.LESSON: "LearningResource",
    Kind.DECISION: "Report",
}
# ClaimReview's ratings go from worst to best; the middle stands for an unproven claim.
_RATINGS: Final = {Verdict.FALSE: 1, Verdict.UNPROVEN: 3, Verdict.TRUE: 5}


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a shared link."""

    address: str
    alt: str
    width: int | None = None
    height: int | None = None


def picture_of(catalogue: Catalogue, spec: PageSpec) -> Picture:
    """The picture of a shared link: the bulletin's own if messengers show it, else the site's."""
    entry = _bulletin(spec)
    if entry and entry.record.image:
        media = _medium(catalogue, entry, is_picture=True)
        if media and (shown := share_file(media)):
            return Picture(shown.address, entry.record.image.alt, shown.width, shown.height)
    return Picture(share_picture.ADDRESS, catalogue.options.name, *share_picture.SIZE)


def open_graph(catalogue: Catalogue, spec: PageSpec) -> Iterator[tuple[str, str]]:
    """The Open Graph properties of a page; with dates and topics for an article."""
    options = catalogue.options
    entry = _bulletin(spec)
    yield "og:type", "article" if entry else "website"
    yield "og:title", spec.title
    yield "og:description", spec.description
    yield "og:url", options.absolute(spec.address)
    yield "og:site_name", options.name
    yield "og:locale", "id_ID"
    picture = picture_of(catalogue, spec)
    yield "og:image", options.absolute(picture.address)
    yield "og:image:alt", picture.alt
    if picture.width and picture.height:
        yield "og:image:width", str(picture.width)
        yield "og:image:height", str(picture.height)
    if entry:
        yield "article:published_time", entry.record.publication.at.isoformat()
        yield "article:modified_time", last_change(entry).isoformat()
        yield from (("article:tag", tag) for tag in entry.record.tags[:MOST_TAGS])
        sound = _medium(catalogue, entry, is_picture=False)
        if sound:
            yield "og:audio", options.absolute(sound.address)


def json_ld(catalogue: Catalogue, spec: PageSpec) -> Markup:
    """The JSON-LD of a page for a script element; empty if it has none."""
    graph = list(_graph(catalogue, spec))
    if not graph:
        return Markup()
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Nothing in it may end the script element, or begin a comment.
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - JSON without a character that HTML knows


def _bulletin(spec: PageSpec) -> BulletinEntry | None:
    """The bulletin of a page; None for a withdrawn one."""
    entry = spec.values.get("entry")
    is_shown = isinstance(entry, Entry) and isinstance(entry.record, Bulletin) and entry.shows_body
    return cast(BulletinEntry, entry) if is_shown else None


def _graph(catalogue: Catalogue, spec: PageSpec) -> Iterator[dict[str, Any]]:
    entry = _bulletin(spec)
    group = spec.values.get("group")
    if entry:
        yield _article(catalogue, entry)
        if isinstance(entry.record, News) and entry.record.event:
            yield _event(catalogue, cast(NewsEntry, entry))
        if isinstance(entry.record, Lesson) and entry.record.claim:
            yield _claim_review(catalogue, cast(Entry[Lesson], entry))
    elif group and spec.address == group.address:
        yield _organisation(catalogue, group)
    elif spec.address == "/":
        yield {
            "@type": "WebSite",
            "name": catalogue.options.name,
            "description": catalogue.options.description,
            "url": catalogue.options.absolute("/"),
            "inLanguage": catalogue.options.language,
        }
    elif spec.address == DATA:
        yield dataset(catalogue)


def _article(catalogue: Catalogue, entry: BulletinEntry) -> dict[str, Any]:
    record = entry.record
    options = catalogue.options
    url = options.absolute(entry.address)
    groups = [_publisher(catalogue, group) for group in catalogue.groups_of(entry)]
    picture = _medium(catalogue, entry, is_picture=True)
    sound = _medium(catalogue, entry, is_picture=False)
    return _without_empty(
        {
            "@type": _TYPES[entry.kind],
            "@id": url,
            "headline" if entry.kind is not Kind.LESSON else "name": record.title,
            "description": record.description,
            "url": url,
            "mainEntityOfPage": url,
            "inLanguage": record.lang or options.language,
            "datePublished": record.publication.at.isoformat(),
            "dateModified": last_change(entry).isoformat(),
            "expires": record.expires.end.isoformat() if record.expires else None,
            "author": [{"@type": "Person", "name": name} for name in record.authors] or groups,
            "publisher": groups,
            "keywords": list(record.tags),
            "image": options.absolute(picture.address) if picture else None,
            "audio": _sound(catalogue, sound) if sound else None,
            "license": (entry.origin or options).license_url,
            "correction": [correction.after for correction in record.corrections],
            "isAccessibleForFree": True,
            **_kind_properties(record),
        }
    )


def _kind_properties(record: Bulletin) -> Mapping[str, Any]:
    if isinstance(record, Lesson):
        return {
            "learningResourceType": "Bahan belajar",
            "educationalLevel": record.level.label,
            "teaches": list(record.objectives),
            "timeRequired": f"PT{record.duration}M" if record.duration else None,
            "audience": [
                {"@type": "EducationalAudience", "educationalRole": element.label}
                for element in record.audience
            ],
        }
    if isinstance(record, Decision):
        return {"about": record.problem, "abstract": " ".join(record.decision)}
    place = record.place if isinstance(record, News) else None
    return {"contentLocation": {"@type": "Place", "name": place} if place else None}


def _event(catalogue: Catalogue, entry: NewsEntry) -> dict[str, Any]:
    occurrence = first_occurrence(entry)
    event = occurrence.event
    organiser = [{"@type": "Organization", "name": event.organiser}] if event.organiser else None
    groups = [_publisher(catalogue, group) for group in catalogue.groups_of(entry)]
    return _without_empty(
        {
            "@type": "Event",
            "name": occurrence.title,
            "description": entry.record.description,
            "url": catalogue.options.absolute(entry.address),
            "startDate": iso_format(occurrence.start),
            "endDate": iso_format(occurrence.end) if occurrence.end else None,
            "location": {"@type": "Place", "name": event.place, "address": event.place},
            "organizer": organiser or groups,
        }
    )


def _claim_review(catalogue: Catalogue, entry: Entry[Lesson]) -> dict[str, Any]:
    claim = entry.record.claim
    if claim is None:
        raise ValueError(entry.path)
    groups = [_publisher(catalogue, group) for group in catalogue.groups_of(entry)]
    return _without_empty(
        {
            "@type": "ClaimReview",
            "url": catalogue.options.absolute(entry.address),
            "claimReviewed": claim.text,
            "datePublished": entry.record.publication.at.isoformat(),
            "author": groups,
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": _RATINGS[claim.verdict],
                "worstRating": 1,
                "bestRating": 5,
                "alternateName": claim.verdict.label,
            },
            "itemReviewed": _without_empty(
                {
                    "@type": "Claim",
                    "datePublished": iso_format(claim.date) if claim.date else None,
                    "appearance": claim.source,
                }
            ),
            "citation": [reference.url for reference in claim.references],
        }
    )


def _organisation(catalogue: Catalogue, group: GroupEntry) -> dict[str, Any]:
    record: Group = group.record
    region, contact = record.region, record.contact
    return _without_empty(
        {
            **_publisher(catalogue, group),
            "description": record.description,
            "foundingDate": str(record.established),
            "slogan": record.vision,
            "address": _without_empty(
                {
                    "@type": "PostalAddress",
                    "streetAddress": record.secretariat,
                    "addressLocality": f"{region.village}, {region.district}, {region.regency}",
                    "addressRegion": region.province,
                    "addressCountry": "ID",
                }
            ),
            "telephone": contact.phone or contact.whatsapp,
            "email": contact.email,
            "sameAs": contact.url,
        }
    )


def _publisher(catalogue: Catalogue, group: GroupEntry) -> dict[str, Any]:
    url = catalogue.options.absolute(group.address)
    return {"@type": "NGO", "@id": url, "name": group.record.title, "url": url}


def _sound(catalogue: Catalogue, media: Media) -> dict[str, Any]:
    return {
        "@type": "AudioObject",
        "contentUrl": catalogue.options.absolute(media.address),
        "encodingFormat": media.mime,
    }


def _medium(catalogue: Catalogue, entry: Entry[Page], *, is_picture: bool) -> Media | None:
    """The first picture, or the first sound, of a file."""
    found = (catalogue.medium(path) for path in catalogue.files[entry.path].media)
    return next((media for media in found if media.is_picture is is_picture), None)


def _without_empty(node: dict[str, Any]) -> dict[str, Any]:
    """A JSON-LD object without empty values."""
    return {key: value for key, value in node.items() if value not in (None, [], "")}
