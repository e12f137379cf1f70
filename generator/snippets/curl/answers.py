"""What vendors answer, as curl prints it."""

from typing import Any

from generator.definition import Http
from generator.languages.json_text import json_text
from generator.model.integration import Streaming
from generator.model.types import ABSENT
from integrations_runtime.encoding import json_bytes, text


def answer(http: Http, response: Any) -> str:
    """Returns what is printed of an answer: JSON laid out for readers, text as it is, of a file nothing."""
    if response is ABSENT or http.answer in ("binary", "empty"):
        return ""
    shown = text(response) if http.answer == "text" else json_text(response)
    return shown if shown.endswith("\n") else f"{shown}\n"


def events(streaming: Streaming) -> str:
    """Returns what is printed of a stream, as its example tells the events; nothing without an example."""
    if streaming.example is None:
        return ""
    data = [json_bytes(each).decode() for each in streaming.example.events]
    ended = [] if streaming.terminator is None else [streaming.terminator]
    return "".join(f"data: {each}\n\n" for each in [*data, *ended])
