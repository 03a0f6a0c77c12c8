"""The models as Sveltia CMS asks for them: a collection for each kind, with all of its fields.

Sources: Sveltia CMS 0.221, its JSON Schema and its public types. What such an editor writes is what
it has read, as its own reader of YAML took it, so that a field must never be shown by a widget that
can't hold every value that we accept:

- Days and hours are texts with a pattern: its date widget empties what it can't read, such as
  `5 Mei 2026`, and gives an hour to a day that has none.
- Lists of texts are its plain lists, as those alone keep a text that stands for a list of one;
  groups of a bulletin are a relation to several profiles, for the same reason.
- Yes and no are a choice, as its switch writes `false` where nothing stood.
- Money is a text: `Rp1.500.000` is no number.
- A body is a plain text with Markdown: its rich text would write signs that nobody typed.
- Fields that are left empty aren't written (`omit_empty_optional_fields`).

Rules between fields (votes, sums, order of days) are left to `kim check`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

from kim_plugins.records.describing.fields import KIND_TITLES
from kim_plugins.records.describing.form import Input, inputs
from kim_plugins.records.describing.skeleton import BODY_OF, LONGEST_SLUG
from kim_plugins.records.fields.numbers import RUPIAH
from kim_plugins.records.fields.widgets import Widget
from kim_plugins.records.kinds import FOLDER_OF, YEARLY, Kind

Json = dict[str, Any]

MEDIA: Final = "media"
LARGEST_PICTURE: Final = 1600
"""Pixels of the longer side of a picture, as at the writing desk."""
_LARGEST_FILE: Final = 20_000_000
_GROUPS: Final = "group"
_BODY: Final = "body"
_ICONS: Final = {
    Kind.NEWS: "newspaper",
    Kind.LESSON: "school",
    Kind.DECISION: "gavel",
    Kind.GROUP: "groups",
    Kind.PAGE: "description",
}
_DAY: Final = r"(?=.*\d{4}).{6,}"
_HOUR: Final = r".*\d.*"
_TIMES: Final = {
    Widget.DAY: (_DAY, "Tulis tanggal dengan tahunnya, misalnya 28 November 2026 atau 2026-11-28."),
    Widget.MOMENT: (
        _DAY,
        (
            "Tulis tanggal dengan tahunnya, boleh dengan jam, misalnya 28 November 2026 atau "
            "2026-11-28 08:00 WIB."
        ),
    ),
    Widget.CLOCK: (_HOUR, "Tulis jam dan menit, misalnya 19.30."),
    Widget.CLOCK_OR_MOMENT: (
        f"{_HOUR}|[Ss]elesai",
        "Tulis jam selesainya, misalnya 21.45, atau kata selesai.",
    ),
    Widget.MONEY: (RUPIAH.pattern, "Tulis jumlah rupiahnya, misalnya 1500000 atau Rp1.500.000."),
}
"""What any such value that `kim check` accepts matches, so that no file is refused for it."""
_YES_OR_NO: Final = [{"label": "Ya", "value": True}, {"label": "Tidak", "value": False}]


def settings(content: str, page_folders: Sequence[str] = ("",)) -> Json:
    """The whole configuration but for the host; `content` is the content folder in the repository.

    `page_folders` are the folders below it that hold ordinary pages.
    """
    return {
        "media_folder": f"{content}/{MEDIA}",
        "public_folder": f"/{MEDIA}",
        "media_libraries": {
            "default": {
                "config": {
                    "slugify_filename": True,
                    "max_file_size": _LARGEST_FILE,
                    "transformations": {
                        "raster_image": {
                            "format": "webp",
                            "width": LARGEST_PICTURE,
                            "height": LARGEST_PICTURE,
                        }
                    },
                }
            },
            "stock_assets": {"providers": []},
        },
        "slug": {
            "encoding": "ascii",
            "clean_accents": True,
            "maxlength": LONGEST_SLUG,
            "timezone": "local",
        },
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        "collections": list(collections(content, page_folders)),
    }


def collections(content: str, page_folders: Sequence[str] = ("",)) -> Iterator[Json]:
    """The collections of all kinds, in the order of the site's menu."""
    for kind in (Kind.NEWS, Kind.LESSON, Kind.DECISION, Kind.GROUP):
        yield _collection(kind, FOLDER_OF[kind], content, KIND_TITLES[kind])
    for folder in page_folders:
        title = KIND_TITLES[Kind.PAGE]
        yield _collection(Kind.PAGE, folder, content, f"{title}: {folder}" if folder else title)


