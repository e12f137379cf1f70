"""Scripts that try to get out of the sandbox, to outlast it, or to break it; and what comes of each."""

from typing import NamedTuple

from integrations_runtime.lua.host.result import Limit

CPU, TIME, MEMORY, OUTPUT = 0.06, 5.0, 8 * 1024 * 1024, 10_000
"""The limits that the scripts run with."""

CPU_SPENT = "the limit of 0.06 seconds of CPU time is used up"
MEMORY_SPENT = "the memory limit of 8388608 bytes is used up"
OUTPUT_SPENT = "the output limit of 10000 bytes is used up"


class Attack(NamedTuple):
    """A script, and what comes of it: what it prints, or what its error contains, or the limit that stops it."""

    code: str
    prints: str | None = None
    error: str | None = None
    limit: Limit | None = None
    only: str | None = None
    """The version of Lua that it is for."""
    cpu: float = CPU


def harmless(code: str, prints: str, only: str | None = None) -> Attack:
    """A script that ends well."""
    return Attack(code, prints=prints, only=only)


def refused(code: str, error: str, only: str | None = None) -> Attack:
    """A script that meets an error."""
    return Attack(code, error=error, only=only)


def endless(code: str, only: str | None = None) -> Attack:
    """A script that is stopped by the limit of CPU time."""
    return Attack(code, error=CPU_SPENT, limit="cpu", only=only)


def greedy(code: str, only: str | None = None) -> Attack:
    """A script that is stopped by the limit of memory."""
    return Attack(code, error=MEMORY_SPENT, limit="memory", only=only, cpu=3.0)


LOOPS = {
    "while": endless("while true do end"),
    "repeat": endless("repeat until false"),
    "numeric for": endless("for i = 1, 1e15 do end"),
    "goto": endless("::again:: goto again", "5.4"),
    "pairs over a growing table": endless(
        "local t = { 1 } while true do for k in pairs(t) do t[k] = nil t[k + 1] = 1 break end end"
    ),
    "an iterator that never ends": endless("for x in function() return 1 end do end"),
    "ipairs over an endless table": endless(
        "for i in ipairs(setmetatable({}, { __index = function() return 1 end })) do end", "5.4"
    ),
    "tail calls": endless("local function f() return f() end f()"),
    "calls of each other": endless(
        "local g local function f() return g() end g = function() return f() end f()"
    ),
    "a loop in a function of load": endless("load('while true do end')()"),
    "a loop in a reader of load": endless("load(function() return ' ' end)"),
    "a loop in a comparison": endless("table.sort({ 3, 2, 1 }, function() while true do end end)"),
    "a loop in a callback of gsub": endless("('x'):gsub('x', function() while true do end end)"),
    "a loop in a callback of regex.gsub": endless(
        "regex.gsub('x', 'x', function() while true do end end)"
    ),
    "a loop in __tostring": endless(
        "print(setmetatable({}, { __tostring = function() while true do end end }))"
    ),
    "a loop in __index": endless(
        "local t = setmetatable({}, { __index = function() while true do end end }) local x = t.x"
    ),
    "a loop in __len": endless(
        "local n = #setmetatable({}, { __len = function() while true do end end })", "5.4"
    ),
    "a loop in __concat": endless(
        "local s = setmetatable({}, { __concat = function() while true do end end }) .. 'x'"
    ),
    "a loop in __eq": endless(
        "local m = { __eq = function() while true do end end }\n"
        "print(setmetatable({}, m) == setmetatable({}, m))"
    ),
    "a loop in __call": endless(
        "setmetatable({}, { __call = function() while true do end end })()"
    ),
    "a loop in __close": endless(
        "local x <close> = setmetatable({}, { __close = function() while true do end end })", "5.4"
    ),
    "a loop in __close after a limit": endless(
        "local x <close> = setmetatable({}, { __close = function() while true do end end }) while true do end",
        "5.4",
    ),
    "a loop in __pairs": endless(
        "for k in pairs(setmetatable({}, { __pairs = function() while true do end end })) do end",
        "5.4",
    ),
}

