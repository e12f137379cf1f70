"""What callers in Python give to a host: mistakes are told at once, whatever the script would do."""

from __future__ import annotations

from typing import Any

import pytest

from integrations_runtime import ConfigurationError
from integrations_runtime.lua import LuaHost, LuaResult
from tests.lua_host.hosts import host_of

ACCOUNTS_OR_POLICIES: dict[str, tuple[dict[str, Any], str]] = {
    "accounts that are a list": (
        {"accounts": ["groq"]},
        'accounts must be a mapping such as {"groq": ["default"]}, not list',
    ),
    "one account": (
        {"accounts": {"groq": "default"}},
        'accounts: those of groq must be a list such as ["default"], not str',
    ),
    "a number": (
        {"accounts": {"groq": 7}},
        'accounts: those of groq must be a list such as ["default"], not int',
    ),
    "accounts of nobody": (
        {"accounts": {"grok": ["default"]}},
        "accounts: unknown integration 'grok'. Did you mean: groq?",
    ),
    "a path": (
        {"accounts": {"../groq": ["default"]}},
        "accounts: unknown integration '../groq'. Did you mean: groq?",
    ),
    "an unknown operation": (
        {"policy": {"wrte": "deny"}},
        "policy: unknown operation 'wrte'; did you mean \"write\"?",
    ),
    "an unknown decision": (
        {"policy": {"write": "never"}},
        'policy: write must be "allow", "deny", "ask" or a callback',
    ),
    "a policy that is text": (
        {"policy": "deny"},
        'policy must be a mapping like {"write": "deny"} or a callback, not str',
    ),
}


@pytest.mark.parametrize("name", ACCOUNTS_OR_POLICIES)
def test_accounts_and_policies_that_are_none(name: str) -> None:
    given, message = ACCOUNTS_OR_POLICIES[name]
    host = host_of("5.1")
    for take in (
        lambda: LuaHost(**given).close(),
        lambda: host.execute("return 1", **given),
        lambda: host.session(**given).close(),
    ):
        with pytest.raises(ConfigurationError) as caught:
            take()
        assert str(caught.value) == message


def test_code_that_is_no_text() -> None:
    code: Any
    with host_of("5.1").session() as session:
        for code, kind in ((5, "int"), (b"return 1", "bytes"), (None, "NoneType")):
            for execute in (host_of("5.1").execute, session.execute):
                with pytest.raises(ConfigurationError) as caught:
                    execute(code)
                assert str(caught.value) == f"code must be text, not {kind}"
                with pytest.raises(ConfigurationError) as caught:
                    execute("return 1", code)
                assert str(caught.value) == f"name must be text, not {kind}"


def test_workers_that_are_no_number() -> None:
    workers: Any = "2"
    with pytest.raises(ConfigurationError) as caught:
        LuaHost(workers=workers)
    assert str(caught.value) == "a LuaHost needs one worker at least, not '2'"


def test_a_script_within_a_callback_of_another_one() -> None:
    inner: list[LuaResult] = []

    def run(_text: str) -> None:
        inner.append(host.execute("return 'inner'"))

    with LuaHost(workers=2) as host:
        assert host.execute("print(1)", on_output=run).error is None
        assert [each.values for each in inner] == [("inner",)]
    with LuaHost(workers=1) as host:
        with pytest.raises(ConfigurationError) as caught:
            host.execute("print(1)", on_output=run)
        assert str(caught.value) == (
            "a script was run within a callback of another one, and there is no worker left; "
            "this LuaHost has workers=1"
        )
        assert host.execute("return 'after'").values == ("after",)
