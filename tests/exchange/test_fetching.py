"""What is fetched, and what never is."""

from __future__ import annotations

import gzip
import ipaddress
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_plugins.exchange.fetching import Fetcher, Limits, Validators
from kim_plugins.exchange.guarding import Guard, NotFetched, fault_of, is_public_address
from kim_plugins.exchange.imports.file_fetcher import FileFetcher
from tests.exchange.servers import Asked, Versioned, answer, redirect, serving

QUICK = Limits(seconds=5)
HERE = Fetcher(Guard(frozenset({"127.0.0.1", "desa.example"})))


def refused(url: str, fetcher: Fetcher = HERE, limits: Limits = QUICK) -> str:
    with pytest.raises(NotFetched) as found:
        fetcher.fetch(url, limits)
    return str(found.value)


def leading_to(*numbers: str) -> Callable[..., Any]:
    """A resolver that answers one of these at each call, the last one for ever."""
    left = list(numbers)

    def resolve(_host: str, port: int, **_: object) -> list[Any]:
        number = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    return resolve


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://desa.example/a",
        "gopher://desa.example/",
        "//desa.example/",
        "desa.example",
        "http://",
        "http://[::1",
        "https://desa.example:99999/",
        "https://nama:sandi@desa.example/",
        "https://desa.example\\@127.0.0.1/",
        "https://desa.example/a b",
        "https://desa.example/\r\nHost: x",
        "http://" + "a" * 300 + "é.example/",
    ],
)
def test_what_is_no_address_is_refused_before_any_name_is_asked_for(url: str) -> None:
    assert fault_of(url)
    assert refused(url, Fetcher(Guard(resolve=lambda *_, **__: pytest.fail("asked"))))


PRIVATE = [
    *("127.0.0.1", "127.9.9.9", "0.1.2.3", "10.0.0.8", "172.16.0.1", "172.31.255.255"),
    *("192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1"),
    *("240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1"),
    *("fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1"),
    *("64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:1::1"),
    *("2001:db8::1", "4000::1", "bukan angka"),
]


@pytest.mark.parametrize("number", PRIVATE)
def test_what_is_not_the_public_internet_is_never_asked(number: str) -> None:
    fetcher = Fetcher(Guard(resolve=leading_to(number)))
    assert "jaringan tertutup" in refused("https://desa.example/", fetcher)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_what_is_public_is(number: str) -> None:
    assert is_public_address(number)


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:{}", "64:ff9b::{}"]))
def test_ipv4_within_ipv6_is_judged_as_ipv4(number: ipaddress.IPv4Address, form: str) -> None:
    assert is_public_address(form.format(number)) == is_public_address(str(number))


def test_one_private_machine_among_public_ones_is_enough() -> None:
    def resolve(_host: str, port: int, **_: object) -> list[Any]:
        return [(2, 1, 6, "", (number, port)) for number in ("8.8.8.8", "10.0.0.1")]

    assert "10.0.0.1" in refused("http://desa.example/", Fetcher(Guard(resolve=resolve)))


@pytest.mark.parametrize(
    "written", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost"]
)
def test_other_ways_to_write_this_machine(written: str) -> None:
    with serving({"/": answer(b"rahasia")}) as server:
        assert refused(f"http://{written}:{server.port}/", Fetcher(Guard()))
        assert server.asked == []


def test_a_name_that_leads_elsewhere_a_moment_later_changes_nothing() -> None:
    """The connection goes to the machine that was judged, and the name is asked for once."""
    resolve = leading_to("127.0.0.1", "10.0.0.1")
    with serving({"/": answer(b"ya")}) as server:
        fetcher = Fetcher(Guard(frozenset({"desa.example"}), resolve))
        assert fetcher.fetch(server.url(host="desa.example"), QUICK)[1] == b"ya"
        assert server.asked[0].headers["host"] == f"desa.example:{server.port}"


@pytest.mark.parametrize(
    "target",
    [
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "http://[::ffff:10.0.0.1]/",
        "//10.0.0.1/",
        "http://[x",
    ],
)
def test_a_redirect_is_judged_as_the_first_address_was(target: str) -> None:
    with serving({"/": redirect(target)}) as server:
        assert "dialihkan" in refused(server.url())


def test_a_redirect_to_the_same_host_is_followed_and_told() -> None:
    with serving({"/": redirect("baru?a=1#b"), "/baru?a=1": answer(b"isi")}) as server:
        found, data = HERE.fetch(server.url(), QUICK)
        assert (found.url, data) == (server.url("/baru?a=1"), b"isi")


def test_redirects_have_an_end() -> None:
    with serving({"/": redirect("/")}) as server:
        assert "dialihkan lebih dari 5 kali" in refused(server.url())
        assert len(server.asked) == 6


def test_marks_are_sent_back_and_nothing_comes() -> None:
    reply = Versioned(b"isi", Last_Modified="Sat, 28 Nov 2026 00:00:00 GMT")
    with serving({"/": reply}) as server:
        first, _ = HERE.fetch(server.url(), QUICK)
        assert first.validators == Validators('"a"', "Sat, 28 Nov 2026 00:00:00 GMT")
        again, data = HERE.fetch(server.url(), QUICK, validators=first.validators)
        assert (again.unchanged, data) == (True, b"")


