"""Reasons why a host can't be reached, in an editor's words."""

from __future__ import annotations

import http.client
import socket
import ssl
from urllib.error import URLError


def reason_of(error: Exception, timeout: float) -> str:
    """A few words on what the network said; `timeout` counts seconds."""
    reason = error.reason if isinstance(error, URLError) else error
    match reason:
        case TimeoutError():
            return f"tidak menjawab dalam {timeout:g} detik"
        case socket.gaierror():
            return "nama itu tidak ditemukan di internet"
        case ConnectionRefusedError():
            return "di sana tidak ada yang menjawab"
        case ssl.SSLCertVerificationError():
            return f"sertifikatnya tidak sah: {reason.verify_message}"
        case EOFError() | ConnectionError() | http.client.HTTPException():
            return "sambungannya terputus"
        case _:
            return f"sambungan gagal: {reason}"
