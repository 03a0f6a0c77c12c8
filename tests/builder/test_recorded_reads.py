"""What a target reads is recorded: records, fields of groups, and queries to be asked again."""

from __future__ import annotations

import pytest

from kim_plugins.catalogue import gather
from kim_plugins.catalogue.catalogue import Catalogue as AnyCatalogue
from kim_plugins.catalogue.tracing import RECORD, queries, query, recorder, recording
from kim_plugins.records import Group, News
from tests.builder.walks import SMALL, makers
from tests.catalogue.sites import NOW, OPTIONS
from tests.sites.memory import content

# -- what notes itself -------------------------------------------------------------------------


def test_a_record_is_noted_by_who_reads_its_words_and_nobody_else() -> None:
    catalogue = gather(content(SMALL), OPTIONS, NOW)[0]
    entry = catalogue.listed[0]
    with recording() as reads:
        assert entry.record.title
        assert entry.untraced.title
    assert reads == {(RECORD, entry.path)}
    with recording() as outer:
        with recording() as inner:
            assert catalogue.today
        assert inner == {("today",)}
    assert outer == set()
    assert recorder.reads is None


def test_of_a_group_each_field_is_noted_by_itself() -> None:
    """What names a group doesn't depend on its telephone."""
    catalogue = gather(content(SMALL), OPTIONS, NOW)[0]
    (group, *_) = catalogue.groups
    with recording() as reads:
        assert group.record.title == group.untraced.title
        assert isinstance(group.record, Group)
        assert not isinstance(group.record, News)
    assert (RECORD, group.path, "title") in reads
    assert (RECORD, group.path, "contact") not in reads


def test_the_answer_of_each_query_can_be_asked_again() -> None:
    """Of all that our pages and feeds ask: names are unique, arguments are plain."""
    catalogue = gather(content(SMALL), OPTIONS, NOW)[0]
    with recording() as reads:
        for target in makers(catalogue):
            list(target.make())
    for read in reads:
        assert read[0] in {RECORD, "list", "keys", *queries}
        assert all(type(part) in (str, int, type(None)) for part in read)
    with pytest.raises(ValueError, match="today"):

        @query()
        def today(_: AnyCatalogue) -> int:
            return 1
