"""Ports for servers of tests."""

from __future__ import annotations

import random
import socket


def free_port() -> int:
    """A port that nothing listens at, and that a system gives to nobody who asks for any.

    Those that systems give begin at 32,768; one of them, once looked at and left, is given to
    whatever connects or listens next, before the server has begun.
    """
    for port in random.SystemRandom().sample(range(10_000, 32_000), 100):
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")
