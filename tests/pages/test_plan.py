"""Which pages there are, and what they show (contract C4)."""

from __future__ import annotations

from kim_plugins.catalogue.addresses import BROADCAST
from kim_plugins.catalogue.generated import generated_addresses
from kim_plugins.pages import (
    FileSpec,
    MenuItem,
    OldAddress,
    PageRenderer,
    PageSpec,
    Shell,
    addresses_leading_to,
    dated,
    menu,
    missing_page,
    planned,
    sitemaps,
    slot,
)
from kim_plugins.pages.bulletins import neighbours, related
from kim_plugins.records.models.vocabulary import Activity
from tests.pages.frames import page
from tests.sites.memory import OPTIONS, gathered, news


def draw(base: str, section: str, items: tuple[MenuItem, ...]) -> Shell:
    """A frame that shows what it was drawn for."""
    shown = " ".join(item.label for item in items)
    return Shell.of(
        f"<title>{slot('title')}</title>{slot('head')}<nav>{base}|{section}|{shown}</nav>"
        f"<main>{slot('content')}</main>"
    )


def many(count: int) -> dict[str, str]:
    return {
        f"berita/2026/kabar-{n:02}.md": news(
            f"Kabar {n:02}", f"2026-{(n - 1) // 28 + 1:02}-{(n - 1) % 28 + 1:02}", tags="[air]"
        )
        for n in range(1, count + 1)
    }


def addresses(content: dict[str, str]) -> list[str]:
    return [spec.address for spec in planned(gathered(content)[0], PageSpec)]


def test_site_without_bulletins_has_its_listings() -> None:
    """A new group's site is whole from the first day."""
    assert sorted(addresses({})) == sorted(
        [
            *(
                "/",
                "/berita/",
                "/literasi/",
                "/keputusan/",
                "/kelompok/",
                "/kelompok/tani/",
                "/topik/",
                "/aktivitas/",
            ),
            *("/wilayah/", "/wilayah/33/", "/wilayah/33.09/", "/wilayah/33.09.12/"),
            "/wilayah/33.09.12.2004/",
            *(f"/aktivitas/{activity}/" for activity in Activity),
            *("/agenda/", "/tindak-lanjut/", "/tindak-lanjut/kelompok/"),
            *("/titik-akses/", "/mitra/", "/usaha/"),
            *("/kelompok/tani/laporan/2026/", "/laporan/2026/", "/arsip/", "/langganan/", "/cari/"),
            *("/luring/", "/layar/", "/usul/", "/data/"),
        ]
    )


def test_no_address_is_planned_twice() -> None:
    found = addresses(many(30))
    assert len(found) == len(set(found))


def test_addresses_that_links_may_name_are_planned() -> None:
    """What the catalogue promises to links is what the plan makes, and the other way round."""
    catalogue, _ = gathered(many(3))
    entries = [entry for entry in catalogue.entries.values() if entry.has_page]
    found = {page.address for page in planned(catalogue, PageSpec)}
    found |= {file.address for file in planned(catalogue, FileSpec)}
    found |= {old.address for old in planned(catalogue, OldAddress)}
    # Today's programme is made by broadcast, which has a test of its own.
    generated = generated_addresses(entries, 2026)
    assert generated - {BROADCAST} <= found
    own = {
        address for entry in entries for address in (entry.address, *addresses_leading_to(entry))
    }
    pages = {page.address for page in planned(catalogue, PageSpec)} - own
    assert {one for one in pages if "/halaman/" not in one} - {"/"} <= generated


def test_menu_names_top_pages_of_editors_last() -> None:
    catalogue, _ = gathered(
        {"tentang.md": "---\ntitle: Tentang\n---\n", "a/b.md": "---\ntitle: Dalam\n---\n"}
    )
    assert menu(catalogue)[-1] == MenuItem("/tentang/", "Tentang")
    assert "Dalam" not in {item.label for item in menu(catalogue)}


def test_menu_leads_to_pages_that_exist() -> None:
    catalogue, _ = gathered({})
    leading_on = {old.address for old in planned(catalogue, OldAddress)}
    assert {item.address for item in menu(catalogue)} <= {*addresses({}), *leading_on}


