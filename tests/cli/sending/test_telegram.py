"""`kim digest --send telegram`, against a Bot API on this machine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kim_plugins.cli import main
from kim_plugins.cli.sending.records import Sent
from tests.cli.sending.servers import TOKEN, BotApi
from tests.sites.folder import Site
from tests.sites.memory import news

NOW = ("--now", "2026-11-24T08:00+07:00")
FAILED = {"ok": False, "error_code": 400, "description": "Bad Request: x"}


def send(*options: str) -> int:
    return main(["digest", "--send", "telegram", *NOW, *options])


def texts(bot: BotApi) -> list[str]:
    return [message["text"] for _, message in bot.asked]


def test_nothing_is_sent_without_being_told_twice(
    site: Site, bot: BotApi, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (send(), send("--dry-run")) == (0, 0)
    out, err = capsys.readouterr()
    assert bot.asked == []
    assert "<b>Panen &lt;raya&gt; &amp; pasar</b>" in out
    assert "Uji coba, belum dikirim: 2 kabar dalam 1 pesan ke @kabar_tani." in err


def test_a_trial_needs_no_token(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("KIM_TELEGRAM_TOKEN", raising=False)
    assert send() == 0
    assert "Sebelum itu: KIM_TELEGRAM_TOKEN belum diisi" in capsys.readouterr().err
    assert send("--yes") == 2


def test_each_item_is_sent_once(
    site: Site, bot: BotApi, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send("--yes") == 0
    ((path, message),) = bot.asked
    assert path == f"/bot{TOKEN}/sendMessage"
    assert (message["chat_id"], message["parse_mode"]) == ("@kabar_tani", "HTML")
    assert send("--yes") == 0
    assert len(bot.asked) == 1
    assert "Tidak ada kabar baru sejak kiriman terakhir." in capsys.readouterr().err

    site.write("content/berita/2026/c.md", news("Baru", "2026-11-23"))
    assert send("--yes") == 0
    assert re.findall("<b>(.+)</b>", texts(bot)[1]) == ["KIM Tani", "Baru"]


def test_what_was_corrected_or_withdrawn_since_is_sent_again(site: Site, bot: BotApi) -> None:
    assert send("--yes") == 0
    ralat = "[{kind: ralat, date: 2026-11-23, before: Rabu, after: Kamis}]"
    site.write("content/berita/2026/a.md", news("Panen", "2026-11-20", corrections=ralat))
    gone = "{date: 2026-11-23, reason: ganda}"
    site.write("content/berita/2026/b.md", news("Rapat", "2026-11-22", withdrawn=gone))
    assert send("--yes") == 0
    assert "Bukan Rabu, tetapi Kamis" in texts(bot)[1]
    assert "<b>Dicabut: kabar 22 November 2026</b>" in texts(bot)[1]
    assert "Rapat" not in texts(bot)[1]


def test_all_is_noted_without_being_sent(site: Site, bot: BotApi) -> None:
    assert send("--sent") == 0
    assert send("--yes") == 0
    assert bot.asked == []


def test_it_waits_as_long_as_it_is_asked(
    site: Site, bot: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    slow = {"ok": False, "parameters": {"retry_after": 7}}
    bot.answers = [(429, slow), (429, slow), (200, {"ok": True})]
    assert send("--yes") == 0
    assert waited == [7, 7]
    assert len(bot.asked) == 3


REFUSALS: list[tuple[int, Any, int, str]] = [
    (401, {"ok": False, "description": "Unauthorized"}, 2, "Telegram menolak KIM_TELEGRAM_TOKEN"),
    (403, {"ok": False, "description": "Forbidden"}, 2, "bot tidak boleh menulis di @kabar_tani"),
    (400, {"description": "Bad Request: chat not found"}, 2, "Telegram tidak mengenal"),
    (
        400,
        {"parameters": {"migrate_to_chat_id": -100123}},
        2,
        "ganti KIM_TELEGRAM_CHAT menjadi -100123",
    ),
    (400, FAILED, 1, "Telegram menolak pesan (kode 400: Bad Request: x)"),
    (429, {"parameters": {"retry_after": 900}}, 1, "minta menunggu 900 detik"),
    (502, b"<html>", 1, "kode 502"),
    (200, b"[]", 1, "kode 200"),
    (302, b"", 1, "kode 302"),
]


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_refusal_is_a_sentence_and_nothing_is_noted(
    site: Site,
    bot: BotApi,
    capsys: pytest.CaptureFixture[str],
    refusal: tuple[int, Any, int, str],
) -> None:
    code, answer, expected, said = refusal
    bot.answers = [(code, answer)]
    assert send("--yes") == expected
    err = capsys.readouterr().err
    assert said in err
    assert TOKEN not in err
    assert len(bot.asked) == 1
    assert send("--yes") == 0
    assert "sudah sampai" not in capsys.readouterr().err
    assert texts(bot)[0] == texts(bot)[1]


def test_without_an_answer_it_may_have_arrived(
    site: Site, bot: BotApi, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.is_silent = True
    assert send("--yes") == 1
    assert "sambungannya terputus" in capsys.readouterr().err
    bot.is_silent = False
    assert send("--yes") == 0
    assert "2 kabar mungkin sudah sampai dan terkirim sekali lagi" in capsys.readouterr().err
    assert send("--yes") == 0
    assert len(bot.asked) == 2


def test_without_a_network_it_says_so(
    site: Site,
    bot: BotApi,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KIM_TELEGRAM_API", "http://127.0.0.1:9")
    assert send("--yes") == 1
    assert "tidak ada yang menjawab" in capsys.readouterr().err


def test_a_process_that_was_killed_loses_nothing(
    site: Site, bot: BotApi, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Sent, "end", killed)
    assert send("--yes") == 130
    monkeypatch.undo()
    monkeypatch.chdir(site.folder)
    monkeypatch.setenv("KIM_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("KIM_TELEGRAM_CHAT", "@kabar_tani")
    monkeypatch.setenv("KIM_TELEGRAM_API", bot.url)
    assert send("--yes") == 0
    assert "mungkin sudah sampai" in capsys.readouterr().err
    assert len(bot.asked) == 2


@pytest.mark.parametrize(
    "setting",
    [
        ("KIM_TELEGRAM_TOKEN", "rahasia"),
        ("KIM_TELEGRAM_TOKEN", "1:a/../../b"),
        ("KIM_TELEGRAM_CHAT", ""),
        ("KIM_TELEGRAM_CHAT", "kabar tani"),
        ("KIM_TELEGRAM_API", "api.telegram.org"),
        ("KIM_TELEGRAM_API", "file:///etc"),
    ],
)
def test_a_wrong_setting_is_named_and_a_token_never_shown(
    site: Site,
    bot: BotApi,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    setting: tuple[str, str],
) -> None:
    monkeypatch.setenv(*setting)
    assert send("--yes") == 2
    err = capsys.readouterr().err
    assert setting[0] in err
    assert "rahasia" not in err
    assert TOKEN not in err
    assert bot.asked == []


def test_records_that_are_damaged_or_cannot_be_kept_stop_it(
    site: Site, bot: BotApi, capsys: pytest.CaptureFixture[str]
) -> None:
    assert send("--yes") == 0
    (record,) = (site.folder / ".kim" / "kiriman").rglob("*.json")
    record.write_bytes(b"x")
    assert send("--yes") == 2
    assert f"catatan kiriman {record} rusak" in capsys.readouterr().err
    assert len(bot.asked) == 1
    folder: Path = record.parent
    record.unlink()
    (folder / "lock").unlink()
    folder.rmdir()
    folder.write_text("")
    assert send("--yes") == 2
    assert "tidak dapat ditulis" in capsys.readouterr().err
    assert len(bot.asked) == 1


@pytest.mark.parametrize("option", [("--yes",), ("--sent",), ("--to", "x")])
def test_options_of_sending_need_a_way(
    site: Site, option: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["digest", *NOW, *option]) == 2
    assert "hanya bersama --send" in capsys.readouterr().err
