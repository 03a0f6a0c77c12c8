"""Letters by SMTP, one to each receiver, so that nobody reads who else gets them.

Sources: RFC 5322 (messages), RFC 2369 and 8058 (List-Unsubscribe), RFC 3834 (Auto-Submitted),
RFC 6409 (submission).
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
import smtplib
import ssl
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final
from urllib.parse import quote as percent
from urllib.parse import urlsplit

from kim_plugins.broadcast.letter import STOP, Letter
from kim_plugins.cli.sending.telegram import NotSent, Unsure
from kim_plugins.cli.settings import UsageProblem
from kim_plugins.exchange.network import reason_of
from kim_plugins.records.problems import quote

HOST: Final = "KIM_SMTP_HOST"
PORT: Final = "KIM_SMTP_PORT"
USER: Final = "KIM_SMTP_USER"
PASSWORD: Final = "KIM_SMTP_PASSWORD"  # noqa: S105 - the name of a variable
FROM: Final = "KIM_EMAIL_FROM"
TO: Final = "KIM_EMAIL_TO"
TIMEOUT: Final = 30
_SUBMISSION, _ENCRYPTED = 587, 465
_ADDRESS: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}"
)
_NAMED: Final = re.compile(r"([^<>\r\n]*)<([^<>\s]+)>")
_TEMPORARY: Final = 500


@dataclass(frozen=True, slots=True)
class Server:
    """A server that takes letters; without a user it asks for no password."""

    host: str
    port: int
    user: str
    password: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Server:
        """The server that the environment names. Raises UsageProblem."""
        host = environment.get(HOST, "").strip()
        if not host:
            raise UsageProblem(f"{HOST} belum diisi; tulis misalnya smtp.desa.example")
        port = environment.get(PORT, "").strip() or str(_SUBMISSION)
        if not port.isdecimal() or not 0 < int(port) < 1 << 16:
            raise UsageProblem(f"{PORT} {quote(port)} bukan nomor pintu; biasanya 587 atau 465")
        user, password = environment.get(USER, "").strip(), environment.get(PASSWORD, "")
        if user and not password:
            raise UsageProblem(f"{PASSWORD} belum diisi, padahal {USER} sudah")
        return cls(host, int(port), user, password)

    @contextmanager
    def connected(self) -> Iterator[smtplib.SMTP]:
        """A connection that is encrypted, but on this machine. Raises NotSent and UsageProblem."""
        context = ssl.create_default_context()
        try:
            if self.port == _ENCRYPTED:
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                    self.host, self.port, timeout=TIMEOUT, context=context
                )
            else:
                smtp = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        except UnicodeError:  # a part of the name is empty, or too long
            raise UsageProblem(f"{HOST} {quote(self.host)} bukan nama peladen") from None
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(self._unreachable(error)) from None
        try:
            self._greet(smtp, context)
            yield smtp
            with suppress(OSError, smtplib.SMTPException):
                smtp.quit()
        finally:
            smtp.close()

    def _greet(self, smtp: smtplib.SMTP, context: ssl.SSLContext) -> None:
        try:
            smtp.ehlo_or_helo_if_needed()
            if self.port != _ENCRYPTED and smtp.has_extn("starttls"):
                smtp.starttls(context=context)
                smtp.ehlo()
            elif self.port != _ENCRYPTED and self.user and not _is_here(self.host):
                raise UsageProblem(
                    f"{self.host} tidak menawarkan sambungan tersandi, jadi kata sandi tidak "
                    f"dikirim; coba {PORT}=465"
                )
            if self.user:
                smtp.login(self.user, self.password)
        except UnicodeError:
            raise UsageProblem(
                f"{USER} atau {PASSWORD} memuat huruf yang tidak dapat dikirim; pakai huruf Latin"
            ) from None
        except smtplib.SMTPAuthenticationError:
            raise UsageProblem(f"{self.host} menolak {USER} atau {PASSWORD}") from None
        except smtplib.SMTPNotSupportedError:
            raise UsageProblem(
                f"{self.host} tidak menerima nama dan kata sandi; hapus {USER}"
            ) from None
        except (OSError, smtplib.SMTPException) as error:
            raise NotSent(self._unreachable(error)) from None

    def _unreachable(self, error: Exception) -> str:
        return f"peladen surel {self.host} tidak dapat dihubungi ({_reason(error)})"


class Refused(Exception):  # noqa: N818 - a sentence for the user
    """A letter to somebody whom the server doesn't take letters for; the others may be sent."""


