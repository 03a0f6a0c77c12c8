"""One file as one checked record; knows neither MkDocs nor the clock nor any other file."""

from kim_plugins.records.fields.date_words import MONTHS
from kim_plugins.records.fields.dates import (
    Clock,
    Moment,
    format_clock,
    format_day,
    format_moment,
    format_zone,
)
from kim_plugins.records.fields.numbers import format_rupiah
from kim_plugins.records.kinds import FOLDERS, MODELS, Kind, kind_of
from kim_plugins.records.models.common import Bulletin, Page
from kim_plugins.records.models.decision import Decision
from kim_plugins.records.models.group import Group
from kim_plugins.records.models.lesson import Lesson
from kim_plugins.records.models.news import News
from kim_plugins.records.problems import Problem, Severity
from kim_plugins.records.reader import ReadFile, locate, read_file, read_partially

__all__ = [
    "FOLDERS",
    "MODELS",
    "MONTHS",
    "Bulletin",
    "Clock",
    "Decision",
    "Group",
    "Kind",
    "Lesson",
    "Moment",
    "News",
    "Page",
    "Problem",
    "ReadFile",
    "Severity",
    "format_clock",
    "format_day",
    "format_moment",
    "format_rupiah",
    "format_zone",
    "kind_of",
    "locate",
    "read_file",
    "read_partially",
]
