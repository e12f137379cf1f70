"""One script on its way through a worker."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final, NamedTuple, cast

from ...errors import ConfigurationError
from ...spec import JSON
from ..values import FromLua, LuaValueError
from .desk import Desk
from .process import Worker, WorkerGoneError, WorkerTimeoutError
from .protocol import ANSWER, END, NO_MEMORY, OUTPUT, POST, QUESTION, READY, SCRIPT
from .result import Limit, LuaResult
from .wire import WireError, is_list, is_null, is_table, read_list

_LONGEST_START: Final = 60.0
_LONGEST_TIME: Final = 1_000_000
_LARGEST: Final = 1 << 31
_ROOM: Final = 1 << 16
_UNSAFE: Final = re.compile(r"[^\w .,/+-]")
_LONGEST_NAME: Final = 50


class Limits(NamedTuple):
    """What a script may use: seconds and bytes."""

    cpu: float
    time: float
    memory: int
    output: int

    @classmethod
    def checked(cls, cpu: Any, time: Any, memory: Any, output: Any) -> Limits:
        """The limits that a caller gives. Raises `ConfigurationError` for what is none."""
        for name, value in {"cpu_limit": cpu, "time_limit": time}.items():
            if not (isinstance(value, int | float) and 0 < value <= _LONGEST_TIME):
                raise ConfigurationError(
                    f"{name} must be a number of seconds above 0, at most {_LONGEST_TIME}, not {value!r}"
                )
        for name, value in {"memory_limit": memory, "output_limit": output}.items():
            if not (isinstance(value, int) and 0 < value <= _LARGEST):
                raise ConfigurationError(
                    f"{name} must be a number of bytes above 0, at most 2 GiB, not {value!r}"
                )
        return cls(float(cpu), float(time), memory, output)

    def message(self, limit: Limit) -> str:
        """What a script is told that has used it up."""
        match limit:
            case "cpu":
                return f"the limit of {self.cpu:g} seconds of CPU time is used up"
            case "time":
                return f"the time limit of {self.time:g} seconds is used up"
            case "memory":
                return f"the memory limit of {self.memory} bytes is used up"
            case "output":
                return f"the output limit of {self.output} bytes is used up"


def source_of(code: object, name: object) -> bytes:
    """The bytes of a script. Raises `ConfigurationError` where it or its name is no text."""
    for what, value in {"code": code, "name": name}.items():
        if not isinstance(value, str):
            raise ConfigurationError(f"{what} must be text, not {type(value).__name__}")
    return cast(str, code).encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class _End:
    """How a script ended."""

    error: str | None
    limit: Limit | None
    values: tuple[JSON, ...]
    cpu: float
    memory: int


class Run:
    """Runs one script in one worker, and answers what it asks."""

    def __init__(
        self,
        worker: Worker,
        limits: Limits,
        *,
        whole: bool,
        drop: Callable[[Worker], tuple[int, float]],
        keep: bool = False,
        echo: bool = False,
        on_output: Callable[[str], object] | None = None,
    ) -> None:
        """`whole` says that numbers without a fraction are integers; `drop` ends a worker; `on_output` gets what is printed.

        `keep` leaves the VM for the next script, `echo` writes what the script returns to the output.
        """
        self._worker, self._limits, self._whole, self._drop = worker, limits, whole, drop
        self._keep, self._echo, self._on_output = keep, echo, on_output
        self._largest = limits.memory + _ROOM
        self._output: list[bytes] = []
        self._printed = 0
        self._began = monotonic()
        self._deadline = self._began
        self.spent = True
        """Whether the worker must not run another script."""

    def remaining(self) -> float:
        """The seconds that the script has left."""
        return self._deadline - monotonic()

    def make(self, source: bytes, name: str, desk: Desk) -> LuaResult:
        """Runs a script. Raises `ConfigurationError` where the worker does not even start."""
        shown = _UNSAFE.sub("_", name)[:_LONGEST_NAME] or "script"
        self._await_start()
        self._began = monotonic()
        self._deadline = self._began + self._limits.time
        try:
            end = self._converse(source, shown, desk)
        finally:
            desk.close()
        return LuaResult(
            output=b"".join(self._output).decode("utf-8", "replace"),
            values=end.values,
            error=end.error,
            limit=end.limit,
            call_log=tuple(desk.log.records),
            seconds=monotonic() - self._began,
            cpu_seconds=end.cpu,
            memory=end.memory,
            unlogged_calls=desk.log.left_out,
        )

    def _await_start(self) -> None:
        if self._worker.ready:
            return
        try:
            kind, payload = self._worker.receive(monotonic() + _LONGEST_START, _ROOM)
        except (WorkerGoneError, WorkerTimeoutError):
            kind, payload = b"", b""
        if kind != READY:
            raise ConfigurationError("the process that runs Lua scripts does not start")
        self._worker.cpu_before = float(payload)
        self._worker.ready = True

    def _converse(self, code: bytes, name: str, desk: Desk) -> _End:
        try:
            self._worker.send(SCRIPT, self._order(name) + b"\n" + code, self._deadline)
            while True:
                kind, payload = self._worker.receive(self._deadline, self._largest)
                if kind == END:
                    return self._ended(payload, name)
                self._handle(kind, payload, desk)
        except WorkerTimeoutError:
            _, cpu = self._drop(self._worker)
            return self._broken(name, "time", cpu)
        except (WorkerGoneError, WireError):
            status, cpu = self._drop(self._worker)
            return self._broken(name, _limit_of(status), cpu)

    def _order(self, name: str) -> bytes:
        limits = self._limits
        return json.dumps(
            {
                "name": name,
                "cpu": limits.cpu,
                "memory": limits.memory,
                "output": limits.output,
                "keep": self._keep,
                "echo": self._echo,
                "cpu_message": limits.message("cpu"),
                "output_message": limits.message("output"),
            }
        ).encode()

    def _handle(self, kind: bytes, payload: bytes, desk: Desk) -> None:
        if kind == OUTPUT:
            self._printed += len(payload)
            if self._printed > self._limits.output + 1:  # a worker stops its script before that
                raise WorkerGoneError
            self._output.append(payload)
            if self._on_output is not None:
                self._on_output(payload.decode("utf-8", "replace"))
        elif kind == QUESTION:
            answer = desk.answer(read_list(payload, whole=self._whole))
            if self.remaining() <= 0:
                raise WorkerTimeoutError
            self._worker.send(ANSWER, answer, self._deadline)
        elif kind == POST:
            desk.note(read_list(payload, whole=self._whole))
        else:
            raise WorkerGoneError

    def _ended(self, payload: bytes, name: str) -> _End:
        head, _, text = payload.partition(b"\n")
        facts = _facts(head)
        self._worker.cpu_before = float(facts["cpu_total"])
        error, limit = facts["error"], facts["limit"]
        values: tuple[JSON, ...] = ()
        if limit == "memory":
            error = f"{name}: {self._limits.message('memory')}"
        elif error is None:
            values, error = self._values(text, name)
        self.spent = limit == "memory"
        return _End(error, limit, values, float(facts["cpu"]), int(facts["memory"]))

    def _values(self, text: bytes, name: str) -> tuple[tuple[JSON, ...], str | None]:
        convert = FromLua(is_table, is_null, {}, is_list=is_list)
        values = read_list(text, whole=self._whole)
        try:
            found = [
                convert.value(value, {}, f"The returned value {position}")
                for position, value in enumerate(values, 1)
            ]
        except LuaValueError as error:
            return (), f"{name}: {error.place} {error.problem}."
        return tuple(found), None

    def _broken(self, name: str, limit: Limit | None, cpu: float) -> _End:
        """The end of a script whose worker had to be ended, or ended by itself."""
        message = "the VM broke down" if limit is None else self._limits.message(limit)
        memory = self._limits.memory if limit == "memory" else 0
        return _End(f"{name}: {message}", limit, (), cpu, memory)


def _facts(text: bytes) -> dict[str, Any]:
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise WireError("not the end of a script") from None
    kinds: dict[str, Any] = {
        "error": str | None,
        "limit": str | None,
        "cpu": float,
        "cpu_total": float,
        "memory": int,
    }
    if not isinstance(found, dict):
        raise WireError("not the end of a script")
    facts = cast("dict[str, Any]", found)
    if any(not isinstance(facts.get(name), kind) for name, kind in kinds.items()):
        raise WireError("not the end of a script")
    if facts["limit"] not in (None, "cpu", "memory", "output"):
        raise WireError("not the end of a script")
    return facts


def _limit_of(status: int) -> Limit | None:
    if status in (-signal.SIGPROF, -signal.SIGXCPU):
        return "cpu"
    return "memory" if status == NO_MEMORY else None
