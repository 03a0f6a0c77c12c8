"""Arbitrary edits of a site, as editors and maintainers make them, from a seeded chance."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import yaml
from PIL import Image

from kim_plugins.cli import main

START = datetime.fromisoformat("2026-10-01T12:00+07:00")
BULLETINS = ("berita", "literasi", "keputusan")
WORDS = ("air", "sawah", "posyandu", "mengairi", "pengairan", "bantuan", "panen", "perahu", "<b>&")


@dataclass
class Walk:
    """A site that is edited step by step; `now` is the clock of its builds."""

    folder: Path
    chance: random.Random
    now: datetime = START
    log: list[str] = field(default_factory=list)
    _count: int = 0

    def step(self) -> None:
        """Make one edit; what it was stands at the end of `log`."""
        edit = self.chance.choice(EDITS)
        self.log.append(f"{edit.__name__}: {edit(self)}")

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def bulletin(self) -> Path:
        found = [path for kind in BULLETINS for path in (self.content / kind).rglob("*.md")]
        return self.chance.choice(sorted(found))

    def new(self, what: str) -> str:
        """A word that the site doesn't have yet."""
        self._count += 1
        return f"{what} {self._count} {self.chance.choice(WORDS)}"

    def path(self, file: Path) -> str:
        return file.relative_to(self.folder).as_posix()

    @contextmanager
    def undoing(self) -> Iterator[Callable[[], None]]:
        """Yields what brings all files back to how they are now."""
        files = {path: path.read_bytes() for path in self._files()}
        now = self.now

        def undo() -> None:
            for path in self._files():
                if path not in files:
                    path.unlink()
            for path, data in files.items():
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            self.now = now

        yield undo

    def _files(self) -> list[Path]:
        places = [self.folder / "mkdocs.yml"]
        for name in ("content", "tema"):
            places += [path for path in (self.folder / name).rglob("*") if path.is_file()]
        return places


def change_text(walk: Walk) -> str:
    file = walk.bulletin()
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n{walk.new('Tambahan')} dan **tebal** untuk {walk.chance.random()}.\n")
    return walk.path(file)


def change_title(walk: Walk) -> str:
    return _head(walk, walk.bulletin(), title=walk.new("Judul"))


def change_description(walk: Walk) -> str:
    return _head(walk, walk.bulletin(), description=walk.new("Ringkasan"))


def change_words(walk: Walk) -> str:
    """Of several bulletins at once, and again before anybody builds."""
    return ", ".join(
        walk.chance.choice([change_text, change_title, change_description])(walk)
        for _ in range(walk.chance.choice([2, 5, 30]))
    )


def change_date(walk: Walk) -> str:
    file = walk.bulletin()
    year = next((part for part in file.parts if part.isdigit()), "2026")
    day = f"{year}-{walk.chance.randint(1, 9):02}-{walk.chance.randint(1, 28):02}"
    return _head(walk, file, date=f"{day} {walk.chance.randint(0, 23):02}:15")


def retag(walk: Walk) -> str:
    tags = walk.chance.sample(["Pertanian", "air bersih", "Hoaks", walk.new("topik")], 2)
    return _head(walk, walk.bulletin(), tags=tags)


def regroup(walk: Walk) -> str:
    groups = sorted(path.stem for path in (walk.content / "kelompok").glob("*.md"))
    return _head(walk, walk.bulletin(), group=walk.chance.choice([*groups, groups]))


def change_state(walk: Walk) -> str:
    day = (walk.now + timedelta(days=walk.chance.randint(-40, 40))).date().isoformat()
    later = (walk.now + timedelta(days=walk.chance.randint(0, 9))).date().isoformat()
    states: list[dict[str, object]] = [
        {"draft": True},
        {"draft": None, "embargo": None, "expires": None, "withdrawn": None},
        {"embargo": day},
        {"expires": day},
        {"withdrawn": {"date": "2026-09-30", "reason": "salah-terbit"}},
        {"corrections": [{"kind": "ralat", "date": "2026-09-29", "after": walk.new("betul")}]},
        {"corrections": [{"kind": "ralat", "date": later, "after": walk.new("betul")}]},
        {"withdrawn": {"date": later, "reason": "ganda"}},
        {"withdrawn": {"date": "2026-09-30", "reason": "ganda", "restored": later}},
        {"updated": later},
        {"verification": "perlu-verifikasi"},
    ]
    return _head(walk, walk.bulletin(), **walk.chance.choice(states))


def add(walk: Walk) -> str:
    name = f"baru-{walk.new('x').split()[1]}"
    file = walk.content / "berita" / "2026" / f"{name}.md"
    other = walk.bulletin()
    link = Path("../..", other.relative_to(walk.content)).as_posix()
    month = walk.chance.randint(1, 11)
    file.write_text(
        f"---\ntitle: {walk.new('Kabar')}\ndescription: Kabar yang baru.\n"
        f"date: 2026-{month:02}-07 07:00\ngroup: tani\ntags: [Pertanian, {walk.new('topik')}]\n"
        f"event: {{start: 2026-12-0{walk.chance.randint(1, 9)} 09:00, place: Balai desa}}\n"
        f"image: {{src: ../../media/sawah.png, alt: Sawah}}\n---\n\nLihat [itu]({link}).\n",
        encoding="utf-8",
    )
    return walk.path(file)