PROTECTED = {
    "pcall around a loop": endless("pcall(function() while true do end end) print('on')"),
    "pcall for ever": endless("while true do pcall(function() while true do end end) end"),
    "pcall of pcall": endless(
        "while true do pcall(pcall, pcall, function() while true do end end) end"
    ),
    "xpcall around a loop": endless(
        "xpcall(function() while true do end end, function() return 1 end) print('on')"
    ),
    "xpcall with a handler that loops": endless(
        "xpcall(function() while true do end end, function() while true do end end)"
    ),
    "xpcall with a handler that loops after an error": endless(
        "xpcall(error, function() while true do end end)"
    ),
    "a handler that calls pcall": endless(
        "xpcall(function() while true do end end, function() pcall(function() while true do end end) end)"
    ),
    "a coroutine that loops": endless(
        "coroutine.resume(coroutine.create(function() while true do end end)) print('on')"
    ),
    "a wrapped coroutine that loops": endless(
        "pcall(coroutine.wrap(function() while true do end end)) print('on')"
    ),
    "coroutines that resume for ever": endless(
        "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end"
    ),
    "new coroutines for ever": endless(
        "while true do coroutine.wrap(function() coroutine.yield() end)() end"
    ),
    "a coroutine that makes loops in coroutines": endless(
        "local function f() coroutine.wrap(function() pcall(f) while true do end end)() end f()"
    ),
    "closing a coroutine that loops": endless(
        "local co = coroutine.create(function()\n"
        "  local x <close> = setmetatable({}, { __close = function() while true do end end })\n"
        "  coroutine.yield()\n"
        "end)\n"
        "coroutine.resume(co) coroutine.close(co) print('on')",
        "5.4",
    ),
    "short steps under pcall": endless(
        "while true do pcall(function() for i = 1, 500 do end error('x') end) end"
    ),
    "errors without end": endless("while true do pcall(error, {}) end"),
    "the old pcall kept in a table": endless(
        "local p = _G.pcall _G.pcall = nil while true do p(function() while true do end end) end"
    ),
    "memory errors without end": endless(
        "while true do pcall(function() local t = {} for i = 1, 1e9 do t[i] = i end end) end"
    ),
}

IN_C = {
    "a catastrophic pattern": endless("return ('a'):rep(30000):find(('.-'):rep(20) .. 'b')"),
    "a catastrophic pattern under pcall": endless(
        "while true do pcall(string.find, ('a'):rep(30000), ('.-'):rep(20) .. 'b') end"
    ),
    "a catastrophic pattern in gmatch": endless(
        "for x in ('a'):rep(30000):gmatch(('.-'):rep(20) .. 'b') do end"
    ),
    "a catastrophic pattern in a coroutine": endless(
        "coroutine.wrap(function() return ('a'):rep(30000):match(('.-'):rep(20) .. 'b') end)()"
    ),
    "moving nothing for ever": endless("table.move({}, 1, math.maxinteger - 1, 2)", "5.4"),
    "a metamethod written in C": endless(
        "table.move(setmetatable({}, { __index = rawlen }), 1, 1 << 40, 1, setmetatable({}, { __newindex = rawequal }))",
        "5.4",
    ),
    "a bomb of a regular expression": refused(
        "regex.match(('a'):rep(5000), '(a|aa)+$b|(a*)*(a*)*c')", "The pattern took more than"
    ),
    "a regular expression that backtracks": refused(
        "regex.match(('a'):rep(60), '^(a|aa|a{3})*(?<!a)$')", "The pattern took more than"
    ),
    "a huge regular expression": endless("regex.match('a', ('(?:a|b)'):rep(100000))"),
    "a compiler bomb": endless(
        "return load('local x = 1 ' .. ('if x == 2 then x = 3 else'):rep(12000) .. 'if x then end')"
    ),
}

