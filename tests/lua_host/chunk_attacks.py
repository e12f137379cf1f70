"""Attacks that take several chunks of a session, and what comes of each chunk."""

from typing import NamedTuple

from integrations_runtime.lua.host.result import Limit
from tests.lua_host.attacks import CPU, CPU_SPENT, MEMORY_SPENT, OUTPUT_SPENT

CLOSED = "this iterator is closed: it ends with its loop, and with the script, or the line at a prompt, that made it"
"""What an iterator says that is read after its chunk."""


class Step(NamedTuple):
    """A chunk, what it prints, what its error contains, and the limit that stops it."""

    code: str
    prints: str = ""
    error: str = ""
    limit: Limit | None = None
    cpu: float = CPU


def endless(code: str) -> Step:
    """A chunk that the limit of CPU time stops."""
    return Step(code, error=CPU_SPENT, limit="cpu")


LOOP = "while true do end"
ATTACKS: dict[str, tuple[Step, ...]] = {
    "a function made earlier that loops": (Step(f"function f() {LOOP} end"), endless("f()")),
    "a coroutine made earlier that loops": (
        Step(f"co = coroutine.wrap(function() coroutine.yield() {LOOP} end) co()"),
        endless("co()"),
    ),
    "a coroutine that swallows the limits of several chunks": (
        Step(
            "co = coroutine.create(function() while true do\n"
            f"pcall(function() {LOOP} end) pcall(coroutine.yield) end end)"
        ),
        endless("coroutine.resume(co) print('on')"),
        endless("coroutine.resume(co) while true do coroutine.resume(co) end"),
        endless("while true do pcall(coroutine.resume, co) end"),
    ),
    "the guards after a limit": (
        endless(LOOP),
        endless(f"while true do pcall(function() {LOOP} end) end"),
        endless(f"xpcall(function() {LOOP} end, function() {LOOP} end) print('on')"),
        Step("print(pcall(error, 'x', 0))", prints="false\tx\n"),
    ),
    "functions of the sandbox kept from earlier": (
        Step("p, r = pcall, coroutine.resume c = coroutine.create"),
        endless(f"while true do p(function() r(c(function() {LOOP} end)) end) end"),
    ),
    "a metatable of the globals": (
        Step(f"setmetatable(_G, {{ __index = function() {LOOP} end }})"),
        endless("return nothing"),
        endless("pcall(function() return nothing end) print('on')"),
        Step("rawset(_G, 'x', 1) print(x)", prints="1\n"),
    ),
    "a text of a value made earlier": (
        Step(f"t = setmetatable({{}}, {{ __tostring = function() {LOOP} end }})"),
        endless("print(t)"),
        endless("error(t)"),
    ),
    "coroutines that nest in earlier ones": (
        Step(
            "function nest(n) return coroutine.wrap(function() "
            "if n > 0 then inner = nest(n - 1) inner() else coroutine.yield() end end) end"
        ),
        *[endless(f"coroutine.wrap(function() coroutine.wrap(function() {LOOP} end)() end)()")] * 3,
        Step(
            "local n = 0 local function deep() n = n + 1 "
            "local ok, e = coroutine.resume(coroutine.create(deep)) return e and error(e, 0) end\n"
            "print(pcall(deep)) print(n)",
            prints="false\tcoroutines nest deeper than 64 levels\n65\n",
        ),
    ),
    "output of a print made earlier": (
        Step("say = print"),
        Step("while true do pcall(say, '0123456789') end", error=OUTPUT_SPENT, limit="output"),
        Step("say(('x'):rep(9000))", prints="x" * 9000 + "\n"),
        Step("say(('x'):rep(10000))", error=OUTPUT_SPENT, limit="output"),
    ),
    "memory that chunks add up": (
        *[Step(f"x{number} = ('{number}'):rep(5e5)", cpu=3) for number in range(8)],
        Step("x9 = ('x'):rep(4e6)", error=MEMORY_SPENT, limit="memory", cpu=3),
        Step("print(x1, x9)", prints="nil\tnil\n"),
    ),
    "garbage of earlier chunks": (
        *[Step(f"for i = 1, 3 do local s = ('{n}'):rep(5e5) end", cpu=3) for n in range(20)],
        Step("s = ('x'):rep(1e6) print(#s)", prints="1000000\n", cpu=3),
    ),
    "a larger string by an earlier rep": (
        Step("rep = string.rep"),
        Step("pcall(rep, 'x', 1e9) print('on')", prints="on\n"),
    ),
    "strings whose methods were added": (
        Step(f"function string.loop() {LOOP} end"),
        endless("('x'):loop()"),
        Step("print(('x'):upper())", prints="X\n"),
    ),
    "__gc in a metatable made earlier": (
        Step("m = {} t = setmetatable({}, m)"),
        Step("m.__gc = function() print('gc') end t = nil"),
        Step("for i = 1, 1e4 do local x = {} end print('end')", prints="end\n"),
        Step("setmetatable({}, m)", error="metatables with __gc are not allowed"),
    ),
    "an iterator kept from earlier": (
        Step("old = app.integrations.groq.iter_files()"),
        Step(
            "new = app.integrations.groq.iter_files() print(pcall(old))", prints="false\tCLOSED\n"
        ),
        Step("print(pcall(old)) print(pcall(new))", prints="true\tnil\nfalse\tCLOSED\n"),
    ),
    "an iterator forgotten earlier closes none of a later chunk": (
        Step("old = app.integrations.groq.iter_files()"),
        Step(
            "old = nil local new = app.integrations.groq.iter_files()\n"
            "for i = 1, 99 do app.integrations.groq.iter_files() end\n"
            "for i = 1, 60 do local s = ('x'):rep(1e6) end print(new())",
            prints="1\n",
            cpu=3,
        ),
    ),
    "random numbers that a chunk seeds": (
        Step("math.randomseed(7) a = math.random(1e6)"),
        Step("math.randomseed(7) print(a == math.random(1e6))", prints="true\n"),
    ),
}
ONLY_54: dict[str, tuple[Step, ...]] = {
    "closing what a limit has stopped": (
        endless(
            f"co = coroutine.create(function() local x <close> = setmetatable({{}}, "
            f"{{ __close = function() {LOOP} end }}) {LOOP} end) coroutine.resume(co)"
        ),
        endless("coroutine.close(co) print('on')"),
    ),
    "closing what is suspended": (
        Step(
            f"co = coroutine.create(function() local x <close> = setmetatable({{}}, "
            f"{{ __close = function() {LOOP} end }}) coroutine.yield() end) coroutine.resume(co)"
        ),
        endless("while true do pcall(coroutine.close, co) end"),
    ),
    "globals of a function that load made": (
        Step(
            f"f = load('return x', 'c', 't', setmetatable({{}}, {{ __index = function() {LOOP} end }}))"
        ),
        endless("pcall(f) print('on')"),
    ),
}
