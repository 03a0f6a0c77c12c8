"""`kim digest --send email`, against a mail server on this machine."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

import pytest

from kim_plugins.cli import main
from kim_plugins.cli.sending.mail import receivers_of
from kim_plugins.cli.settings import UsageProblem
from tests.cli.sending.servers import MailServer
from tests.sites.folder import Site
from tests.sites.memory import news

NOW = ("--now", "2026-11-24T08:00+07:00")


def send(*options: str) -> int:
    return main(["digest", "--send", "email", *NOW, *options])


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    text = body.get_content()
    assert isinstance(text, str)
    return text


def test_each_receiver_gets_a_letter_of_their_own(site: Site, smtp: MailServer) -> None:
    site.write("content/berita/2026/c.md", news("Émoji 🌾 dan “kutip”", "2026-11-23"))
    assert send("--yes") == 0

    assert [to for to, _, _ in smtp.mails] == [["sri@warga.example"], ["budi@warga.example"]]
    _, mail, data = smtp.mails[0]
    assert "budi" not in data.decode()
    assert mail["From"] == "KIM Tani <kabar@tani.example>"
    assert mail["To"] == "sri@warga.example"
    assert mail["Subject"] == "KIM Tani: kabar 17–24 November 2026"
    assert mail["Date"] == "Tue, 24 Nov 2026 08:00:00 +0700"
    assert mail["List-Unsubscribe"] == "<mailto:kabar@tani.example?subject=Berhenti>"
    assert mail["List-ID"] == "<kabar.tani.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"
    assert [one.get_content_type() for one in mail.iter_parts()] == ["text/plain", "text/html"]
    assert "* Émoji 🌾 dan “kutip”" in part(mail, "plain")
    assert "Panen &lt;raya&gt; &amp; pasar" in part(mail, "html")
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data.isascii()


def test_the_same_news_make_the_same_letter(site: Site, smtp: MailServer) -> None:
    smtp.says["RCPT TO:<budi"] = "450 coba nanti"
    assert send("--yes") == 3
    first = smtp.mails[0][2]
    (site.folder / ".kim").rename(site.folder / ".lain")
    assert send("--yes") == 3
    assert smtp.mails[1][2] == first
    ids = [re.search(rb"(?m)^Message-ID: <(.+)>\r$", data) for _, _, data in smtp.mails]
    assert all(ids)


def test_each_item_is_sent_once(
    site: Site, smtp: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send() == 0
    assert smtp.mails == []
    assert "surat ke 2 dari 2 penerima" in capsys.readouterr().err
    assert (send("--yes"), send("--yes")) == (0, 0)
    assert len(smtp.mails) == 2
    site.write("content/berita/2026/c.md", news("Baru", "2026-11-23"))
    assert send("--yes") == 0
    assert "Panen" not in part(smtp.mails[2][1], "plain")
    assert "* Baru" in part(smtp.mails[2][1], "plain")


def test_who_is_refused_keeps_nobody_else_from_a_letter(
    site: Site, smtp: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    smtp.says["RCPT TO:<sri"] = "550 tidak ada orangnya"
    assert send("--yes") == 3
    err = capsys.readouterr().err
    assert "KESALAHAN: sri@warga.example: ditolak (550 tidak ada orangnya)" in err
    assert "Terkirim: surat ke 1 dari 2 penerima." in err
    smtp.says.clear()
    assert send("--yes") == 0
    assert [to for to, _, _ in smtp.mails] == [["budi@warga.example"], ["sri@warga.example"]]


FAULTS = [
    ({"": "554 tutup"}, 1, "tidak dapat dihubungi (554 tutup)"),
    ({"MAIL": "550 bukan pengirim"}, 2, "menolak KIM_EMAIL_FROM (550"),
    ({"MAIL": "hang up"}, 1, "terputus"),
    ({"DATA": "hang up"}, 1, "terputus"),
    ({"RCPT": "550 tidak"}, 1, "ditolak (550 tidak)"),
    ({"DATA": "552 penuh"}, 1, "ditolak (552 penuh)"),
]


@pytest.mark.parametrize("fault", FAULTS)
def test_what_goes_wrong_is_a_sentence(
    site: Site,
    smtp: MailServer,
    capsys: pytest.CaptureFixture[str],
    fault: tuple[dict[str, str], int, str],
) -> None:
    smtp.says, code, said = fault
    assert send("--yes") == code
    assert said in capsys.readouterr().err
    assert smtp.mails == []
    smtp.says = {}
    assert send("--yes") == 0
    assert len(smtp.mails) == 2


def test_a_password_is_given_and_a_wrong_one_named(
    site: Site,
    smtp: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KIM_SMTP_USER", "kabar")
    assert send("--yes") == 2
    assert "KIM_SMTP_PASSWORD belum diisi" in capsys.readouterr().err
    monkeypatch.setenv("KIM_SMTP_PASSWORD", "sandi-rahasia")
    monkeypatch.setenv("KIM_SMTP_PASSWORD", "sandi-rahasia é 🌾")
    assert send("--yes") == 2
    assert "pakai huruf Latin" in capsys.readouterr().err
    monkeypatch.setenv("KIM_SMTP_PASSWORD", "sandi-rahasia")
    smtp.says["AUTH"] = "535 salah"
    assert send("--yes") == 2
    err = capsys.readouterr().err
    assert "menolak KIM_SMTP_USER atau KIM_SMTP_PASSWORD" in err
    assert "sandi-rahasia" not in err
    smtp.says.clear()
    assert send("--yes") == 0


def test_a_password_never_goes_in_the_clear_to_another_machine(
    site: Site,
    smtp: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KIM_SMTP_USER", "kabar")
    monkeypatch.setenv("KIM_SMTP_PASSWORD", "sandi-rahasia")
    monkeypatch.setattr("kim_plugins.cli.sending.mail._is_here", lambda _: False)
    assert send("--yes") == 2
    assert "tidak menawarkan sambungan tersandi" in capsys.readouterr().err
    assert not [line for line in smtp.heard if line.startswith("AUTH")]


@pytest.mark.parametrize(
    "setting",
    [
        ("KIM_SMTP_HOST", ""),
        ("KIM_SMTP_HOST", f"{'a' * 70}.id"),
        ("KIM_SMTP_PORT", "lima"),
        ("KIM_SMTP_PORT", "99999"),
        ("KIM_EMAIL_FROM", ""),
        ("KIM_EMAIL_FROM", "kabar"),
        ("KIM_EMAIL_FROM", "a@b.id\nBcc: c@d.id"),
        ("KIM_EMAIL_TO", ""),
    ],
)
def test_a_wrong_setting_is_named(
    site: Site,
    smtp: MailServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    setting: tuple[str, str],
) -> None:
    monkeypatch.setenv(*setting)
    assert send("--yes") == 2
    assert setting[0] in capsys.readouterr().err
    assert smtp.mails == []


def test_receivers_may_stand_in_a_file(site: Site, smtp: MailServer, tmp_path: Path) -> None:
    file = tmp_path / "warga.txt"
    file.write_text("# langganan\nSri <sri@warga.example>  # RT 1\n\nSRI@warga.example\n")
    assert send("--yes", "--to", str(file)) == 0
    assert [to for to, _, _ in smtp.mails] == [["sri@warga.example"]]
    assert send("--yes", "--to", str(tmp_path / "tiada.txt")) == 2


@pytest.mark.parametrize("line", ["sri", "a@b", "a b@c.id", "a@b.id>\r\nx", "é@b.id", "a@b..id"])
def test_what_is_no_address_is_refused(line: str) -> None:
    with pytest.raises(UsageProblem, match="bukan alamat surel"):
        receivers_of([line])
