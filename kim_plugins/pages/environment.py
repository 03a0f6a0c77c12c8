"""The template environment of pages: filters, tests and globals by the names in templates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from jinja2 import BytecodeCache, Environment

from kim_plugins.catalogue import (
    Catalogue,
    Clock,
    Entry,
    activity_address,
    first_occurrence,
    group_id,
    occurrence_time,
    query,
    region_address,
    short_address,
    topic_address,
)
from kim_plugins.catalogue.addresses import CALENDAR_FILE, EVENT_FILE, FEEDS, KIND_TITLES
from kim_plugins.catalogue.costs import cost_by_funding
from kim_plugins.catalogue.templates import templates
from kim_plugins.pages import words
from kim_plugins.pages.feedback import message_text
from kim_plugins.pages.sources import home_address
from kim_plugins.records import Page, format_day, format_moment, format_rupiah
from kim_plugins.records.fields.telephones import call_address, dialled
from kim_plugins.records.models.action import Action
from kim_plugins.records.models.vocabulary import (
    Activity,
    CorrectionKind,
    Priority,
    Status,
    Verification,
)

WORDS_PER_MINUTE: Final = 180
"""Silent reading; slower than the 200-250 of practised adults, as many readers are not."""


def page_environment(
    catalogue: Catalogue, bytecode: BytecodeCache | None = None, own: Path | None = None
) -> Environment:
    """The environment of all page templates: its filters, tests and globals.

    `bytecode` keeps compiled templates between builds; those in the folder `own` stand before ours.
    """
    environment = templates("kim_plugins.pages", bytecode, own)
    listed = catalogue.listings.by_topic
    environment.tests["listed"] = lambda topic: topic.slug in listed
    environment.tests["overdue"] = lambda action: _is_overdue(catalogue, action)
    environment.filters.update(_filters(catalogue))
    environment.globals.update(_globals(catalogue))
    return environment


def _filters(catalogue: Catalogue) -> dict[str, Callable[..., object]]:
    return {
        "day": format_day,
        "moment": format_moment,
        "iso": words.iso_format,
        "when": words.format_any_date,
        "hours": partial(words.meeting_hours, zone=catalogue.options.zone),
        "occurrence_time": occurrence_time,
        "occurrence": first_occurrence,
        "dialled": dialled,
        "call_address": call_address,
        "group_id": group_id,
        "reachable": words.contact_link,
        "language_attributes": words.language_attributes,
        "inline": words.in_sentence,
        "number": words.format_number,
        "rupiah": format_rupiah,
        "decree_number": words.decree_number,
        "by_funding": cost_by_funding,
        "by_correction": words.by_correction,
        "short": lambda entry: short_address(entry.identifier),
        "minutes": lambda entry: _minutes(catalogue, entry),
        "by_month": words.by_month,
        "waited": lambda day: waiting_since(catalogue, str(day)),
        "groups": catalogue.groups_of,
        "topics": catalogue.topics_of,
        "duration": words.format_duration,
        "size": words.format_size,
        "kind_title": KIND_TITLES.__getitem__,
    }


def _globals(catalogue: Catalogue) -> dict[str, object]:
    return {
        "site": catalogue.options,
        "topic_address": topic_address,
        "home_address": home_address,
        "message": lambda group, title, url: message_text(group_id(group), title, url),
        "region_address": region_address,
        "activity_address": activity_address,
        "level_titles": words.LEVEL_TITLES,
        "event_file": EVENT_FILE,
        "calendar_file": CALENDAR_FILE,
        "feed_formats": FEEDS,
        "Activity": Activity,
        "CorrectionKind": CorrectionKind,
        "Priority": Priority,
        "Status": Status,
        "Verification": Verification,
    }


def _minutes(catalogue: Catalogue, entry: Entry[Page]) -> int:
    return max(1, round(catalogue.files[entry.path].words / WORDS_PER_MINUTE))


@query(Clock.DAILY)
def is_past(catalogue: Catalogue, day: str) -> bool:
    """Whether a day is over; the answer changes once."""
    return day < str(catalogue.today)


@query(Clock.DAILY)
def waiting_since(catalogue: Catalogue, day: str) -> str:
    """How long a request has waited since a day, in words that seldom change."""
    return words.waiting_time((catalogue.today - date.fromisoformat(day)).days)


def _is_overdue(catalogue: Catalogue, action: Action) -> bool:
    return bool(action.due) and not action.has_ended and is_past(catalogue, str(action.due))
