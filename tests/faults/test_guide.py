"""The guide to retries shows the rules and defaults as they are, and its examples run."""

from __future__ import annotations

from dataclasses import fields

import pytest

from integrations_runtime import RetryPolicy
from integrations_runtime.retries import RULES, Rule
from tests.faults import scripts
from tests.support.blocks import Block, of
from tests.support.loopback import serving
from tests.support.project import REPOSITORY

GUIDE = REPOSITORY / "docs" / "retries.md"


def _row(rule: Rule) -> str:
    safe, other = ("yes" if each else "no" for each in (rule.safe, rule.other))
    return f"| {rule.happened} | {safe} | {other}{rule.reason and ': '}{rule.reason} |"


def _table() -> str:
    head = "| what happened | calls that are safe to repeat | other writes |\n| --- | --- | --- |\n"
    return head + "".join(f"{_row(rule)}\n" for rule in RULES)


def test_the_table_is_that_of_the_rules() -> None:
    assert f"\n\n{_table()}\n" in GUIDE.read_text(encoding="utf-8")


@pytest.mark.parametrize("field", fields(RetryPolicy), ids=lambda field: field.name)
def test_the_defaults_are_those_of_the_policy(field: object) -> None:
    name = getattr(field, "name", "")
    default = getattr(RetryPolicy(), name)
    shown = "none" if default is None else f"{default:g}" + (" s" if name != "max_retries" else "")
    assert f"| `{name}` | {shown} |" in GUIDE.read_text(encoding="utf-8")


OUTPUTS = {
    "error.retry_after": (
        [scripts.status(429, retry_after="3600")],
        "come back in 3600.0 seconds\n",
    ),
    "retry_scheduled": (
        [scripts.status(503, retry_after="0.01")],
        "list_models: retry 1 in 0.0 s, because of status 503\n",
    ),
}


@pytest.mark.parametrize("block", of(GUIDE, "python"))
def test_examples(
    block: Block, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    troubles, output = next((OUTPUTS[word] for word in OUTPUTS if word in block.code), ([], ""))
    models = scripts.answers(b'{"object": "list", "data": []}')
    with serving(scripts.first(*troubles, then=models)) as server:
        monkeypatch.setenv("GROQ_API_KEY", "example")
        monkeypatch.setenv("GROQ_BASE_URL", server.url)
        exec(compile(block.code, str(GUIDE), "exec"), {})
    assert capsys.readouterr().out == output
    assert len(server.seen) > 0


def test_the_guide_is_short() -> None:
    assert len(GUIDE.read_text(encoding="utf-8").splitlines()) < 120
