"""The configurations of docs/menerbitkan.md, by the servers that they are for, where installed."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from interpreter import ROOT
from tests.hosting.crawler import PUBLIC, Crawl
from tests.ports import free_port
from tests.sites.folder import LONGEST

GUIDE = ROOT / "docs/menerbitkan.md"
NGINX = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
{server}
}}
"""


def configuration(name: str) -> str:
    """What the guide shows below its name."""
    found = re.search(rf"<!-- {name} -->\n\n```\w+\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[str]:
    """The address of a server while it runs."""
    env = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    log = (folder / "log").open("w")
    server = subprocess.Popen(command, cwd=folder, env=env, stdout=log, stderr=log)
    try:
        for _ in range(10 * LONGEST):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(LONGEST)
        log.close()


def holds(address: str, folder: Path) -> None:
    """Everything is found, with the headers; what is missing or hides isn't."""
    crawl = Crawl(address, PUBLIC).run()
    assert crawl.broken == []
    with urllib.request.urlopen(address) as answer:
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "max-age=300" in answer.headers["Cache-Control"]
    asset = next(folder.glob("assets/kim/*.css")).relative_to(folder).as_posix()
    with urllib.request.urlopen(address + asset) as answer:
        assert int(re.findall(r"max-age=(\d+)", answer.headers["Cache-Control"])[-1]) >= 31536000
    for path in ("nihil/", ".htaccess", "berita/.git/config"):
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(address + path)
        with missing.value as error:
            assert error.code == 404
            assert error.read() == (folder / "404.html").read_bytes()


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_nginx_serves_all_of_it(at_root: Path, tmp_path: Path) -> None:
    port = free_port()
    server = configuration("nginx.conf").replace("listen 80", f"listen 127.0.0.1:{port}")
    server = server.replace("/var/www/kim", str(at_root))
    user = "user root;\n" if os.name == "posix" and os.geteuid() == 0 else ""
    (tmp_path / "nginx.conf").write_text(user + NGINX.format(folder=tmp_path, server=server))
    command = ["nginx", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
    with running(command, port, tmp_path) as address:
        holds(address, at_root)


@pytest.mark.skipif(not shutil.which("caddy"), reason="Caddy is not installed")
def test_caddy_serves_all_of_it(at_root: Path, tmp_path: Path) -> None:
    port = free_port()
    text = configuration("Caddyfile").replace("kim-tirta.example", f"http://127.0.0.1:{port}")
    text = text.replace("/var/www/kim", str(at_root))
    (tmp_path / "Caddyfile").write_text("{\n    admin off\n}\n" + text)
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")]
    with running(command, port, tmp_path) as address:
        holds(address, at_root)


def test_the_container_runs_pinned_programs_as_nobody_special() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    last = text.rpartition("FROM ")[2]
    assert re.search(r"^USER (?!root)\w+$", last, re.MULTILINE)
    installs = re.findall(r"pip install (.*?)(?:\\\n|$)", text, re.MULTILINE)
    assert len(installs) == 4
    for install in installs:
        assert "--require-hashes" in install or "--no-index" in install
    ignored = (ROOT / ".dockerignore").read_text("utf-8").split()
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE)
    for path in (name for line in copied for name in line.split() if name != "."):
        assert (ROOT / path).is_file()
        assert f"!{path.split('/')[0]}" in ignored


def test_every_way_of_the_table_has_a_section_that_says_what_it_costs() -> None:
    text = GUIDE.read_text("utf-8")
    anchors = re.findall(r"\]\(#([\w-]+)\)", text.partition("\n## ")[0])
    assert len(anchors) == 12
    headings = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-"): body
        for heading, body in re.findall(r"^## (.+)\n((?:(?!^#).*\n)*)", text, re.MULTILINE)
    }
    for anchor in anchors:
        assert headings[anchor].lstrip().startswith("Biaya:"), anchor
