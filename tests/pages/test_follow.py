"""How what is new comes by itself, at the foot of every page: WhatsApp, then e-mail, then feeds."""

from __future__ import annotations

import re

import pytest

from kim_plugins.pages import FOLLOW, PageRenderer, PageSpec, Shell, slot
from tests.sites.memory import GROUP, gathered

SPEC = PageSpec("/x/", "missing.html", "X", "X", "", values={"kinds": []})


def foot(channels: int) -> str:
    """The foot of a page of a site whose first groups have so many channels of WhatsApp."""
    files = {}
    for number in range(5):
        channel = f", whatsapp_channel: https://whatsapp.com/channel/{number}"
        contact = f'"081200001234"{channel if number < channels else ""}'
        named = GROUP.replace("KIM Tani", f"KIM {number}").replace('"081200001234"', contact)
        files[f"kelompok/k{number}.md"] = named
    catalogue, problems = gathered(files)
    assert not [problem for problem in problems if problem.is_error]
    drawn = f"{slot('title')}{slot('head')}{slot('content')}<footer>{slot(FOLLOW)}</footer>"
    renderer = PageRenderer(catalogue, lambda *_: Shell.of(drawn))
    return renderer.render(SPEC).partition("<footer>")[2]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_few_channels_are_named(count: int) -> None:
    found = re.findall(r'href="https://whatsapp\.com/channel/(\d)"', foot(count))
    assert found == [str(number) for number in range(count)]
    assert foot(count).index("WhatsApp") < foot(count).index("/langganan/")


def test_many_channels_are_a_list_elsewhere() -> None:
    assert "whatsapp.com" not in foot(4)
    assert 'href="../langganan/#warga">pilih saluran' in foot(4)


def test_without_a_channel_the_week_is_sent_on() -> None:
    assert 'href="../langganan/#warga">kirim ringkasan minggu ini' in foot(0)