def delete(walk: Walk) -> str:
    file = walk.bulletin()
    file.unlink()
    return walk.path(file)


def rename(walk: Walk) -> str:
    file = walk.bulletin()
    new = file.with_name(f"nama-{walk.new('x').split()[1]}.md")
    file.rename(new)
    return f"{walk.path(file)} → {walk.path(new)}"


def move(walk: Walk) -> str:
    file = walk.bulletin()
    new = file.with_name(f"pindah-{walk.new('x').split()[1]}.md")
    options = ["--config", str(walk.folder / "mkdocs.yml"), "--now", walk.now.isoformat()]
    code = main(["move", *options, str(file), str(new)])
    return f"{walk.path(file)} → {walk.path(new)} ({code})"


def change_group(walk: Walk) -> str:
    file = walk.chance.choice(sorted((walk.content / "kelompok").glob("*.md")))
    number = walk.chance.randint(1, 9)
    changes: list[dict[str, object]] = [
        {"title": walk.new("KIM")},
        {"status": walk.chance.choice(["aktif", "tidak-aktif"])},
        {"members": {"petani": {"men": number, "women": 3}}},
        {"contact": {"whatsapp": f"08120000{number}234"}},
        {"vision": walk.new("Warga")},
        {"partners": [{"name": walk.new("Dinas"), "kind": "pemerintah", "role": "fasilitasi"}]},
    ]
    return _head(walk, file, **walk.chance.choice(changes))


def add_group(walk: Walk) -> str:
    text = (walk.content / "kelompok" / "tani.md").read_text(encoding="utf-8")
    file = walk.content / "kelompok" / f"kim-{walk.new('x').split()[1]}.md"
    file.write_text(text, encoding="utf-8")
    return _head(walk, file, title=walk.new("KIM"), registration=None)


def change_page(walk: Walk) -> str:
    file = walk.content / walk.chance.choice(["index.md", "tentang.md"])
    return _head(walk, file, title=walk.new("Halaman"))


def change_option(walk: Walk) -> str:
    file = walk.folder / "mkdocs.yml"
    config = yaml.safe_load(file.read_text(encoding="utf-8"))
    own = next(one["kim/catalogue"] for one in config["plugins"] if "kim/catalogue" in one)
    settings: list[tuple[dict[str, object], str, list[object]]] = [
        (config, "site_name", [walk.new("Kabar")]),
        (config, "site_description", [walk.new("Situs")]),
        (config, "site_url", ["https://kabar.example/", "https://lain.example/desa/"]),
        (config, "copyright", [walk.new("Milik")]),
        (config, "markdown_extensions", [["attr_list"], ["attr_list", "footnotes", "tables"]]),
        (own, "line_breaks", [False, True]),
        (own, "timezone", ["Asia/Jakarta", "Asia/Makassar"]),
        (own, "long_form", ["Kelompok Informasi Masyarakat", "Komunitas Informasi Masyarakat"]),
        (own, "license_name", [walk.new("CC")]),
        (own, "guid_host", ["kabar.example", "satu.example"]),
        (own, "hub", ["https://hub.example/"]),
    ]
    where, key, values = walk.chance.choice(settings)
    where[key] = walk.chance.choice(values)
    file.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return f"{key} = {where[key]}"


def change_theme(walk: Walk) -> str:
    """A file and a template of the site's own, beside those of the theme."""
    extra = walk.folder / "tema" / "assets" / "tambahan.css"
    icon = walk.folder / "tema" / "404.txt"
    file = walk.chance.choice([extra, icon])
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"/* {walk.new('gaya')} */\n", encoding="utf-8")
    return walk.path(file)


def replace_picture(walk: Walk) -> str:
    size = (walk.chance.randint(20, 900), walk.chance.randint(20, 400))
    colour = walk.chance.randrange(0xFFFFFF)
    file = walk.content / "media" / walk.chance.choice(["sawah.png", "rahasia.png"])
    Image.new("RGB", size, colour).save(file)
    return f"{walk.path(file)} {size}"


def pass_time(walk: Walk) -> str:
    walk.now += timedelta(hours=walk.chance.choice([1, 24, 24 * 30, 24 * 365, -24, -24 * 45]))
    return walk.now.isoformat()


def rest(walk: Walk) -> str:
    return "nothing"


EDITS: tuple[Callable[[Walk], str], ...] = (
    # What changes words goes a way of its own.
    *(change_text, change_text, change_text, change_title, change_description, change_words),
    *(change_date, retag, regroup, change_state, add, add, delete),
    *(rename, move, change_group, add_group, change_page, change_option, change_theme),
    *(replace_picture, pass_time, rest),
)


def _head(walk: Walk, file: Path, **fields: object) -> str:
    """Set keys of the front matter; None takes one away."""
    text = file.read_text(encoding="utf-8")
    for key, value in fields.items():
        text = re.sub(rf"(?m)^{key}:.*\n(?:[ ].*\n)*", "", text, count=1)
        if value is not None:
            flow = yaml.safe_dump({key: value}, default_flow_style=True, width=10_000)
            text = text.replace("---\n", f"---\n{flow.strip()[1:-1]}\n", 1)
    file.write_text(text, encoding="utf-8")
    return f"{walk.path(file)} {fields}"
