"""Sites with hooks that hear page events."""

from __future__ import annotations

from pathlib import Path

from tests.sites.folder import Site

PANEN, SUMUR = "berita/2026/panen/index.html", "berita/2026/sumur/index.html"
HOOKS = {
    "macros": """
def on_page_markdown(markdown, page, config, files):
    return markdown.replace("{{ config.site_name }}", config.site_name)
""",
    "include-markdown": """
from pathlib import Path
def on_page_markdown(markdown, page, config, files):
    beside = Path(page.file.abs_src_path).parent / "sisipan.txt"
    text = beside.read_text() if beside.is_file() else ""
    return markdown.replace('{% include-markdown "sisipan.txt" %}', text)
""",
    "table-reader": """
from pathlib import Path
def on_page_markdown(markdown, page, config, files):
    rows = (Path(config.docs_dir) / "data.csv").read_text().split()
    head, *cells = ["| " + row.replace(",", " | ") + " |" for row in rows]
    table = "\\n".join([head, "|--|--|", *cells])
    return markdown.replace('{{ read_csv("data.csv") }}', table)
""",
    "git-revision-date-localized": """
def on_page_markdown(markdown, page, config, files):
    page.meta["git_revision_date_localized"] = "28 November 2026"
    return markdown.replace("{{ git_revision_date_localized }}", "28 November 2026")
""",
    "glightbox": """
from pathlib import Path
def on_page_content(html, page, config, files):
    return html.replace("<p>", '<p data-kaca="1">', 1)
seen = []
def on_page_context(context, page, config, nav):
    context["config"].extra["panjang"] = len(page.title or "")
    return context
def on_post_page(output, page, config):
    seen.append(page.url)
    link = '<link href="%sassets/kaca.css" rel="stylesheet">' % ("../" * page.url.count("/"))
    script = '<script id="init">const kaca = 1;</script><style>.kaca{top:0}</style>'
    return output.replace("</head>", link + "</head>").replace("</body>", script + "</body>")
def on_post_build(config):
    file = Path(config.site_dir, "assets/kaca.css")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(".kaca{left:0}")
    file.with_name("halaman.txt").write_text("\\n".join(seen))
def on_post_template(output, template_name, config):
    return output.replace("</body>", "<!-- " + template_name + " --></body>")
""",
    "minify": """
import re
def on_post_page(output, page, config):
    return re.sub(r">\\s+<", "><", output)
""",
    "redirects": """
from pathlib import Path
def on_files(files, config):
    global target
    target = files.get_file_from_path("berita/2026/sumur.md").url
    files.remove(files.get_file_from_path("tentang.md"))
def on_post_build(config):
    file = Path(config.site_dir, "lama/index.html")
    file.parent.mkdir(parents=True)
    file.write_text(f'<meta http-equiv="refresh" content="0; url=../{target}">')
""",
    "awesome-pages": """
def on_nav(nav, config, files):
    assert files.get_file_from_path(".nav.yml").content_string == "nav: []"
    nav.items.reverse()
    return nav
""",
    "mermaid2": """
def on_config(config):
    config.extra_javascript.append("https://unpkg.example/mermaid.min.js")
""",
    "material/tags": """
seen = {}
def on_page_markdown(markdown, page, config, files):
    seen[page.file.src_uri] = page.meta.get("tags", [])
def on_env(env, config, files):
    assert seen["berita/2026/sumur.md"] == ["air bersih"], seen
""",
}
TYPED = {
    "macros": "Situs ini {{ config.site_name }}.",
    "include-markdown": '{% include-markdown "sisipan.txt" %}',
    "table-reader": '{{ read_csv("data.csv") }}',
    "git-revision-date-localized": "Diubah {{ git_revision_date_localized }}.",
}


def with_hooks(folder: Path, *names: str, nav: str = "") -> Site:
    site = Site.copied(folder)
    files = {f"kait_{number}.py": HOOKS[name] for number, name in enumerate(names)}
    for path, code in files.items():
        site.write(path, code)
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    site.write("mkdocs.yml", f"{config}hooks: [{', '.join(files)}]\n{nav}")
    text = (folder / "content/berita/2026/sumur.md").read_text(encoding="utf-8")
    typed = "\n\n".join(TYPED.get(name, "") for name in names)
    site.write("content/berita/2026/sumur.md", f"{text}\n\n{typed}\n")
    site.write("content/berita/2026/sisipan.txt", "Dari **sisipan**.")
    site.write("content/data.csv", "Nama,Berat\nGabah,40")
    return site


def read(site: Site, path: str) -> str:
    return (site.folder / "site" / path).read_text(encoding="utf-8")