def test_expired_bulletin_is_in_the_archive_only() -> None:
    catalogue, _ = gathered({"berita/2026/a.md": news(date="2026-07-01", expires="2026-07-31")})
    specs = {spec.address: spec for spec in planned(catalogue, PageSpec)}
    assert specs["/berita/"].values["entries"] == ()
    assert len(specs["/arsip/"].values["entries"]) == 1
    assert "/berita/2026/a/" in specs


def test_related_prefers_shared_topics_to_the_shared_group() -> None:
    catalogue, _ = gathered(
        {
            "berita/2026/a.md": news("A", "2026-01-01", tags="[air]"),
            "berita/2026/b.md": news("B", "2026-01-02", tags="[pasar]"),
            "berita/2026/c.md": news("C", "2025-01-01", tags="[air]"),
        }
    )
    of_a = next(entry for entry in catalogue.listed if entry.path.endswith("a.md"))
    near = neighbours(catalogue, of_a)
    assert [entry.record.title for entry in related(of_a, near)] == ["C", "B"]


def rendered(files: dict[str, str], address: str) -> str:
    catalogue, _ = gathered(files)
    spec = next(spec for spec in planned(catalogue, PageSpec) if spec.address == address)
    return PageRenderer(catalogue, draw).render(spec)


def test_page_stands_in_the_frame_of_its_depth_and_section() -> None:
    page = rendered(many(1), "/berita/2026/kabar-01/")
    assert "<title>Kabar 01 · Kabar Contoh</title>" in page
    assert "<nav>../../../|/berita/|Beranda" in page
    assert '<link rel="canonical" href="https://kabar.example/berita/2026/kabar-01/">' in page
    assert 'href="../../../berita/feed.xml"' in page


def test_titles_with_markup_are_text_everywhere() -> None:
    files = {"berita/2026/a.md": news("\"<script>alert(1)</script> & 'teman'\"")}
    for address in ("/", "/berita/", "/berita/2026/a/", "/arsip/"):
        page = rendered(files, address)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_withdrawn_bulletin_is_reduced_to_date_and_reason() -> None:
    files = {
        "berita/2026/a.md": news(
            "Rahasia", body="Isi rahasia.", withdrawn="{date: 2026-09-01, reason: data-pribadi}"
        )
    }
    page = rendered(files, "/berita/2026/a/")
    assert "Berita ini dicabut" in page
    assert "1 September 2026" in page
    assert "Memuat data pribadi" in page
    assert "ahasia" not in page
    assert '<meta name="robots" content="noindex">' in page


def test_missing_page_links_from_the_root_of_the_host() -> None:
    """It may be shown at any depth."""
    catalogue, _ = gathered({})
    page = PageRenderer(catalogue, draw).render(missing_page(), base="/desa/")
    assert 'href="/desa/arsip/"' in page


def test_sitemap_has_the_dates_of_content_and_leaves_out_what_is_not_indexed() -> None:
    files = {
        "berita/2026/a.md": news(updated="2026-08-20"),
        "berita/2026/b.md": news("B", withdrawn="{date: 2026-09-01, reason: ganda}"),
    }
    catalogue, _ = gathered(files)
    made = dict(sitemaps(dated(planned(catalogue, PageSpec)), OPTIONS))
    text = made["/sitemap.xml"]().decode()
    assert (
        "<loc>https://kabar.example/berita/2026/a/</loc>"
        "<lastmod>2026-08-20T00:00:00+07:00</lastmod>"
    ) in text
    assert "/berita/2026/b/" not in text


def test_the_screen_of_a_site_without_bulletins_says_so() -> None:
    assert "Belum ada kabar" in page(gathered({})[0], "/layar/")


def test_an_urgent_warning_comes_first_on_the_screen() -> None:
    files = many(10)
    files["berita/2026/awas.md"] = news(
        "Awas banjir", "2026-01-02", priority="darurat", expires="2026-12-31"
    )
    html = page(gathered(files)[0], "/layar/")
    assert html.index("Awas banjir") < html.index("Kabar 10")
    assert html.count('<section class="kim-slide') == 6
