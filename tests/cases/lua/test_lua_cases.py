"""Streams and pages in the Lua modules: goldens that a person has read, in stylua's form and clean under luacheck."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.targets.lua import TARGET
from tests.support.definitions import integration
from tests.support.golden import golden
from tests.support.tools import REPOSITORY, FindTool

GOLDENS = Path(__file__).parent / "goldens"
LONG = "list_everything_that_anybody_could_ever_want_to_know_about_all_of_these"

SWITCH = {"type": "boolean", "in": "body", "description": "In pieces."}
PAGE = {"page": {"type": "integer", "in": "query", "description": "The page."}}
COLOUR = {"type": "string", "enum": ["red", "green"], "description": "A colour."}


def streams(event: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "operation": "write",
        "http": {"method": "POST", "path": "/talk"},
        "parameters": {"stream": SWITCH},
        "response": {"type": "object", "properties": {"text": {"type": "string"}}},
        "streaming": {"parameter": "stream", "event": event},
        "examples": [{"response": {}}],
        **more,
    }


def pages(items: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    """A list whose items are of this type; None where the vendor does not say."""
    answer: dict[str, Any] = {"examples": [{}]}
    if items is not None:
        answer = {
            "response": {"type": "array", "items": items},
            "examples": [{"response": []}],
        }
    return {
        "http": {"method": "GET", "path": "/things"},
        "parameters": PAGE,
        "pagination": {"style": "page", "parameter": "page", "items": "@"},
        **answer,
        **more,
    }


FUNCTIONS = {
    "talk": streams({"type": "object", "properties": {"piece": {"type": "string"}}}),
    "count": streams({"type": "integer"}),
    "list_things": pages({"type": "object", "properties": {"name": {"type": "string"}}}),
    "list_colours": pages(COLOUR),
    "list_either": pages({"anyOf": [{"type": "string"}, {"type": "integer"}]}),
    "list_anything": pages(None),
    "news": pages(
        {"type": "string"}, deprecated={"since": "2026-01-01", "replacement": "list_things"}
    ),
    LONG: pages({"type": "string"}),
}


@pytest.mark.parametrize("kind", ["integrations", "types"])
def test_loops(kind: str) -> None:
    made = integration(FUNCTIONS)
    text = TARGET.integration(made)[f"lua/library/{kind}/acme.lua"].text
    golden(GOLDENS / f"loops.{kind}.lua", text)


@pytest.mark.parametrize("command", [("stylua", "--check"), ("luacheck", "--quiet", "--no-color")])
def test_style(command: tuple[str, ...], tool: FindTool) -> None:
    name, *options = command
    files = sorted(map(str, GOLDENS.glob("*.lua")))
    assert files
    done = subprocess.run(
        [tool(name), *options, *files],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