MEMORY_BOMBS = {
    "a huge string": refused("local s = ('x'):rep(1e10)", "script:1: resulting string too large"),
    "a huge string by count": refused("return ('x'):rep(2 ^ 53)", "resulting string too large"),
    "nothing repeated for ever": harmless("print(#(''):rep(2 ^ 53))", "0\n"),
    "a huge separator": refused(
        "return ('x'):rep(1000, ('y'):rep(100000))", "resulting string too large", "5.4"
    ),
    "a string doubled": greedy("local s = 'x' while true do s = s .. s end"),
    "a huge table": greedy("local t = {} for i = 1, 1e9 do t[i] = i end"),
    "a huge map": greedy("local t = {} for i = 1, 1e9 do t['k' .. i] = {} end"),
    "nested tables": greedy("local t = {} while true do t = { t } end"),
    "many closures": greedy("local t = {} while true do t[#t + 1] = function() return t end end"),
    "many coroutines": greedy(
        "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end"
    ),
    "a huge concatenation": greedy(
        "local t = {} for i = 1, 100 do t[i] = ('x'):rep(100000) end return table.concat(t)"
        " .. table.concat(t)"
    ),
    "a huge gsub": greedy("return ('x'):rep(100000):gsub('x', ('y'):rep(1000))"),
    "a huge format": greedy("local s = ('x'):rep(4000000) return string.format('%s%s%s', s, s, s)"),
    "much text for json.decode": refused(
        "json.decode('[' .. ('[],'):rep(500000) .. '1]')",
        "json.decode: the text of 1500003 bytes is too long",
    ),
    "deep text for json.decode": refused(
        "json.decode(('['):rep(100000))", "json.decode: nests too deep"
    ),
    "a table that grows in json.encode": Attack(
        "local t = {} for i = 1, 60 do t = { t, t } end json.encode(t)", error="is used up"
    ),
    "a table that holds itself in json.encode": refused(
        "local t = {} t.t = t json.encode(t)", "nests deeper than 64 levels, or holds itself"
    ),
    "a huge argument": Attack(
        "local t = {} for i = 1, 60 do t = { t, t } end app.integrations.groq.list_files({ after = t })",
        error="is used up",
    ),
    "a huge returned value": Attack(
        "local t = {} for i = 1, 60 do t = { t, t } end return t", error="is used up"
    ),
    "many matches": Attack(
        "regex.match_all(('a'):rep(60000), '')",
        error="script:1: The pattern matches more than 50000 times",
        cpu=3.0,
    ),
    "unpacking too much": refused(
        "return (unpack or table.unpack)({}, 1, 1e7)", "too many results to unpack"
    ),
    "deep recursion": refused(
        "local function f() return 1 + f() end f()", "script:1: stack overflow", "5.1"
    ),
    "deep recursion on 5.4": greedy("local function f() return 1 + f() end f()", "5.4"),
    "deep recursion under pcall": harmless(
        "local function f() return 1 + f() end print((pcall(f)))", "false\n"
    ),
    "recursion through gsub": refused(
        "local function f(s) return s:gsub('.', f) end f('x')", "stack overflow"
    ),
    "recursion through __index": refused(
        "local t = {} setmetatable(t, { __index = function(t, k) return t[k] end }) return t.x",
        "stack overflow",
    ),
    "a loop of __index": refused(
        "local a, b = {}, {} setmetatable(a, { __index = b }) setmetatable(b, { __index = a }) return a.x",
        "loop",
    ),
    "recursion through __concat": refused(
        "local m = {} m.__concat = function(a, b) return a .. b end return setmetatable({}, m) .. 'x'",
        "stack overflow",
    ),
    "recursion through coroutines": refused(
        "local function f() return coroutine.wrap(f)() end f()",
        "coroutines nest deeper than 64 levels",
    ),
    "recursion through coroutines and gsub": Attack(
        "local function g() local d = 0\n"
        "  local function f() d = d + 1 if d > 150 then return coroutine.wrap(g)() end ('x'):gsub('x', f) end f() end\n"
        "g()",
        error="",
    ),
    "deep nesting of source": refused(
        "return assert(load('return ' .. ('('):rep(100000) .. '1' .. (')'):rep(100000)))",
        "script:1: ",
    ),
}