def _collection(kind: Kind, folder: str, content: str, title: str) -> Json:
    depth = (folder.count("/") + 1 if folder else 0) + (kind in YEARLY)
    found: Json = {
        "name": folder.replace("/", "-") or "halaman",
        "label": title,
        "icon": _ICONS[kind],
        "folder": "/".join(filter(None, (content, folder))),
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": True,
        "slug": "{{title}}",
        **({"path": "{{year}}/{{slug}}"} if kind in YEARLY else {}),
        "media_folder": f"/{content}/{MEDIA}",
        "public_folder": f"{'../' * depth}{MEDIA}",
        "fields": list(_fields(kind)),
    }
    return found


def _fields(kind: Kind) -> Iterator[Json]:
    """What nearly every file has, the text itself, and then whatever else it may have."""
    first = [one for one in inputs(kind) if one.required or one.key == _GROUPS]
    yield from (_field(one, "") for one in first)
    yield _body(kind)
    yield from (_field(one, "") for one in inputs(kind) if one not in first)


def _body(kind: Kind) -> Json:
    return {
        "name": _BODY,
        "label": "Isi",
        "widget": "text",
        "required": False,
        "hint": f"{BODY_OF.get(kind, '')} Baris kosong memisahkan paragraf; ## mengawali subjudul; "
        "- mengawali butir daftar.".strip(),
    }


def _field(one: Input, parent: str) -> Json:
    found: Json = {
        "name": one.key,
        "label": one.title,
        **_widget(one, parent),
        "required": one.required,
        "hint": _hint(one),
    }
    if one.many:
        found |= {"min": one.fewest or int(one.required)} if one.required else {}
        found |= {"max": one.most} if one.most is not None else {}
    return {key: value for key, value in found.items() if value not in (None, "")}


def _hint(one: Input) -> str:
    """Its description, and an example where that isn't said by the choices."""
    if one.key == _GROUPS:
        return "Kelompok yang menerbitkan; boleh lebih dari satu."
    says_enough = one.terms or one.widget is Widget.FLAG
    example = f" Misalnya: {one.example}" if one.example and not says_enough else ""
    return escape(f"{one.description}{example}", quote=False)


def _widget(one: Input, parent: str) -> Json:
    """What its values are asked for with."""
    if one.key == _GROUPS and not parent:
        profile = {"collection": FOLDER_OF[Kind.GROUP], "value_field": "{{slug}}"}
        return {"widget": "relation", "multiple": True, **profile, "display_fields": ["title"]}
    if one.parts:
        parts = [_field(part, one.key) for part in one.parts]
        if one.many:
            summary = f"{{{{fields.{one.parts[0].key}}}}}"
            return {"widget": "list", "collapsed": "auto", "summary": summary, "fields": parts}
        return {"widget": "object", "collapsed": "auto", "fields": parts}
    if one.many:
        return {"widget": "list", **_pattern(one)}
    return _single(one, parent)


def _single(one: Input, parent: str) -> Json:
    match one.widget:
        case Widget.CHOICE:
            found: Json = {"widget": "select", "options": _options(one)}
        case Widget.CHOICES:
            fewest = max(one.fewest, int(one.required)) or None
            found = {"widget": "select", "multiple": True, "min": fewest, "options": _options(one)}
        case Widget.FLAG:
            found = {"widget": "select", "options": _YES_OR_NO}
        case Widget.NUMBER:
            found = {"widget": "number", "value_type": "int", "min": one.least, "max": one.greatest}
        case Widget.MEDIA if parent == "audio":
            found = {"widget": "file", "accept": "audio/*", "choose_url": False}
        case Widget.MEDIA:
            found = {"widget": "image", "choose_url": False}
        case Widget.LINK:
            found = {"widget": "string", "type": "url"}
        case _:
            kind = "text" if one.is_long else "string"
            found = {"widget": kind, "maxlength": one.longest, **_pattern(one)}
    return found


def _options(one: Input) -> list[Json]:
    return [{"label": term.label, "value": term.value} for term in one.terms]


def _pattern(one: Input) -> Json:
    """What a text must match, and what is said where it doesn't."""
    if one.format:
        hint = one.format.hint.replace("{key}", one.key)
        said = f"Bukan {one.format.what}; {hint}."
        return {"pattern": [f"^(?:{one.format.expression})$", said]}
    expression, said = _TIMES.get(one.widget, ("", ""))
    return {"pattern": [f"^(?:{expression})$", said]} if expression else {}
