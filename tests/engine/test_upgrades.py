"""A changed program rebuilds what it draws otherwise: templates, styles, scripts, code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kim_plugins
from tests.sites.folder import Ran, Site

PACKAGE = Path(kim_plugins.__file__).parent
ALWAYS = ("pages/templates/bulletin.html", "theme/partials/footer.html", "theme/assets/kim.css")
# Styles are merged and stripped of comments, so theirs is a rule that no page has.
MARKS = {".html": "<i>{}</i>", ".css": "body {{ orphans: 7; }} /* {} */", ".js": "/* {} */"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site, and a copy of the program beside it that can be changed."""
    shutil.copytree(PACKAGE, tmp_path / "program" / "kim_plugins")
    return Site.copied(tmp_path / "situs")


def build(site: Site, *options: str) -> Ran:
    return site.build("--workers", "1", *options, PYTHONPATH=str(site.folder.parent / "program"))


def changeable(*, everything: bool) -> list[str]:
    """Files of the program that may be seen in a site."""
    if not everything:
        return list(ALWAYS)
    found = [path for path in PACKAGE.rglob("*") if path.suffix in MARKS]
    return sorted(path.relative_to(PACKAGE).as_posix() for path in found)


def marked(file: Path) -> str:
    """Its text with a comment that shows; what stands outside blocks of a child doesn't."""
    text = file.read_text(encoding="utf-8")
    mark = MARKS[file.suffix].format("berubah")
    before, block, after = text.rpartition("{% endblock")
    return f"{before}{mark}{block}{after}" if block else f"{text}\n{mark}\n"


def test_each_template_and_asset_reaches_the_site(site: Site, thorough: bool) -> None:
    assert build(site).code == 0
    for name in changeable(everything=thorough):
        before = site.published()
        file = site.folder.parent / "program" / "kim_plugins" / name
        file.write_text(marked(file), encoding="utf-8")

        assert build(site).code == 0

        after = site.published()
        if name in ALWAYS:
            assert after != before, name
        if thorough or name == ALWAYS[-1]:
            assert build(site, "--clean").code == 0
            assert site.published() == after, name


def test_changed_code_does_not_trust_what_older_code_prepared(site: Site) -> None:
    """The renderer of bodies itself writes something else from now on."""
    assert build(site).code == 0
    before = site.published()
    file = site.folder.parent / "program" / "kim_plugins" / "catalogue" / "bodies" / "rendering.py"
    text = file.read_text(encoding="utf-8")
    old = "return Body(clean, "
    assert old in text
    file.write_text(text.replace(old, 'return Body(clean + "<p>baru</p>", '), encoding="utf-8")

    assert build(site).code == 0

    after = site.published()
    assert after["berita/2026/panen/index.html"] != before["berita/2026/panen/index.html"]
    assert after["feed.xml"] != before["feed.xml"]
    assert build(site, "--clean").code == 0
    assert site.published() == after
