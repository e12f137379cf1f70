"""Streams and pages in the Lua modules: goldens that a person has read, in stylua's form and clean under luacheck."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.targets.lua import TARGET
from tests.support import wide
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


def test_a_function_without_binding() -> None:
    parameters = {"id": {"type": "string", "required": True, "description": "Which one."}}
    function = {
        "http": None,
        "parameters": parameters,
        "examples": [{"arguments": {"id": "t1"}}],
    }
    made = integration({"get_thing": function}, base_url=None, verify=None)
    text = TARGET.integration(made)["lua/library/integrations/acme.lua"].text
    golden(GOLDENS / "unbound.integrations.lua", text)


@pytest.mark.parametrize("kind", ["integrations", "types"])
def test_loops(kind: str) -> None:
    made = integration(FUNCTIONS)
    text = TARGET.integration(made)[f"lua/library/{kind}/acme.lua"].text
    golden(GOLDENS / f"loops.{kind}.lua", text)


WIDE = {
    "integrations/acme": "wide.integrations",
    "integrations/acme/pens": "wide.integrations.pens",
    "types/acme": "wide.types",
    "types/acme/pens": "wide.types.pens",
}


@pytest.mark.parametrize("path", WIDE)
def test_groups_have_files_of_their_own(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = integration(wide.FEW, types=wide.TYPES)
    assert len(TARGET.integration(made)) == 2
    monkeypatch.setattr("generator.model.integration.MOST_TOGETHER", len(wide.FEW) - 1)
    files = TARGET.integration(made)
    assert len(files) == 2 * (1 + len(made.groups))
    golden(GOLDENS / f"{WIDE[path]}.lua", files[f"lua/library/{path}.lua"].text)


def test_where_every_function_has_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.model.integration.MOST_TOGETHER", 0)
    made = integration({"ink": {"group": "ink"}})
    text = TARGET.integration(made)["lua/library/integrations/acme.lua"].text
    golden(GOLDENS / "grouped.integrations.lua", text)


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
