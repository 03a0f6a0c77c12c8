"""Of a theme's stylesheet, what some page can need."""

from __future__ import annotations

import pytest

from kim_plugins.pages import merged, words_of

WORDS = words_of(['<p class="a-b note">', "div[title]"])


@pytest.mark.parametrize(
    "css, kept",
    [
        (".a-b{color:red}", ".a-b{color:red}"),
        (".a{color:red}", ""),
        (".a-b.c{color:red}", ""),
        (".c, p > .a-b{color:red}", "p > .a-b{color:red}"),
        ("p:not(.c){color:red}", "p:not(.c){color:red}"),
        ("div :is(.c,.note){color:red}", "div :is(.note){color:red}"),
        ("div :is(.c,.d){color:red}", ""),
        ("[title=x] p{color:red}", "[title=x] p{color:red}"),
        ("[data-x] p{color:red}", ""),
        ("#c{color:red}", ""),
        ("p::after{content:'a}b;c'}", "p::after{content:'a}b;c'}"),
        ("@media print{.a-b{color:red}.c{color:red}}", "@media print{.a-b{color:red}}"),
        ("@media print{.c{color:red}}", ""),
        ("@keyframes turn{from{top:0}}", ""),
        ("p{background:url(data:a;b,{)}", "p{background:url(data:a;b,{)}"),
        ("p{--x:1;--y:var(--z);--z:2;width:var(--y)}", "p{--y:var(--z);--z:2;width:var(--y)}"),
        ("p{--x:var(--y);--y:1}", ""),
        ("p { color : red; top: 0 ; }", "p{color : red;top: 0}"),
        ("/* p{} */p{top:0}", "p{top:0}"),
    ],
)
def test_a_rule_stays_while_a_template_can_need_it(css: str, kept: str) -> None:
    assert merged(css, "", WORDS) == kept


def test_our_own_rules_stay_and_come_last() -> None:
    own = "@page{margin:1cm}.anything{top:0}@media print{.else{top:0}}"
    assert merged("p{top:1px}", own, WORDS) == f"p{{top:1px}}{own}"


def test_narrowing_twice_changes_nothing() -> None:
    once = merged("p{--a:1;top:var(--a)}.c{top:0}", ".x{top:0}", WORDS)
    assert merged("", once, WORDS) == once
