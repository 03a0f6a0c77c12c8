"""What templates show is what jinja2's own escaping gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
from markupsafe import Markup, escape

from kim_plugins.catalogue.templates import templates

_ENVIRONMENT = templates("kim_plugins.pages")
_SHOW = _ENVIRONMENT.from_string(
    "{% autoescape true %}{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(v) }}{{ v }}"
    "{% endautoescape %}"
)


@given(st.text() | st.text("&<>'\"a") | st.integers() | st.text("&<>'\"a").map(Markup))
def test_values_are_escaped_as_markupsafe_does(value: object) -> None:
    assert _SHOW.render(v=value) == f"<i>{escape(value)}</i>{escape(value)}"


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        _SHOW.render()


def test_a_call_gives_what_jinja2_gives() -> None:
    source = (
        "{% macro m(x, y='&') %}<{{ x }}{{ y }}{{ caller() }}>{% endmacro %}"
        "{% for some in [(1,), (2,)] %}{% call m(*some) %}<c>{% endcall %}{% endfor %}"
        "{% autoescape false %}{% call m(f('<', b='>')) %}c{% endcall %}{% endautoescape %}"
        "{% call m(f('<', b='>'), y='y') %}{{ f('a') }}{% endcall %}"
    )
    usual = Environment(autoescape=True).from_string(source)
    shown = {"f": lambda a, b="b": a + b}
    assert _ENVIRONMENT.from_string(source).render(shown) == usual.render(shown)
