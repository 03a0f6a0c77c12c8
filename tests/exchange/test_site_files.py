"""What a source's own files say of it: whatever they hold is a fact, nothing, or refused."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from hypothesis import example, given
from hypothesis import strategies as st

from kim_plugins.engine.options import is_link
from kim_plugins.exchange.site_files import facts_of, layout_of
from kim_plugins.exchange.unpacking import Refused
from kim_plugins.records.hidden_characters import HIDDEN

ADDRESSES = st.text("htps:/[]@.?#x1%é \\", max_size=20).map(lambda rest: f"https:{rest}")
SETTINGS = st.one_of(
    st.binary(max_size=60),
    ADDRESSES.map(lambda url: f"site_url: '{url}'\nsite_name: Tirta\n".encode()),
    st.sampled_from(["Asia/Jakarta", "../../etc/passwd", "/etc/hosts", "a\\0b", "Mars"]).map(
        lambda zone: f"plugins: [{{kim/catalogue: {{timezone: '{zone}'}}}}]".encode()
    ),
    st.text(max_size=20).map(lambda text: f"site_name: {json.dumps(text)}".encode()),
    st.sampled_from(
        [
            b"plugins: {kim/catalogue: {license_url: 'javascript:alert(1)'}}",
            b'plugins: {kim/catalogue: {guid_host: "a b\\x01<>"}}',
        ]
    ),
    st.sampled_from([b"plugins: x", b"? [a]\n: b", b"plugins: [[a]]", b"a: *b", b"[" * 3000]),
)


@given(SETTINGS)
@example(b"site_url: 'https://[tirta/'")
def test_any_settings_give_facts_that_can_be_used(data: bytes) -> None:
    facts = facts_of(data)
    assert all(isinstance(fact, str) and fact for fact in facts.values())
    assert not any(HIDDEN.search(fact) for fact in facts.values())
    assert not set(facts.get("host", "")) & set(' <>"')
    ZoneInfo(facts.get("timezone", "UTC"))
    assert is_link(facts.get("license_url", "https://a.example/"))
    assert urlsplit(facts.get("url", "https://a.example/")).scheme in {"http", "https"}


def test_plugins_are_read_as_a_list_and_as_a_mapping() -> None:
    options = "{kim/catalogue: {timezone: Asia/Makassar, guid_host: lama.example}}"
    told = {"timezone": "Asia/Makassar", "host": "lama.example"}
    assert facts_of(f"plugins: {options}".encode()) == told
    assert facts_of(f"plugins: [search, {options}]".encode()) == told


NAMES = st.text("a./\\ é\udcff\x00\n:~", min_size=1, max_size=12)


@given(st.lists(st.tuples(NAMES, st.sampled_from([".md", ".jpg", ""])), max_size=6))
def test_what_is_taken_stays_below_the_folder_of_a_copy(found: list[tuple[str, str]]) -> None:
    names = ["content/kelompok/tirta.md", *(f"content/{name}{end}" for name, end in found)]
    layout = layout_of(names, "", {})
    for name in names:
        try:
            own = layout.taken(name)
        except Refused:
            continue
        if own is not None:
            assert own.encode()
            assert (Path("/salinan") / own).resolve().is_relative_to("/salinan")
            assert not {"..", ""} & set(own.split("/"))
