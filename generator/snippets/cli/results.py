"""What `integrations call` prints."""

import json
from collections.abc import Iterable
from typing import Any

from generator.definition import Http
from generator.model.integration import Example
from generator.model.types import ABSENT
from integrations_runtime.testing.ranges import EXAMPLE


def printed(http: Http, example: Example) -> str:
    """Returns what is printed of an example's result: text as it is, everything else as JSON over several lines."""
    result = example.response if example.result is ABSENT else example.result
    if result is ABSENT or (result is None and http.answer == "empty"):
        return ""
    if isinstance(result, str):
        return f"{result}\n"
    return f"{json.dumps(result, ensure_ascii=False, indent=2)}\n"


def lines(values: Iterable[Any]) -> str:
    """Returns what is printed of what arrives one by one, a line of JSON each."""
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in values)


def saved(file: str) -> str:
    """Returns what is printed of a download, where the mock vendor's file is what arrives."""
    return f"Wrote {len(EXAMPLE)} bytes to {file}.\n"
