"""A villager's text is made, and sent by nobody but them (contract C11)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from kim_plugins.records.reading.feedback import Feedback, FeedbackKind, read_feedback

OpenPage = Callable[..., Page]
NEWS = "/berita/2024/banjir-kali-gede/"


def sent(page: Page, name: str, key: str) -> Feedback | None:
    """What a link would hand to the telephone; following it is refused."""
    link = page.get_by_role("link", name=name)
    link.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    link.click()
    query = urlsplit(link.get_attribute("href") or "").query
    return read_feedback(parse_qs(query)[key][0])


def test_what_is_typed_is_what_is_read(open_page: OpenPage, site: str) -> None:
    """From a bulletin to the group that wrote it, with title and short address."""
    page = open_page(360)
    page.goto(site + NEWS)
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name="Cara lain").first.click()
    expect(page.locator("#tentang")).to_have_value(title)
    page.get_by_role("link", name="Kirim lewat WhatsApp").click()
    expect(page.get_by_role("alert")).to_contain_text("masih kosong")
    page.locator("#jenis").select_option("koreksi")
    page.get_by_label("Isinya").fill("Airnya naik  Rabu,\nbukan Kamis.\n\nNama: bukan nama & #100%")
    page.get_by_label("Nama Anda").fill("Warga  Contoh")
    group = page.locator("#kelompok").input_value()
    expected = Feedback(
        FeedbackKind.CORRECTION,
        group,
        "Airnya naik  Rabu,\nbukan Kamis.\n\nNama: bukan nama & #100%",
        title,
        page.locator("#alamat").input_value(),
        "Warga Contoh",
    )
    assert expected.address.startswith("https://kabar-kim.example/s/")
    assert sent(page, "Kirim lewat WhatsApp", "text") == expected
    assert sent(page, "Kirim lewat SMS", "body") == expected
    assert read_feedback(page.locator("#pratinjau").inner_text()) == expected
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_ways_are_those_that_the_group_has(open_page: OpenPage, site: str) -> None:
    page = open_page(1280)
    page.goto(f"{site}/usul/?kelompok=tidak-ada&jenis=%22%3E&alamat=https://lain.example/")
    assert page.locator("#alamat").input_value() == ""
    for option in page.locator("#kelompok option").all():
        page.locator("#kelompok").select_option(option.get_attribute("value"))
        group = page.locator(f"[data-id={option.get_attribute('value')}]")
        shown = page.locator("#kirim a").all_inner_texts()
        for name, label in (("whatsapp", "WhatsApp"), ("email", "email"), ("sms", "SMS")):
            assert (f"Kirim lewat {label}" in shown) is bool(group.get_attribute(f"data-{name}"))


def test_without_a_script_there_are_contacts_and_the_text(open_page: OpenPage, site: str) -> None:
    page = open_page(360, scripts=False)
    page.goto(f"{site}/usul/")
    assert not page.locator("#usul").is_visible()
    groups = page.locator(".kim-voices__group")
    assert groups.count() > 1
    for group in groups.all():
        feedback = read_feedback(group.locator("pre").inner_text())
        assert feedback is not None
        assert feedback.group == group.get_attribute("data-id")
        assert group.locator("p a").count() >= 1
