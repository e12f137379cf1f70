"""The Lua VM of one script, or of the chunks of one session, inside a worker.

The memory limit of the VM holds only while Lua runs. A function of Python that is called from Lua never fails for want of memory
of the VM, for that would be a jump over the frames of Python; nor does it raise, for what it raises would be an object of Python in the
hands of the script.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from ..values import FromLua, LuaValueError, ToLua
from ..versions import new_runtime
from .protocol import FAILURE, HANDLE, ITEM, NOTHING, TEXT
from .regex import RegexError, find_all, find_first
from .wire import is_list, is_null, is_table, read_list

if TYPE_CHECKING:
    from .result import Limit

_PARTS: Final = ("wire", "show", "guard", "regex", "sandbox")
_COMPILE: Final = (
    b"local text, name = ... return string.dump(assert((loadstring or load)(text, name)))"
)
_LONGEST_ERROR: Final = 8192
_JSON_SHARE: Final = 8
"""How many times larger than a JSON text what it holds may be in memory."""


class Line(Protocol):
    """The line to the parent."""

    def write(self, text: bytes) -> None:
        """Sends what a script prints."""
        ...

    def ask(self, question: bytes) -> bytes:
        """The answer of the parent."""
        ...

    def post(self, message: bytes) -> None:
        """Tells the parent something."""
        ...


class End(NamedTuple):
    """How a script ended; `values` is what it returned, as `wire` writes it."""

    error: str | None
    limit: Limit | None
    values: bytes
    memory: int


class VmMaker:
    """Makes VMs, each with nothing of the ones before it."""

    def __init__(self, version: str, line: Line) -> None:
        self._version, self._line = version, line
        here = Path(__file__).parent
        files = {name: here / f"{name}.lua" for name in _PARTS}
        files["prelude"] = here.parent / "prelude.lua"
        compiler = self._runtime()
        self._parts: dict[str, bytes] = {
            name: compiler.execute(_COMPILE, file.read_bytes(), f"=[{name}]".encode())
            for name, file in files.items()
        }

    def new(self) -> Vm:
        """A VM for one script or session."""
        return Vm(self._runtime(), self._line, self._parts, whole=self._version == "5.1")

    def _runtime(self) -> Any:
        return new_runtime(self._version, max_memory=0)


class Vm:
    """A VM with the sandbox in it."""

    def __init__(
        self, runtime: Any, line: Line, compiled: dict[str, bytes], *, whole: bool
    ) -> None:
        """`compiled` has the files in this folder and the prelude, by name; that is faster than compiling them for every VM."""
        self._runtime, self._line, self._whole = runtime, line, whole
        self._limit = 0
        self._base: int | None = None
        self._slot = runtime.table()
        parts = runtime.table()
        for name, part in compiled.items():
            parts[name.encode()] = part
        host = runtime.table()
        doors: dict[bytes, Callable[..., bool | None]] = {
            b"ask": self._ask,
            b"post": self._post,
            b"write": self._write,
            b"decode": self._decode,
            b"encode": self._encode,
            b"regex": self._regex,
        }
        for door_name, door in doors.items():
            host[door_name] = door
        seed = int.from_bytes(os.urandom(3), "big")
        self._prepare, self._start, self._finish, null, empty_list = runtime.execute(
            compiled["sandbox"], host, self._slot, parts, seed, name="=[sandbox]"
        )
        self._null = null
        self._to_lua = ToLua(runtime.table_from, null, empty_list)
        self._remaining: Callable[[], float] = lambda: 0.0

    def run(self, code: bytes, order: dict[str, Any]) -> End:
        """Runs a script, or the next chunk, within its limits; confinement by the system is the caller's business.

        The limit of memory is for all that the VM holds.
        """
        from time import process_time

        until = process_time() + order["cpu"]
        self._remaining = lambda: until - process_time()
        self._limit = order["memory"]
        if self._base is None:
            self._base = self._runtime.get_memory_used()
        base = self._base
        self._prepare(
            code,
            order["name"].encode(),
            order["cpu"],
            self._limit,
            order["output"],
            order["cpu_message"].encode(),
            order["output_message"].encode(),
            order["echo"],
        )
        self._runtime.set_max_memory(base + self._limit)
        self._limit += base
        try:
            self._start()
        except Exception:  # what even the sandbox's own pcall does not hold: no memory is left
            self._lift()
            return End("not enough memory", "memory", b"", self._limit - base)
        self._lift()
        used = self._runtime.get_memory_used() - base
        error, limit, values, peak = self._finish()
        memory = min(max(int(peak), used), self._limit - base)
        if limit is None:
            return End(_text(error), None, values or b"[0]", memory)
        return End(_text(error), limit.decode(), b"", memory)

    def try_out(self) -> None:
        """Runs a script that loads what only the first one would load."""
        order = {"name": "x", "cpu": 9.0, "memory": 1 << 24, "output": 0, "echo": False}
        code = b"return json.decode(json.encode({ a = { 1.5, 'x' } })), pcall(regex.match, '\xc3\xa4', '(?i)[a-z\xc3\xa4]+')"
        self.run(code, {**order, "cpu_message": "", "output_message": ""})
        self.close()

    def close(self) -> None:
        """Frees the VM. Its functions are held by Python and hold Python: somebody must let go."""
        self.__dict__.clear()

    def _lift(self) -> None:
        self._runtime.set_max_memory(0)

    def _answered(self, make: Callable[[], Any]) -> bool:
        """Puts what `make` returns, or a message, in the slot, and tells which of them it is."""
        self._lift()
        try:
            self._slot[1] = make()
        except _FailureError as failure:
            self._slot[1] = failure.text
        except LuaValueError as error:
            self._slot[1] = f"{error.place} {error.problem}".encode("utf-8", "replace")
        except RegexError as error:
            self._slot[1] = str(error).encode("utf-8", "replace")
        except MemoryError:
            self._slot[1] = b"not enough memory"
        except RecursionError:
            self._slot[1] = b"nests too deep"
        else:
            return True
        finally:
            self._runtime.set_max_memory(self._limit)
        return False

    def _ask(self, question: bytes) -> bool:
        return self._answered(lambda: self._opened(self._line.ask(question)))

    def _opened(self, answer: bytes) -> Any:
        kind, content = answer[:1], answer[1:]
        if kind == FAILURE:
            raise _FailureError(content)
        if kind == NOTHING:
            return None
        if kind == TEXT:
            return content
        if kind == HANDLE:
            self._slot[2] = int(content)
            return None
        value = json.loads(content)
        if value is None:
            return self._null if kind == ITEM else None
        return self._to_lua.value(value)

    def _post(self, message: bytes) -> None:
        self._line.post(message)

    def _write(self, text: bytes) -> None:
        self._line.write(text)

    def _decode(self, text: bytes) -> bool:
        return self._answered(lambda: self._decoded(text))

    def _decoded(self, text: bytes) -> Any:
        if len(text) > self._limit // _JSON_SHARE:
            raise _FailureError(f"the text of {len(text)} bytes is too long".encode())
        try:
            value = json.loads(text.decode(), parse_constant=_no_constant)
        except UnicodeDecodeError:
            raise _FailureError(b"the text is not valid UTF-8") from None
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            raise _FailureError(f"the text is no JSON ({where})".encode()) from None
        except ValueError:
            raise _FailureError(b"the text is no JSON") from None
        return self._null if value is None else self._to_lua.value(value)

    def _encode(self, values: bytes) -> bool:
        return self._answered(lambda: self._encoded(values))

    def _encoded(self, values: bytes) -> bytes:
        value = read_list(values, whole=self._whole)[0]
        found = FromLua(is_table, is_null, {}, is_list=is_list).value(value, {}, "the value")
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()

    def _regex(self, every: bool, text: bytes, pattern: bytes, flags: bytes) -> bool:
        find = find_all if every else find_first
        return self._answered(
            lambda: self._to_lua.value(find(text, pattern, flags, self._remaining()))
        )


class _FailureError(Exception):
    def __init__(self, text: bytes) -> None:
        super().__init__(text)
        self.text = text


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _text(error: bytes | None) -> str | None:
    return None if error is None else error[:_LONGEST_ERROR].decode("utf-8", "replace")
