"""Repositories of strangers, by the system's git: data within bounds, nothing comes to life."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from kim_plugins.builder import children
from kim_plugins.cli.collecting.repositories import Repository
from kim_plugins.exchange.fetching import Limits
from kim_plugins.exchange.guarding import Guard, NotFetched
from kim_plugins.exchange.site_files import site_of
from kim_plugins.exchange.unpacking import Refused
from tests.cli.collecting.repositories import FILES, assert_none_runs, git, repository
from tests.exchange.servers import Reply, answer, redirect, serving

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="asks the system's git")
QUICK = Limits(seconds=20, bytes=1 << 20)
HERE = Guard(frozenset({"127.0.0.1"}))


def with_entry(place: Path, mode: str, path: str, data: bytes) -> None:
    """Commit an entry of any mode under any name, as no disk would hold it."""
    name = git(place, "hash-object", "-w", "--stdin", given=data)
    if mode == "160000":
        name = git(place, "rev-parse", "HEAD")
    git(place, "update-index", "--add", "--cacheinfo", f"{mode},{name},{path}")
    git(place, "commit", "-qm", "lagi")


def taken(place: Path, limits: Limits = QUICK) -> dict[str, bytes]:
    with Repository(str(place), "", limits, None).members() as members:
        return dict(site_of(members, "")[1])


def refused(place: Path, limits: Limits = QUICK) -> str:
    with pytest.raises(Refused) as found:
        taken(place, limits)
    return str(found.value)


def asked(url: str, guard: Guard = HERE, limits: Limits = QUICK) -> str:
    with pytest.raises((Refused, NotFetched)) as found:
        Repository(url, "", limits, guard).tip()
    return str(found.value)


def test_nothing_of_a_repository_comes_to_life(tmp_path: Path) -> None:
    """Neither filters nor attributes nor hooks; files are what was committed."""
    place = repository(
        tmp_path / "repo",
        {
            **FILES,
            ".gitattributes": b"*.md filter=lfs text eol=crlf ident\n* export-ignore\n",
            "content/berita/2026/a.md": b"$Id$\nbaris\n",
        },
    )
    (place / ".git/hooks/post-checkout").write_text(f"#!/bin/sh\ntouch {tmp_path}/jalan\n")
    (place / ".git/hooks/post-checkout").chmod(0o755)
    assert taken(place)["berita/2026/a.md"] == b"$Id$\nbaris\n"
    assert not (tmp_path / "jalan").exists()


@pytest.mark.parametrize(
    "mode, path, said",
    [
        ("120000", "content/media/a.jpg", "tautan (symlink) 'media/a.jpg'"),
        ("120000", "content/berita", "tautan (symlink) 'berita'"),
        ("160000", "content/media/b", "submodul 'media/b'"),
        ("100644", "content/kelompok/Tirta.md", "sama namanya"),
        ("100644", "content/media/a:b.jpg", "tidak dapat dipakai"),
    ],
)
def test_what_a_disk_would_follow_is_refused(
    tmp_path: Path, mode: str, path: str, said: str
) -> None:
    place = repository(tmp_path / "repo")
    with_entry(place, mode, path, b"/etc/passwd")
    assert said in refused(place)


def test_a_submodule_beside_the_content_is_left_alone(tmp_path: Path) -> None:
    place = repository(
        tmp_path / "repo", {**FILES, ".gitmodules": b'[submodule "x"]\n url = ext::x'}
    )
    with_entry(place, "160000", "tema", b"")
    assert taken(place).keys() == {"kelompok/tirta.md"}


def test_a_large_repository_is_cut_off(tmp_path: Path) -> None:
    place = repository(tmp_path / "repo", {**FILES, "besar.bin": os.urandom(2 << 20)})
    assert "lebih besar dari 1 MB" in refused(place)


REPLIES: dict[str, tuple[Reply, str]] = {
    "a page": (answer(b"<html>Masuk</html>"), "tidak ada repositori git"),
    "nothing": (answer(b"", "404 Not Found"), "tidak ada repositori git"),
    "a password": (
        answer(b"", "401 Unauthorized", WWW_Authenticate='Basic realm="a"'),
        "meminta kata sandi",
    ),
    "forbidden": (answer(b"", "403 Forbidden"), "meminta kata sandi"),
    "broken": (answer(b"", "500 Oops"), "kode 500"),
    "elsewhere": (redirect("http://127.0.0.2/lain.git/info/refs"), "dialihkan"),
    "a file": (redirect("file:///etc/passwd"), "dialihkan"),
}


@pytest.mark.parametrize("reply, said", REPLIES.values(), ids=REPLIES)
def test_each_answer_of_a_server_has_its_sentence(reply: Reply, said: str) -> None:
    path = "/a.git/info/refs?service=git-upload-pack"
    with serving({path: reply, "/a.git/info/refs": reply, "/a.git/HEAD": reply}) as server:
        assert said in asked(server.url("/a.git"))
        assert {one.path.partition("?")[0] for one in server.asked} <= {
            "/a.git/info/refs",
            "/a.git/HEAD",
        }


def test_nobody_answers_and_no_machine_of_a_closed_network_is_asked() -> None:
    with serving({}) as server:
        port = server.port
        assert "jaringan tertutup" in asked(f"http://localhost:{port}/a.git")
        assert server.asked == []
    assert "tidak ada yang menjawab" in asked(f"http://127.0.0.1:{port}/a.git")


def test_git_connects_to_the_machine_that_was_judged() -> None:
    """Whatever the name leads to a moment later."""

    def resolve(_host: str, port: int, **_: object) -> list[object]:
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    guard = Guard(frozenset({"tirta.example"}), resolve)  # type: ignore[arg-type]
    with serving({}) as server:
        assert asked(f"http://tirta.example:{server.port}/a.git", guard)
        assert server.asked[0].headers["host"] == f"tirta.example:{server.port}"


def test_a_server_that_never_ends_is_ended_with_all_that_git_started() -> None:
    def reply(*_: object) -> None:
        time.sleep(9)

    with serving({"/a.git/info/refs?service=git-upload-pack": reply}) as server:
        before = time.monotonic()
        assert "0.5 detik" in asked(server.url("/a.git"), limits=Limits(seconds=0.5))
        assert time.monotonic() - before < 8
    assert children._groups == set()
    assert_none_runs(f":{server.port}/a.git")


def test_an_old_git_is_told_what_it_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "git").write_text("#!/bin/sh\necho git version 2.34.1\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    public = Guard(resolve=lambda *_, **__: [(2, 1, 6, "", ("8.8.8.8", 443))])
    assert "terlalu lama (2.34)" in asked("https://git.example/a.git", public)
    monkeypatch.setenv("PATH", str(tmp_path / "kosong"))
    assert "git belum terpasang" in asked("https://git.example/a.git", public)


def test_an_empty_repository_and_a_wrong_branch(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "kosong")
    with pytest.raises(Refused, match="masih kosong"):
        Repository(str(tmp_path / "kosong"), "", QUICK, None).tip()
    place = repository(tmp_path / "repo")
    with pytest.raises(Refused, match="'rilis' tidak ada"):
        Repository(str(place), "rilis", QUICK, None).tip()
    with pytest.raises(Refused, match="tidak ada repositori git"):
        Repository(str(tmp_path / "tidak-ada"), "", QUICK, None).tip()
