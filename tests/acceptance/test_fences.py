"""What agents have written until now runs as it is: the calls in `seeds/`, spelt as the pages spelt them, in the sandboxed host."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from integrations_runtime.lua import LUA_VERSIONS, LuaHost
from integrations_runtime.testing import MockVendor
from tests.support.lua_text import literal

INDEX = {
    "freshchat": "app.integrations.freshchat",
    "groq": 'app.integrations["groq"]',
    "mistralai": "app.integrations.mistralai",
}
"""How the page of an integration begins a call."""

EMPTY = {"freshchat": "{}", "groq": "{}", "mistralai": ""}
"""How it calls a function without arguments."""


class Fence(NamedTuple):
    """One example of a page: a call, and the paths of its result that are printed."""

    integration: str
    function: str
    arguments: dict[str, Any]
    prints: list[str]

    @property
    def code(self) -> str:
        """The example as a script."""
        given = literal(self.arguments) if self.arguments else EMPTY[self.integration]
        call = f"local result = {INDEX[self.integration]}.{self.function}({given})"
        return "\n".join([call, *map(_printing, self.prints)])

    def printed(self, result: Any) -> str:
        """What the script prints of a result."""
        return "".join(f"{line}\n" for path in self.prints for line in _lines(path, result))


def _printing(path: str) -> str:
    whole, _, part = path.partition("[].")
    if not part:
        return f"print(result.{whole} or 'none')"
    return f"for _, each in ipairs(result.{whole} or {{}}) do print(each.{part} or 'none') end"


def _lines(path: str, result: Any) -> list[Any]:
    whole, _, part = path.partition("[].")
    found = result.get(whole)
    values = [_inside(each, part) for each in found] if part else [found]
    return ["none" if each is None else each for each in values]


def _inside(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value.get(name)
    return value


def _fences() -> Iterator[Any]:
    for name in INDEX:
        facts = json.loads((Path(__file__).parent / "seeds" / f"{name}.json").read_text("utf-8"))
        for function in facts["functions"]:
            for number, example in enumerate(function["examples"], 1):
                fence = Fence(name, function["name"], example["arguments"], example["prints"])
                yield pytest.param(fence, id=f"{name}.{function['name']}-{number}")


@pytest.fixture(params=LUA_VERSIONS, scope="module")
def host(request: pytest.FixtureRequest) -> Iterator[LuaHost]:
    """A host of each version of Lua, that finds its accounts as programs do."""
    with LuaHost(request.param) as made:
        yield made


@pytest.fixture(scope="module")
def vendors() -> Iterator[dict[str, MockVendor]]:
    """A strict vendor for each integration."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(MockVendor(name)) for name in INDEX}


@pytest.fixture
def there(vendors: dict[str, MockVendor], monkeypatch: pytest.MonkeyPatch) -> dict[str, MockVendor]:
    """The vendors, to which the environment leads."""
    for vendor in vendors.values():
        for name, value in vendor.environment().items():
            monkeypatch.setenv(name, value)
    return vendors


@pytest.mark.parametrize("fence", list(_fences()))
def test_the_examples_of_the_pages_run(
    fence: Fence, host: LuaHost, there: dict[str, MockVendor]
) -> None:
    vendor = there[fence.integration]
    expected = vendor.client().call(fence.function, fence.arguments)
    result = host.execute(fence.code)
    assert (result.error, result.output) == (None, fence.printed(expected))
    asked, again = vendor.requests[-2:]
    assert (again.method, again.path, again.query, again.body) == (
        asked.method,
        asked.path,
        asked.query,
        asked.body,
    )


MESSAGES = {
    "two": "{\n  { role = 'system', content = 'Be brief.' },\n  { role = 'user', content = 'Hi' }\n}",
    "four": "{\n  { role = 'system', content = 'Be brief.' },\n  { role = 'user', content = 'Hi' },\n"
    "  { role = 'assistant', content = 'Hello!' },\n  { role = 'user', content = 'Go on.' }\n}",
}


@pytest.mark.parametrize("messages", MESSAGES.values(), ids=MESSAGES)
def test_messages_are_written_as_the_page_writes_them(
    messages: str, host: LuaHost, there: dict[str, MockVendor]
) -> None:
    result = host.execute(
        f"local messages = {messages}\n"
        'local result = app.integrations["groq"].create_completion({ model = "m", messages = messages })\n'
        "return result.choices[1].message.role"
    )
    assert (result.error, result.values) == (None, ("assistant",))
    body: Any = there["groq"].requests[-1].body
    count = messages.count("role")
    roles = ["system", "user", "assistant", "user"][:count]
    assert [each["role"] for each in body["messages"]] == roles


@pytest.mark.parametrize("name", INDEX)
@pytest.mark.parametrize("index", ['["{}"]', ".{}"])
@pytest.mark.parametrize("call", ["{}()", "{}({{}})", "{}{{}}", "default.{}()", "{0}(nil)"])
def test_calls_without_arguments_are_spelt_in_every_way(
    name: str, index: str, call: str, host: LuaHost, there: dict[str, MockVendor]
) -> None:
    for function in ("get_current_user", f"{name}_get_current_user"):
        code = f"app.integrations{index.format(name)}.{call.format(function)}"
        result = host.execute(f"return type({code})")
        assert (result.error, result.values) == (None, ("table",))
        assert there[name].requests[-1].function == "get_current_user"
        assert [each.function for each in result.call_log] == [f"{name}.get_current_user"]
