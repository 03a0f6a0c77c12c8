"""Whatever a body is put together of, nothing in it runs or is fetched from elsewhere."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import given

from kim_plugins.catalogue.bodies import (
    resolve,
)
from tests.catalogue.bodies.rendering import MARKDOWN, PATH, render
from tests.catalogue.sites import news, site


@given(MARKDOWN)
def test_no_body_carries_what_is_dangerous(source: str) -> None:
    """Whatever is put together: nothing runs, nothing is fetched from elsewhere, no h1."""
    body = render(source)
    for tag in re.findall(r"<[^>]*>", body.html):
        assert not re.match(r"</?(script|style|iframe|object|form|h1)\b", tag)
        assert not re.search(r"\s(on\w+|style)=", re.sub(r'"[^"]*"', '""', tag))
        assert not re.search(r'(href|src|cite)="\s*(javascript|data|vbscript):', tag, re.IGNORECASE)
        assert not re.search(r'src="(https?:)?//', tag)
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", body.html + body.text)
    resolved = resolve(body.html, "../", lambda _: None)
    assert "\ue000" not in resolved
    assert "\ue001" not in resolved


@pytest.mark.parametrize("element", ["blockquote", "q", "del", "ins"])
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVa\tScript:alert(1)",
        "&#106;avascript:alert(1)",
        " \njavascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_a_source_that_would_run_is_dropped_and_named(element: str, address: str) -> None:
    text = f"Kata <{element} cite='{address}'>warga</{element}>."
    catalogue, problems = site({PATH: news("", text)})
    html = catalogue.body_html(catalogue.entries[PATH], "../")
    assert "cite" not in html
    assert "warga" in html
    assert [problem.code for problem in problems if problem.path == PATH] == ["K320"]


@pytest.mark.parametrize("address", ["https://desa.example.id/a?b=1&c=2", "HTTP://desa.example.id"])
def test_a_source_that_is_an_address_stays(address: str) -> None:
    catalogue, problems = site({PATH: news("", f"<q cite='{address}'>warga</q>")})
    assert escape(address) in catalogue.body_html(catalogue.entries[PATH], "../")
    assert [problem.code for problem in problems if problem.path == PATH] == []
