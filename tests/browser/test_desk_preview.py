"""The desk shows a body as its page will, and no body makes it do anything."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kim_plugins.catalogue.bodies import BodyRenderer
from kim_plugins.records.kinds import Kind
from tests.browser.desk_site import BODY, OpenPage, opened

BODIES: Final = Path(__file__).parents[1] / "cases" / "bodies"

# HTML that isn't closed is closed by the page in its own way; the preview says that it may differ.
UNLIKE: Final = {"html", "html-tak-ditutup"}


def test_a_body_is_shown_as_its_page_will_show_it(open_page: OpenPage, desk: str) -> None:
    page = opened(open_page(), desk, Kind.NEWS)
    renderer = BodyRenderer((), {})
    texts = {case.stem: case.read_text("utf-8") for case in sorted(BODIES.glob("*.md"))}
    texts["contoh"] = BODY
    shown = page.evaluate(
        _COMPARED,
        [
            [name, text, renderer.read("berita/2026/a.md", text)[0].html]
            for name, text in texts.items()
        ],
    )
    unlike = {name for name, theirs, ours in shown if theirs != ours}
    told = [(name, theirs, ours) for name, theirs, ours in shown if name in unlike - UNLIKE]
    assert page.evaluate(
        "(texts) => texts.every((one) => kimDesk.html(one) && kimDesk.isAbout())",
        [texts[name] for name in sorted(UNLIKE)],
    )
    assert not told, "\n".join(f"{n}\n PAGE {theirs}\n DESK {ours}" for n, theirs, ours in told)


HOSTILE: Final = (
    *(
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>a</a>",
        "[a](javascript:alert(1))",
    ),
    *("[a]\n\n[a]: javascript:alert(1)", "<svg onload=alert(1)>", "<p onclick=alert(1)>a</p>"),
    *(
        '<a title="\\"><img src=x onerror=alert(1)>">a</a>',
        "<iframe src=x></iframe>",
        "<style>*{}</style>",
    ),
    *(
        "*[a]: <img src=x onerror=alert(1)>\n\na",
        "[^1]\n\n[^1]: <script>alert(1)</script>",
        "<form>a</form>",
    ),
    *(
        '!!! note "<img src=x onerror=alert(1)>"\n    a',
        "https://youtu.be/<img src=x onerror=alert(1)>",
    ),
    *(
        "\ue0000\ue001 *a*",
        "<del onclick=alert(1)>\na\n</del>",
        "| <img src=x onerror=a> | b |\n|-|-|\n",
    ),
)


def test_no_body_makes_the_preview_do_anything(open_page: OpenPage, desk: str) -> None:
    page = opened(open_page(), desk, Kind.NEWS)
    found = page.evaluate(
        """(texts) => texts.flatMap((text) => {
          const box = new DOMParser().parseFromString(kimDesk.html(text), "text/html").body;
          return [...box.querySelectorAll("*")].filter((one) =>
            /^(?:script|style|iframe|svg|form|object|embed)$/i.test(one.tagName)
            || [...one.attributes].some(({ name, value }) =>
              name.startsWith("on") || /^javascript:/i.test(value)))
            .map((one) => [text, one.outerHTML]);
        })""",
        list(HOSTILE),
    )
    assert found == []


_COMPARED: Final = """(cases) => cases.map(([name, text, html]) => {
  const shape = (source) => {
    const box = new DOMParser().parseFromString(source, "text/html").body, found = [];
    box.querySelectorAll("img").forEach((one) => one.replaceWith(one.alt));
    const walk = (node) => node.childNodes.forEach((child) => {
      if (child.nodeType === 3) found.push(child.data.replace(/\\s+/g, " ").trim());
      else if (["DIV", "SECTION", "SPAN", "TBODY", "THEAD"].includes(child.tagName)) walk(child);
      else { found.push("<" + child.tagName.toLowerCase() + ">"); walk(child); found.push("</>"); }
    });
    walk(box);
    return found.filter(Boolean).join(" ");
  };
  return [name, shape(html), shape(kimDesk.html(text))];
})"""