def _dripping(head: bytes, drop: bytes) -> Callable[[Asked, socket.socket], None]:
    def reply(_: Asked, connection: socket.socket) -> None:
        connection.sendall(head)
        for _drop in range(200):
            connection.sendall(drop)
            time.sleep(0.05)

    return reply


@pytest.mark.parametrize(
    "head, drop",
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    ],
)
def test_a_byte_now_and_then_ends_at_the_deadline(head: bytes, drop: bytes) -> None:
    with serving({"/": _dripping(head, drop)}) as server:
        before = time.monotonic()
        assert "0.4 detik" in refused(server.url(), limits=Limits(seconds=0.4))
        assert time.monotonic() - before < 8


def test_a_name_that_never_comes_ends_at_the_deadline() -> None:
    def resolve(*_: object, **__: object) -> list[Any]:
        time.sleep(9)
        return []

    before = time.monotonic()
    assert refused("http://desa.example/", Fetcher(Guard(resolve=resolve)), Limits(seconds=0.2))
    assert time.monotonic() - before < 8


def test_what_is_larger_than_allowed_is_cut_off_packed_or_not() -> None:
    bomb, small = gzip.compress(b"\0" * 3_000_000), Limits(seconds=5, bytes=1 << 20)
    replies = {
        "/besar": answer(b"a" * 2_000_000),
        "/kemas": answer(bomb, Content_Encoding="gzip"),
        "/pas": answer(gzip.compress(b"b" * (1 << 20)), Content_Encoding="gzip"),
        "/lain": answer(b"", Content_Encoding="br"),
        "/rusak": answer(b"bukan gzip", Content_Encoding="gzip"),
        "/potong": answer(bomb[:-9], Content_Encoding="gzip"),
        "/janji": answer(b"a", Content_Length="9"),
    }
    with serving(replies) as server:
        assert "lebih besar dari 1 MB" in refused(server.url("/besar"), limits=small)
        assert "lebih besar dari 1 MB" in refused(server.url("/kemas"), limits=small)
        assert HERE.fetch(server.url("/pas"), small)[1] == b"b" * (1 << 20)
        assert "'br'" in refused(server.url("/lain"))
        assert "rusak" in refused(server.url("/rusak"))
        assert "terpotong" in refused(server.url("/potong"))
        assert "terputus" in refused(server.url("/janji"))
        assert "kode 404" in refused(server.url("/tidak-ada"))


@pytest.mark.parametrize(
    "junk", [b"", b"\0\1\2\r\n\r\n", b"HTTP/1.1 abc OK\r\n\r\n", b"<html>\r\n\r\n"]
)
def test_what_is_no_answer_is_said_in_a_sentence(junk: bytes) -> None:
    with serving({"/": junk}) as server:
        assert refused(server.url())


def test_nobody_answers() -> None:
    with serving({}) as server:
        port = server.port
    assert "tidak ada yang menjawab" in refused(f"http://127.0.0.1:{port}/")


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes the certificates")
def test_a_wrong_certificate_is_refused(tmp_path: Path) -> None:
    """Nobody's, and another host's; one that fits is taken."""
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    names = "-subj /CN=desa.example -addext subjectAltName=DNS:desa.example"
    asked = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout {key} -out {cert} {names}"
    subprocess.run(asked.split(), check=True, capture_output=True)
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(cert, key)
    guard = Guard(frozenset({"desa.example", "lain.example"}), leading_to("127.0.0.1"))
    knowing = Fetcher(guard, tls=ssl.create_default_context(cafile=str(cert)))
    with serving({"/": answer(b"ya"), "/turun": redirect("http://desa.example/")}, own) as server:
        url, other = (server.url(host=host, scheme="https") for host in sorted(guard.allowed))
        assert "sertifikatnya tidak sah" in refused(url, Fetcher(guard))
        assert "sertifikatnya tidak sah" in refused(other, knowing)
        assert knowing.fetch(url, QUICK)[1] == b"ya"
        assert "tidak terlindung" in refused(f"{url}turun", knowing)


def test_a_host_without_a_name_is_given_up_whatever_it_is_called() -> None:
    """Its name may hold a word of another message, such as `kode`."""

    def nowhere(*_: object, **__: object) -> list[Any]:
        raise socket.gaierror

    fetcher = FileFetcher(Guard(resolve=nowhere))
    answers = [fetcher.fetch(f"https://kode.example/{number}.jpg") for number in range(6)]
    assert answers[4] == "nama 'kode.example' tidak ditemukan di internet"
    assert answers[5] == "kode.example tidak menjawab"


def test_a_host_that_lacks_some_files_is_still_asked() -> None:
    with serving({}) as server:
        fetcher = FileFetcher(Guard(frozenset({"127.0.0.1"})))
        answers = {fetcher.fetch(server.url(f"/{number}.jpg")) for number in range(7)}
    assert answers == {"dijawab dengan kode 404"}
