"""The Bot API of Telegram, as far as a message needs it.

Source: core.telegram.org/bots/api, "Making requests" and "ResponseParameters".
"""

from __future__ import annotations

import http.client
import json
import re
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kim_plugins.cli.settings import UsageProblem
from kim_plugins.engine.options import is_link
from kim_plugins.exchange.network import reason_of
from kim_plugins.records.problems import quote

TOKEN: Final = "KIM_TELEGRAM_TOKEN"  # noqa: S105 - the name of a variable
CHAT: Final = "KIM_TELEGRAM_CHAT"
API: Final = "KIM_TELEGRAM_API"
"""For a Bot API server of one's own."""
TIMEOUT: Final = 30
LONGEST_WAIT: Final = 60
"""Seconds that the Bot API may ask to wait; for longer the editor comes again."""
_TRIES: Final = 3
_HOST: Final = "https://api.telegram.org"
_LARGEST: Final = 1 << 16
_TOKEN: Final = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{20,100}")
_CHAT: Final = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,40}|-?[0-9]{3,20}")
_TOO_MANY = 429
_NEVER_THERE: Final = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
"""Reasons for which nothing can have arrived."""


class NotSent(Exception):  # noqa: N818 - a sentence for the user
    """A message that may be sent again later; the sentence says why."""


class Unsure(NotSent):
    """Nobody answered, so that the message may have arrived all the same."""


class _NoRedirects(HTTPRedirectHandler):
    """Another host would hear the token."""

    def redirect_request(self, *_: Any) -> None:  # noqa: ANN401 - as the base class has it
        """Follow none."""
        return


@dataclass(frozen=True, slots=True)
class Channel:
    """A chat of Telegram, and the bot that writes in it."""

    chat: str
    token: str
    api: str = _HOST

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Channel:
        """The channel that the environment names. Raises UsageProblem."""
        token, chat = (environment.get(name, "").strip() for name in (TOKEN, CHAT))
        if not token:
            raise UsageProblem(f"{TOKEN} belum diisi; minta token dari @BotFather di Telegram")
        if not _TOKEN.fullmatch(token):
            raise UsageProblem(f"isi {TOKEN} bukan token bot; bentuknya 123456789:ABC-def…")
        if not chat:
            raise UsageProblem(f"{CHAT} belum diisi; tulis misalnya @kabar_desa")
        if not _CHAT.fullmatch(chat):
            raise UsageProblem(
                f"{CHAT} {quote(chat)} bukan saluran; tulis misalnya @kabar_desa atau "
                "-1001234567890"
            )
        api = environment.get(API, "").strip().rstrip("/") or _HOST
        if not is_link(api):
            raise UsageProblem(f"{API} {quote(api)} bukan alamat; tulis misalnya {_HOST}")
        return cls(chat, token, api)

    def send(self, html: str) -> None:
        """Send one message. Raises UsageProblem for what waiting doesn't mend, else NotSent."""
        for left in reversed(range(_TRIES)):
            code, answer = self._asked(html)
            if answer.get("ok") is True:
                return
            wait = _wait(answer)
            if code == _TOO_MANY and wait <= LONGEST_WAIT and left:
                time.sleep(wait)
                continue
            self._refused(code, answer, wait)

    def _asked(self, html: str) -> tuple[int, dict[str, Any]]:
        message = {
            "chat_id": self.chat,
            "text": html,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        request = Request(  # noqa: S310 - the API's address
            f"{self.api}/bot{self.token}/sendMessage",
            json.dumps(message).encode(),
            {"Content-Type": "application/json", "User-Agent": "kim_plugins"},
        )
        try:
            with build_opener(_NoRedirects).open(request, timeout=TIMEOUT) as answer:
                return answer.status, _json(answer.read(_LARGEST))
        except HTTPError as error:
            with error:
                return error.code, _json(error.read(_LARGEST))
        except (URLError, OSError, http.client.HTTPException, ValueError) as error:
            # The token stands in the address.
            why = reason_of(error, TIMEOUT).replace(self.token, "…")
            said = f"Telegram tidak dapat dihubungi ({why})"
            reason = error.reason if isinstance(error, URLError) else error
            raise (NotSent if isinstance(reason, _NEVER_THERE) else Unsure)(said) from None

    def _refused(self, code: int, answer: Mapping[str, Any], wait: float) -> NoReturn:
        said = str(answer.get("description", "")).replace(self.token, "…")
        parameters = answer.get("parameters")
        moved = parameters.get("migrate_to_chat_id") if isinstance(parameters, dict) else None
        match code:
            case 401 | 404:
                raise UsageProblem(f"Telegram menolak {TOKEN}; periksa tokennya di @BotFather")
            case 403:
                raise UsageProblem(
                    f"bot tidak boleh menulis di {self.chat}; jadikan ia pengurus (admin) di sana"
                )
            case 400 if moved:
                raise UsageProblem(f"grup itu pindah; ganti {CHAT} menjadi {moved}")
            case 400 if "chat not found" in said:
                raise UsageProblem(
                    f"Telegram tidak mengenal {CHAT} {quote(self.chat)}; periksa namanya, dan "
                    "masukkan bot ke sana"
                )
            case 429:
                raise NotSent(f"Telegram minta menunggu {wait:.0f} detik; ulangi sesudahnya")
            case _:
                raise NotSent(f"Telegram menolak pesan (kode {code}{f': {said}' if said else ''})")


def _wait(answer: Mapping[str, Any]) -> float:
    parameters = answer.get("parameters")
    asked = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return float(asked) if isinstance(asked, (int, float)) and asked >= 0 else 1.0


def _json(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
