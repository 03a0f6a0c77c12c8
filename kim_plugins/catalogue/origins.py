"""Where a record was written first, where that is another site than this one (contract C13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo


@dataclass(frozen=True, slots=True)
class Origin:
    """A site whose content is shown here, too; `id` names it in mkdocs.yml.

    `host` is the authority in its guids, `url` its address with a slash at the end, both empty
    where it has no site of its own. `groups` are those that it may speak for, None for any that it
    has a profile of. `since` tells, by path at home, when a file was first seen here: who came
    first keeps what two claim; `order` is its place in mkdocs.yml, which tells where that doesn't.
    `arrived` is the same as a timestamp, of those alone that came after the first of them.
    """

    id: str
    name: str
    zone: tzinfo
    order: int = 0
    host: str = ""
    url: str = ""
    license_name: str = ""
    license_url: str = ""
    line_breaks: bool = True
    groups: frozenset[str] | None = None
    since: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    arrived: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)

    @property
    def facts(self) -> tuple[str, ...]:
        """All of it that what is made of its records shows."""
        return self.id, self.name, self.host, self.url, self.license_name, self.license_url

    @property
    def reading_settings(self) -> tuple[str, bool]:
        """All of it that its files are read with."""
        return str(self.zone), self.line_breaks
