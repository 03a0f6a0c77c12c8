"""Somebody who fills the writing desk: with a finger, or with nothing but a keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, FilePayload, Page

from kim_plugins.records import Kind
from tests.browser.desk import SOUND_FILE, Values, leaves
from tests.browser.desk_site import FOLDERS
from tests.catalogue.sites import picture

_PHOTO: Final[FilePayload] = {
    "name": "IMG 1 (2).png",
    "mimeType": "image/png",
    "buffer": picture(size=(40, 30)),
}
_MOST_STEPS: Final = 600
_HERE: Final = """() => {
  const on = document.activeElement, field = on.closest("[data-path]");
  return {
    name: on.name || "", tag: on.tagName, type: on.type || "", id: on.id, value: on.value || "",
    part: on.dataset.part || "", checked: Boolean(on.checked),
    list: on.classList.contains("kim-ask__add") ? on.closest("[data-many]").dataset.path : "",
    items: on.classList.contains("kim-ask__add")
      ? on.closest("[data-many]").querySelectorAll(":scope > .kim-items > [data-item]").length : 0,
    topic: on.tagName === "SUMMARY" && on.closest("form") ? on.textContent : "",
    open: on.tagName === "SUMMARY" && on.parentNode.open,
    labels: on.tagName === "SELECT" ? [...on.options].map((one) => [one.value, one.text]) : [],
  };
}"""


def typed_values(values: Values, body: str) -> dict[str, Any]:
    """What goes into which control, by its name; an hour beside a day has its own."""
    found: dict[str, Any] = {"body": body}
    for path, value in leaves(values):
        day, _, clock = str(value).partition(" ")
        if clock and len(day) == len("2026-11-28") and day[4] == "-":
            found |= {path: day, f"{path}:jam": clock}
        else:
            found[path] = value
    return found


def by_keyboard(page: Page, values: Values, body: str) -> None:
    """Go through the form by Tab alone, from its top; ends on the button that gives the file."""
    wanted = typed_values(values, body)
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.keyboard.press("Tab")
    for _ in range(_MOST_STEPS):
        here = page.evaluate(_HERE)
        if here["id"] == "hasil":
            return
        if here["topic"] and not here["open"] and "Pratinjau" not in here["topic"]:
            page.keyboard.press("Enter")
        elif here["list"] and here["items"] < _length(wanted, here["list"]):
            page.keyboard.press("Enter")
            continue  # it leads to the new item's first control
        elif here["name"] in wanted:
            _type(page, here, wanted[here["name"]])
        page.keyboard.press("Tab")
    raise AssertionError("Tab never reached the button")


def _length(wanted: dict[str, Any], path: str) -> int:
    return len(
        {name[len(path) + 1 :].partition("]")[0] for name in wanted if name.startswith(f"{path}[")}
    )


def _type(page: Page, here: dict[str, Any], value: Any) -> None:  # noqa: ANN401 - whatever is typed
    keys = page.keyboard
    if here["type"] == "file":
        _choose(page, here["name"])
    elif here["type"] == "checkbox":
        if (here["value"] in value if isinstance(value, list) else bool(value)) != here["checked"]:
            keys.press("Space")
    elif here["tag"] == "SELECT":
        keys.type(next(label for known, label in here["labels"] if known == str(value)))
    elif here["type"] == "date":
        year, month, day = str(value).split("-")
        keys.type(month + day + year)
        _leave_parts(page, here["name"])
    elif here["type"] == "time":
        hour, minute = map(int, str(value).replace(".", ":").split(":"))
        keys.type(f"{hour % 12 or 12:02}{minute:02}{'PM' if hour > 11 else 'AM'}")
        _leave_parts(page, here["name"])
    else:
        keys.press("Control+A")
        keys.insert_text(str(value))


def _choose(page: Page, name: str) -> None:
    """Take a file from the telephone's own gallery, which is no part of the page."""
    file = SOUND_FILE if name.startswith("audio") else _PHOTO
    page.locator(f'[name="{name}"]').set_input_files(file)
    page.locator(f'[data-path="{name}"] .kim-ask__media > :first-child').wait_for()


def _leave_parts(page: Page, name: str) -> None:
    """Day, month, year and the sign of the calendar are stops of their own: go to the last."""
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") != name:
            page.keyboard.press("Shift+Tab")
            return


def by_touch(page: Page, values: Values, body: str) -> None:
    """Tap every control, and type with the keyboard on the screen."""
    for topic in page.locator("form#tulis summary:not(#tulis-pratinjau > summary)").all():
        topic.tap()
    for path, value in typed_values(values, body).items():
        _make_room(page, path)
        boxes = page.locator(f'#tulis [name="{path}"]')
        control = boxes.first
        if control.get_attribute("type") == "file":
            _choose(page, path)
        elif control.get_attribute("type") == "checkbox":
            for one in value if isinstance(value, list) else [value]:
                box = (
                    boxes.locator(f'xpath=self::*[@value="{one}"]') if value is not True else boxes
                )
                box.tap()
        elif control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(str(value))  # the telephone's own list
        elif control.get_attribute("type") in ("date", "time"):
            control.fill(str(value).replace(".", ":"))  # the telephone's own picker
        else:
            control.tap()
            page.keyboard.press("Control+A")
            page.keyboard.insert_text(str(value))


def _make_room(page: Page, path: str) -> None:
    at = 0
    while (start := path.find("[", at)) >= 0:
        end = path.index("]", start)
        while page.locator(f'[data-path="{path[: end + 1]}"]').count() == 0:
            page.locator(f'[data-path="{path[:start]}"] > .kim-ask__add').tap()
        at = end


Opener = Callable[[BrowserContext, str, Path, Kind], Page]


def _online(context: BrowserContext, address: str, folder: Path, kind: Kind) -> Page:
    page = context.new_page()
    page.goto(f"{address}/tulis/{FOLDERS[kind]}/")
    page.locator("form#tulis").wait_for()
    return page


def _cut_off(context: BrowserContext, address: str, folder: Path, kind: Kind) -> Page:
    page = _online(context, address, folder, kind)
    context.set_offline(True)
    return page


def _from_the_worker(context: BrowserContext, address: str, folder: Path, kind: Kind) -> Page:
    """What the telephone kept of an earlier visit."""
    page = _online(context, address, folder, kind)
    page.evaluate(
        "async () => { for (let n = 0; n < 200 && !await caches.match(location.href.split('#')[0]);"
        " n++) await new Promise(done => setTimeout(done, 50)); }"
    )
    context.set_offline(True)
    page.goto(f"{address}/tulis/{FOLDERS[kind]}/")
    page.locator("form#tulis").wait_for()
    return page


def _from_a_disk(context: BrowserContext, address: str, folder: Path, kind: Kind) -> Page:
    page = context.new_page()
    page.goto((folder / "tulis" / FOLDERS[kind] / "index.html").as_uri())
    page.locator("form#tulis").wait_for()
    return page


WAYS: Final[dict[str, Opener]] = {
    "online": _online,
    "putus": _cut_off,
    "luring": _from_the_worker,
    "stik": _from_a_disk,
}


def telephone(browser: Browser) -> BrowserContext:
    """A telephone of 360 px."""
    return browser.new_context(
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=2,
    )