def send(smtp: smtplib.SMTP, mail: EmailMessage) -> None:
    """Hand over one letter. Raises Refused, UsageProblem for its sender, else NotSent."""
    try:
        smtp.send_message(mail)
    except smtplib.SMTPSenderRefused as error:
        raise UsageProblem(f"peladen surel menolak {FROM} ({_reason(error)})") from None
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        later = "; coba lagi nanti" if code < _TEMPORARY else ""
        raise Refused(f"ditolak ({code} {_said(said)}{later})") from None
    except smtplib.SMTPDataError as error:
        raise Refused(f"ditolak ({_reason(error)})") from None
    except (OSError, smtplib.SMTPException) as error:
        raise Unsure(f"sambungan ke peladen surel gagal ({_reason(error)})") from None


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_said(error.smtp_error)}"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return reason_of(ConnectionError(), TIMEOUT)
    return reason_of(error, TIMEOUT)


def _said(text: bytes | str) -> str:
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(plain.split())[:200]


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


# -- who writes to whom ------------------------------------------------------------------------


def sender_of(environment: Mapping[str, str], name: str) -> Address:
    """Who writes: the address of the environment, under the site's name unless it has one."""
    written = environment.get(FROM, "").strip()
    if not written:
        raise UsageProblem(f"{FROM} belum diisi; tulis misalnya kabar@desa.example")
    own, address = _parted(written)
    return _address(address, own or name, FROM)


def receivers_of(written: Iterable[str]) -> list[str]:
    """The addresses of a list, one a line or between commas, each once; `#` begins a remark."""
    found: dict[str, str] = {}
    for line in written:
        for part in line.partition("#")[0].lstrip("\ufeff").replace(";", ",").split(","):
            if part.strip():
                checked = _address(_parted(part.strip())[1], "", "penerima").addr_spec
                found.setdefault(checked.casefold(), checked)
    return list(found.values())


def _parted(text: str) -> tuple[str, str]:
    """`Budi <budi@warga.example>` as name and address."""
    match = _NAMED.fullmatch(text)
    return (match[1].strip(' "'), match[2]) if match else ("", text)


def _address(text: str, name: str, what: str) -> Address:
    if not _ADDRESS.fullmatch(text):
        raise UsageProblem(
            f"{what} {quote(text)} bukan alamat surel; tulis misalnya kabar@desa.example"
        )
    user, _, domain = text.rpartition("@")
    return Address(" ".join(name.split()), user, domain)


def ascii_host(url: str) -> str:
    """The host of an address as mails name it."""
    host = urlsplit(url).hostname or "localhost"
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "localhost"


def mail_of(  # noqa: PLR0913 - what makes a letter
    letter: Letter, sender: Address, receiver: str, *, now: datetime, host: str, keys: Sequence[str]
) -> EmailMessage:
    """The letter to one receiver; the same items to the same one have the same Message-ID."""
    digest = hashlib.blake2b("\0".join((receiver.casefold(), *keys)).encode(), digest_size=16)
    mail = EmailMessage(SMTP)
    mail["From"] = sender
    mail["To"] = receiver
    mail["Subject"] = letter.subject
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<kim-{digest.hexdigest()}@{host}>"
    mail["List-ID"] = f"<kabar.{host}>"
    mail["List-Unsubscribe"] = f"<mailto:{sender.addr_spec}?subject={percent(STOP)}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = "id"
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_kim_{digest.hexdigest()}")
    return mail
