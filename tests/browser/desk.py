"""How a test fills the form of the writing desk, and reads what comes out."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import FilePayload, Page

from kim_plugins.records.describing.form import Input, inputs
from kim_plugins.records.fields.widgets import Widget
from kim_plugins.records.kinds import FOLDER_OF, Kind
from tests.catalogue.sites import picture
from tests.sites.folder import LONGEST

Values = dict[str, Any]
HARD: Final = (
    'Kata "Pak RT": besok, jadi?',
    "no",
    "012",
    "19.30",
    "1_000",
    "- bukan daftar",
    "# bukan komentar",
    "{a: b} [c]",
    "it's 'satu' kutip",
    "garis\\miring",
    "emoji 👩‍🌾 dan aksen é",
    "<b>tebal</b> & lain",
    "2026-02-30",
    "*bintang",
    "&jangkar",
    "@ di depan",
    "50% murah",
    "a: b # c",
    "!!str x",
    "ق kanan ke kiri",
)
PICTURE_FILE: Final[FilePayload] = {
    "name": "IMG 1 (2).png",
    "mimeType": "image/png",
    "buffer": picture(),
}
SOUND_FILE: Final[FilePayload] = {
    "name": "rekam.mp3",
    "mimeType": "audio/mpeg",
    "buffer": b"ID3\x03" + bytes(64),
}


def hard_values(kind: Kind, chance: random.Random, texts: Sequence[str] = HARD) -> Values:
    """A value for every field of a kind, each valid by itself and hard to write."""
    return {one.key: _value(one, chance, texts) for one in inputs(kind)}


def _value(field: Input, chance: random.Random, texts: Sequence[str]) -> Any:  # noqa: ANN401 - whatever the field holds
    if field.key == "group":
        return "tani"
    if field.many:
        count = max(field.fewest, chance.randint(1, 2))
        found = [_one(field, chance, texts) for _ in range(count)]
        return found if field.parts else list(dict.fromkeys(found))
    return _one(field, chance, texts)


def _one(field: Input, chance: random.Random, texts: Sequence[str]) -> Any:  # noqa: ANN401 - as above
    if field.widget is Widget.GROUP:
        return {part.key: _value(part, chance, texts) for part in field.parts}
    if field.widget is Widget.CHOICES:
        some = chance.sample(field.terms, chance.randint(1, len(field.terms)))
        return [term.value for term in field.terms if term in some]
    day = f"2026-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"
    choices: dict[Widget, Sequence[Any]] = {
        Widget.CHOICE: [term.value for term in field.terms],
        Widget.DAY: [day],
        Widget.MOMENT: [day, f"{day} 0{chance.randint(0, 9)}:05"],
        Widget.CLOCK: [f"{chance.randint(0, 23):02}.{chance.randint(0, 59):02}"],
        Widget.CLOCK_OR_MOMENT: ["selesai", "23.59", "2026-12-30 01:00"],
        Widget.NUMBER: [chance.randint(field.least or 0, min(field.greatest or 0, 50))],
        Widget.MONEY: [1500000, 0, 999],
        Widget.FLAG: [True],
        Widget.LINK: ["https://contoh.example/a?b=c&d=%20#e"],
        Widget.MEDIA: [""],
    }
    own = [field.example] if field.format else [_text(field, chance, texts)]
    return chance.choice(choices.get(field.widget, own))


def _text(field: Input, chance: random.Random, texts: Sequence[str]) -> str:
    text = chance.choice(texts)
    if field.widget is Widget.PROSE:
        text = f"{text}\n\n{chance.choice(texts)}"
    return text


def fill(page: Page, values: Values, body: str = "") -> None:
    """Type values into the form, as somebody with a keyboard would."""
    found = list(leaves(values))
    page.evaluate(
        f"(found) => ({TYPE})(found)", [one for one in found if not one[0].endswith(".src")]
    )
    for path, _ in found:
        if path.endswith(".src"):
            chosen = SOUND_FILE if path.startswith("audio") else PICTURE_FILE
            page.locator(f'[name="{path}"]').set_input_files(chosen)
            page.locator(f'[data-path="{path}"] .kim-ask__media > :first-child').wait_for(
                state="attached"
            )
    if body:
        page.fill("#isi-body", body)


TYPE: Final = """(found) => {
  const form = document.querySelector("#tulis");
  const at = (path) => form.querySelector(`[data-path="${CSS.escape(path)}"]`);
  // "Tambah" is pressed until each list on the way has the item.
  const makeRoom = (path) => {
    for (let end = path.indexOf("]"); end >= 0; end = path.indexOf("]", end + 1)) {
      const item = path.slice(0, end + 1), list = item.slice(0, item.lastIndexOf("["));
      while (!at(item)) at(list).querySelector(":scope > .kim-ask__add").click();
    }
  };
  const set = (control, text) => {
    control.value = text;
    control.dispatchEvent(new Event("input", {bubbles: true}));
  };
  for (const [path, value] of found) {
    makeRoom(path);
    const controls = [...form.querySelectorAll(`[name="${CSS.escape(path)}"]`)];
    if (!controls.length) throw new Error("no control for " + path);
    if (controls[0].type === "checkbox") {
      const wanted = [].concat(value).map(String);
      controls.forEach((one) => {
        one.checked = value === true || wanted.includes(one.value);
        one.dispatchEvent(new Event("input", {bubbles: true}));
      });
    } else if (controls[0].type === "date" && String(value).includes(" ")) {
      const [day, clock] = value.split(" ");
      set(controls[0], day);
      set(form.querySelector(`[name="${CSS.escape(path + ":jam")}"]`), clock);
    } else set(controls[0], controls[0].type === "time" ? value.replace(".", ":") : String(value));
  }
}"""


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a part of the values
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}" if path else key)
    elif isinstance(value, list) and path.rpartition(".")[2] not in (
        "audience",
        "pillars",
        "competencies",
    ):
        for number, part in enumerate(value):
            yield from leaves(part, f"{path}[{number}]")
    else:
        yield path, value


def result(page: Page) -> dict[str, bytes]:
    """Press the button that gives the file: what is in it, by path."""
    with page.expect_download(timeout=1000 * LONGEST) as waiting:
        page.locator("#hasil").dispatch_event("click")
    found = waiting.value
    data = Path(found.path()).read_bytes()
    if found.suggested_filename.endswith(".md"):
        return {found.suggested_filename: data}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def text_of(files: dict[str, bytes]) -> tuple[str, bytes]:
    """The bulletin among the files of a result: its path and its bytes."""
    return next((path, data) for path, data in files.items() if path.endswith(".md"))


def place(kind: Kind, name: str) -> str:
    """Where a bulletin of 2026 belongs."""
    year = "" if kind is Kind.LESSON else "2026/"
    return f"{FOLDER_OF[kind]}/{year}{name}.md"


def lines(text: str) -> list[str]:
    """The lines of a shown text, without what parts them."""
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
