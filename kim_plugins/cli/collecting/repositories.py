"""A repository, asked and read by the system's git.

A stranger's repository is data: nothing of it is checked out, so no hook, filter (LFS), submodule
or link of it ever comes to life; files are listed and read as objects of a bare, shallow clone. Git
asks nobody for a password, speaks no protocol but http and https (or, for a path of this machine,
none), follows no redirect, and connects to the very machines that were judged (see
exchange/guarding.py), with which versions before 2.37 can't be told to.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Final

from kim_plugins.builder import programs
from kim_plugins.exchange.fetching import Limits
from kim_plugins.exchange.guarding import Guard
from kim_plugins.exchange.site_files import LARGEST, LINK, Member
from kim_plugins.exchange.unpacking import Refused
from kim_plugins.records.problems import quote

_PINNING: Final = (2, 37)
"""The first version with `http.curloptResolve`."""
_INHERITED: Final = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH")
_SETTINGS: Final = (
    *("core.hooksPath=/dev/null", "core.askPass=", "credential.helper=", "core.fsmonitor=false"),
    *("http.followRedirects=false", "http.sslVerify=true", "transfer.bundleURI=false"),
    *("gc.auto=0", "maintenance.auto=false", f"core.bigFileThreshold={LARGEST}"),
)
_LINK_MODE: Final = "120000"
_SUBMODULE: Final = "160000"
_SENTENCES: Final = (
    (r"Could not resolve host", "namanya tidak ditemukan di internet"),
    (
        r"prompts disabled|[Aa]uthentication failed|could not read|error: 40[13]",
        "repositori itu tidak ada, atau meminta kata sandi; pakai yang terbuka untuk umum",
    ),
    (
        r"not found|error: 404|not appear to be a git|not a git repo",
        "di alamat itu tidak ada repositori git",
    ),
    (
        r"redirect|error: 30\d",
        "alamatnya dialihkan; tulis alamat yang baru di mkdocs.yml, sering kali berakhir .git",
    ),
    (r"[Cc]ertificate|SSL|TLS", "sertifikatnya tidak sah"),
    (r"connect|timed out|Timeout", "di sana tidak ada yang menjawab"),
    (r"error: (\d{3})", r"dijawab dengan kode \1"),
    (r"dumb http", "peladennya hanya melayani git cara lama; pakai zip:"),
    (r"dubious ownership", "repositori itu milik pengguna lain di komputer ini"),
    (
        r"EOF|RPC failed|disconnect|hung up|flush|not valid|protocol",
        "jawabannya terputus atau rusak",
    ),
)
"""What git says, in our words; the first that fits."""


class Repository:
    """A repository that is asked for one branch or tag, or for what it shows by itself."""

    def __init__(self, where: str, ref: str, limits: Limits, guard: Guard | None) -> None:
        """`where` is an address if there is a guard, else a path; raises NotFetched, Refused."""
        self._ref, self._limits = ref, limits
        self._until = time.monotonic() + limits.seconds
        self._git = shutil.which("git") or ""
        if not self._git:
            raise Refused("git belum terpasang di komputer ini; pasang git, atau pakai zip:")
        self._where, settings = where, list(_SETTINGS)
        if guard:
            endpoint = guard.judge(where, self._until)
            self._refuse_old(is_named=endpoint.host in guard.allowed)
            self._where = endpoint.url
            if not _is_number(endpoint.host):
                addresses = ",".join(
                    f"[{one}]" if ":" in one else one for one in endpoint.addresses
                )
                settings.append(f"http.curloptResolve={endpoint.host}:{endpoint.port}:{addresses}")
        self._options = [word for one in settings for word in ("-c", one)]
        self._environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        self._environment |= {
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_ALLOW_PROTOCOL": "http:https" if guard else "file",
            "HOME": os.devnull,  # where passwords for hosts may lie
            "LC_ALL": "C",
        }

    def tip(self) -> str:
        """The commit or tag that it shows now. Raises Refused."""
        listed = self._run(["ls-remote", "--", self._where, *self._names]).decode(
            "utf-8", "replace"
        )
        # Git lists names, too, that only end in the one asked for.
        tips = {name: tip for tip, _, name in (line.partition("\t") for line in listed.split("\n"))}
        found = next((tips[name] for name in self._names if name in tips), None)
        if found is None:
            raise Refused(
                f"cabang atau label {quote(self._ref)} tidak ada di repositori itu"
                if self._ref
                else "repositori itu masih kosong, atau di alamat itu tidak ada repositori git"
            )
        return found

    @contextmanager
    def members(self) -> Iterator[Iterator[Member]]:
        """Its files, as long as they are looked at. Raises Refused, also while they are read."""
        with tempfile.TemporaryDirectory(prefix="kim-", ignore_cleanup_errors=True) as folder:
            clone = ["clone", "--bare", "--quiet", "--depth=1", "--no-tags", "--single-branch"]
            clone += [
                "--no-local",
                "--template=",
                *([f"--branch={self._ref}"] if self._ref else []),
            ]
            place = Path(folder, "git")
            self._run([*clone, "--", self._where, str(place)], place)
            here = ["--git-dir", str(place)]
            tree = self._run([*here, "ls-tree", "-r", "-l", "-z", "--full-tree", "HEAD"])
            with programs.spoken_with(
                [self._git, *self._options, *here, "cat-file", "--batch"],
                self._environment,
                self._until,
            ) as reading:
                yield _members(tree, reading)

    @property
    def _names(self) -> Sequence[str]:
        """The names that a ref may have in full; git takes a branch before a tag."""
        return [f"refs/{kind}/{self._ref}" for kind in ("heads", "tags")] if self._ref else ["HEAD"]

    def _run(self, arguments: list[str], folder: Path | None = None) -> bytes:
        try:
            done = programs.run(
                [self._git, *self._options, *arguments],
                self._environment,
                self._until,
                folder=folder,
                most=self._limits.bytes,
            )
        except programs.TooLong:
            raise Refused(f"git tidak selesai dalam {self._limits.seconds:g} detik") from None
        except programs.TooMuch:
            raise Refused(
                f"repositori itu lebih besar dari {self._limits.bytes >> 20} MB"
            ) from None
        if done.code:
            raise Refused(_told(done.errors) or f"git berhenti dengan kode {done.code}")
        return done.out

    def _refuse_old(self, *, is_named: bool) -> None:
        said = subprocess.run([self._git, "version"], capture_output=True, check=False).stdout  # noqa: S603 - git itself
        found = re.search(rb"(\d+)\.(\d+)", said)
        version = (int(found[1]), int(found[2])) if found else (0, 0)
        if version < _PINNING and not is_named:
            raise Refused(
                f"git di komputer ini terlalu lama ({version[0]}.{version[1]}); "
                "pasang 2.37 atau yang lebih baru, atau pakai zip:"
            )


def _members(tree: bytes, reading: subprocess.Popen[bytes]) -> Iterator[Member]:
    for line in tree.decode("utf-8", "surrogateescape").split("\0"):
        head, tab, path = line.partition("\t")
        if not tab:
            continue
        mode, _, name, size = head.split()
        odd = {_LINK_MODE: LINK, _SUBMODULE: "submodul"}.get(mode, "")
        yield Member(path, int(size) if size.isdigit() else 0, _reader(reading, name, path), odd)


def _reader(reading: subprocess.Popen[bytes], name: str, path: str) -> Callable[[], bytes]:
    def read() -> bytes:
        to, back = reading.stdin, reading.stdout
        assert to  # noqa: S101 - both are pipes
        assert back  # noqa: S101 - as above
        try:
            to.write(f"{name}\n".encode())
            to.flush()
            size = int(back.readline().split()[2])
            data = back.read(size + 1)
        except (OSError, ValueError, IndexError):
            raise Refused(f"{quote(path)} di repositori itu tidak dapat dibaca") from None
        if len(data) != size + 1:
            raise Refused(f"{quote(path)} di repositori itu tidak dapat dibaca")
        return data[:-1]

    return read


def _told(errors: str) -> str:
    lines = [line for line in errors.strip().splitlines() if line.strip()]
    fatal = next((line for line in lines if line.startswith("fatal:")), lines[-1] if lines else "")
    for sign, sentence in _SENTENCES:
        if found := re.search(sign, fatal):
            return found.expand(sentence)
    return f"git: {fatal.removeprefix('fatal: ')}" if fatal else ""


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
