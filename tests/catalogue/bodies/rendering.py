"""Bodies as the site renders them."""

from __future__ import annotations

from hypothesis import strategies as st

from kim_plugins.catalogue.bodies import (
    Body,
    BodyRenderer,
)
from tests.catalogue.sites import OPTIONS

PATH = "berita/2026/a.md"
RENDERER = BodyRenderer(OPTIONS.markdown_extensions, OPTIONS.markdown_configs)


def render(source: str) -> Body:
    return RENDERER.render(PATH, source)


MARKDOWN = st.lists(
    st.sampled_from(
        [
            *(
                "# ",
                "## ",
                "\n",
                "\n\n",
                "- ",
                "> ",
                "1. ",
                "*",
                "**",
                "_",
                "`",
                "```\n",
                "|",
                "---",
            ),
            *(
                "    ",
                "[a](",
                ")",
                "![b](",
                "<",
                ">",
                "</",
                "h1",
                "script",
                "a href=",
                '"',
                "javascript:",
            ),
            *(
                "&#",
                ";",
                "x8",
                "xE000",
                "[^1]",
                "[^1]: ",
                "{",
                ".c}",
                "../",
                "b.md",
                "kata",
                "    ",
            ),
            *("onclick=", "style=", "//x.example/", "<!--", "-->", "\\", "🌾", "img src=", "="),
        ]
    ),
    max_size=16,
).map("".join)
