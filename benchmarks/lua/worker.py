"""Everything that is measured in one process: `python -m benchmarks.lua.worker URL ROUNDS` prints a row a line, as JSON.

Before anything is timed, the host and the client show that they read the vendor's answers.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from importlib import import_module
from typing import Any, Final

from benchmarks.clients.kinds import EVENTS, MESSAGES, MODELS, TEXT
from benchmarks.lua import searches
from benchmarks.lua.rows import Row
from benchmarks.lua.turns import Turns
from integrations.groq import Groq
from integrations_runtime import docs
from integrations_runtime.accounts.policy import Policy
from integrations_runtime.client import Client
from integrations_runtime.lua import LuaHost

_lupa: Any = import_module("lupa.lua51")

_MANY: Final = 1000
_QUESTION: Final[Mapping[str, object]] = {"model": "m", "messages": MESSAGES}
_ADDED: Final = 0.0002
"""Seconds that a call from Lua may take longer than the same call from Python."""

_SCRIPT: Final = "return 1 + 1"
_GROQ: Final = "local groq = app.integrations.groq\n"
_CHAT: Final = (
    'groq.create_completion({ model = "m", messages = { { role = "user", content = "Hi" } } })'
)
_STREAM: Final = f"""{_GROQ}
local count = 0
for chunk in {_CHAT[:-3]}, stream = true }}) do
  if chunk.choices[1].delta.content then
    count = count + 1
  end
end
return count
"""


class _WrongAnswerError(Exception):
    """A side does not do what is measured."""


class _Sides:
    """The host and the client, over the same vendor."""

    def __init__(self, url: str, host: LuaHost, client: Groq) -> None:
        self._url, self._host, self._client = url, host, client

    def script(self, text: str) -> Callable[[], Any]:
        """Runs a script, and returns the first of its values."""

        def run() -> Any:
            result = self._host.execute(text)
            if result.error is not None:
                raise _WrongAnswerError(result.error)
            return result.values[0] if result.values else None

        return run

    def chat(self) -> str:
        answer: Any = self._client.call("create_completion", _QUESTION)
        text: str = answer["choices"][0]["message"]["content"]
        return text

    def chats(self) -> None:
        for _ in range(_MANY):
            self._client.call("create_completion", _QUESTION)

    def models(self) -> int:
        answer: Any = self._client.call("list_models")
        return len(answer["data"])

    def stream(self) -> int:
        count = 0
        with self._client.stream("create_completion", {**_QUESTION, "stream": True}) as chunks:
            for chunk in chunks:
                event: Any = chunk
                count += event["choices"][0]["delta"].get("content") is not None
        return count

    def check(self) -> None:
        """Raises `_WrongAnswerError` unless both read all answers."""
        read = [
            self.chat(),
            self.script(f"{_GROQ} return {_CHAT}.choices[1].message.content")(),
            self.models(),
            self.script(f"{_GROQ} return #groq.list_models().data")(),
            self.stream(),
            self.script(_STREAM)(),
        ]
        if read != [TEXT, TEXT, MODELS, MODELS, EVENTS, EVENTS]:
            raise _WrongAnswerError(repr(read))


def _rows(sides: _Sides, turns: Turns) -> Iterator[Row]:
    yield Row("warm script ²", "bare VM", *turns.take(sides.script(_SCRIPT), _bare))
    one = sides.script(f"{_GROQ} {_CHAT}")
    yield Row("script with one chat call", "Python", *turns.take(one, sides.chat))
    many = sides.script(f"{_GROQ} for _ = 1, {_MANY} do {_CHAT} end")
    taken = turns.take(many, sides.chats, calls=_MANY)
    yield Row(f"{_MANY:,} chat calls in one script", "Python", *taken, largest_added=_ADDED)
    lists = sides.script(f"{_GROQ} for _ = 1, {_MANY // 10} do groq.list_models() end")
    some = turns.take(
        lists, lambda: [sides.models() for _ in range(_MANY // 10)], calls=_MANY // 10
    )
    yield Row(f"{_MANY // 10} calls that list {MODELS} models", "Python", *some)
    taken = turns.take(sides.script(_STREAM), sides.stream, calls=EVENTS)
    yield Row(f"stream of {EVENTS:,} events", "Python", *taken)
    yield from _documents(sides, turns)


def _documents(sides: _Sides, turns: Turns) -> Iterator[Row]:
    pairs: Mapping[str, Callable[[], object]] = {
        "lua_list_docs()": docs.list_docs,
        'lua_read_doc("groq")': lambda: docs.read("groq"),
    }
    for call, python in pairs.items():
        many = sides.script(f"for _ = 1, {_MANY // 10} do {call} end")

        def also_many(python: Callable[[], object] = python) -> None:
            for _ in range(_MANY // 10):
                python()

        yield Row(call, "Python", *turns.take(many, also_many, calls=_MANY // 10))


def _bare() -> None:
    if _lupa.LuaRuntime().execute(_SCRIPT) != 2:
        raise _WrongAnswerError(_SCRIPT)


def _main(url: str, rounds: str) -> None:
    def open_account(_integration: str, account: str | None, policy: Policy | None) -> Client:
        return Groq(account=account, base_url=url, policy=policy)

    with LuaHost(open_account=open_account) as host, Groq(base_url=url) as client:
        sides = _Sides(url, host, client)
        sides.check()
        turns = Turns(int(rounds))
        for rows in (_rows(sides, turns), searches.rows(int(rounds))):
            for row in rows:
                print(json.dumps(asdict(row)), flush=True)


if __name__ == "__main__":
    _main(*sys.argv[1:])
