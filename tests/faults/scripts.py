"""What misbehaving servers do: each is a script for the loopback server."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

from tests.support.loopback import Exchange

Script = Callable[[Exchange], None]

PART = b'{"id": "p1", "name": "cog"}'
PROBLEM = b'{"problem": {"text": "Something is wrong", "code": "E7"}}'


def good(exchange: Exchange) -> None:
    exchange.reply(PART)


def no_answer(exchange: Exchange) -> None:
    exchange.hang_up()


def reset(exchange: Exchange) -> None:
    exchange.reset()


def reset_unread(exchange: Exchange) -> None:
    exchange.connection.recv(1, socket.MSG_PEEK)  # the request has come, and stays where it is
    exchange.reset()


def stalled(exchange: Exchange) -> None:
    exchange.stall()


def says(text: bytes) -> Script:
    """Sends bytes as they are, and cuts the connection."""
    return lambda exchange: exchange.say(text)


def cut_body(exchange: Exchange) -> None:
    exchange.reply(PART, length=100)
    exchange.hang_up()


def stalled_body(exchange: Exchange) -> None:
    exchange.reply(PART, length=100)
    exchange.stall()


def status(code: int, *, content: bytes = PROBLEM, **headers: Any) -> Script:
    """Answers with a status, and the vendor's message."""
    return lambda exchange: exchange.reply(content, status=code, **headers)


def answers(content: bytes, **headers: Any) -> Script:
    """Answers with status 200."""
    content_type = headers.pop("content_type", "application/json")
    return lambda exchange: exchange.reply(content, content_type=content_type, **headers)


def come_back(code: int, seconds: float) -> Script:
    """Answers with a `Retry-After` that is a date so many seconds from now."""

    def script(exchange: Exchange) -> None:
        exchange.reply(
            PROBLEM, status=code, retry_after=formatdate(time.time() + seconds, usegmt=True)
        )

    return script


def first(*scripts: Script, then: Script = good) -> Script:
    """One script after the other, a request each; `then` for all that follow."""
    waiting = list(scripts)

    def script(exchange: Exchange) -> None:
        (waiting.pop(0) if waiting else then)(exchange)

    return script
