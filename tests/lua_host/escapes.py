"""Scripts that reach for what is not theirs; continues the table of `attacks`."""

from tests.lua_host.attacks import OUTPUT_SPENT, Attack, endless, harmless, refused

_ABSENT = (
    *("io", "debug", "package", "require", "module", "dofile", "loadfile", "getfenv", "setfenv"),
    *(
        "newproxy",
        "python",
        "warn",
        "gcinfo",
        "host",
        "slot",
        "parts",
        "jit",
        "ffi",
        "__builtins__",
    ),
)

GLOBALS = {
    f"the global {name}": harmless(f"print(type({name}), rawget(_G, '{name}'))", "nil\tnil\n")
    for name in _ABSENT
}

ESCAPES = {
    "what is left of os": harmless(
        "local n = {} for k in pairs(os) do n[#n + 1] = k end table.sort(n) print(table.concat(n, ' '))",
        "clock date time\n",
    ),
    "os.getenv": refused("return os.getenv('GROQ_API_KEY')", "script:1: attempt to call"),
    "os.execute": refused("os.execute('id')", "script:1: attempt to call"),
    "string.dump": refused("string.dump(print)", "attempt to call"),
    "string.dump as a method": refused("return ('x').dump(print)", "attempt to call"),
    "bytecode": refused("assert(load('\\27Lua'))", "script:1: bytecode is not run, only text"),
    "bytecode in pieces": refused(
        "local p = { '\\27', 'Lua' } local i = 0\n"
        "assert(load(function() i = i + 1 return p[i] end))",
        "bytecode is not run, only text",
    ),
    "bytecode by mode": refused("assert(load('\\27Lua', 'x', 'b'))", "bytecode is not run"),
    "a script of bytecode": refused("\x1bLua", "script: bytecode is not run, only text"),
    "loaded code has the sandbox's globals": harmless(
        "print(load('return io, os.execute, _G')() , load('return _G')() == _G)", "nil\ttrue\n"
    ),
    "globals given to loaded code": harmless(
        "print(load('return print', 'x', 't', {})())", "nil\n", "5.4"
    ),
    "loaded code that claims to be the sandbox": refused(
        "assert(load('app.integrations.nope.x()', '=[sandbox]'))()", "(load):1: Unknown integration"
    ),
    "_G is the script's own": harmless("_G.x = 1 print(x, _G._G == _G)", "1\ttrue\n"),
    "the metatable of strings": harmless("print(getmetatable(''))", "false\n"),
    "the metatable of strings changed": refused(
        "setmetatable('', { __index = {} })", "bad arguments to 'setmetatable'"
    ),
    "writing through the metatable of strings": refused(
        "getmetatable('').__index = nil", "attempt to index a boolean value"
    ),
    "string functions replaced": harmless(
        "for k in pairs(string) do string[k] = function() return 'evil' end end\n"
        "print(('abc'):upper(), pcall(function() return app.integrations.grok end))",
        "ABC\tfalse\tscript:2: Unknown integration: app.integrations.grok. Did you mean: groq?\n",
    ),
    "string functions added": harmless(
        "function string.shout(s) return s:upper() .. '!' end print(('a'):shout())", "A!\n"
    ),
    "globals replaced": harmless(
        "error, pcall, tostring, type, select, setmetatable, table.concat = nil\n"
        "print(app.integrations.groq.list_models ~= nil, { 1 })",
        "true\t{ 1 }\n",
    ),
    "__gc": refused(
        "setmetatable({}, { __gc = function() end })",
        "script:1: metatables with __gc are not allowed",
    ),
    "__gc that is false": refused("setmetatable({}, { __gc = false })", "__gc are not allowed"),
    "__gc added later": harmless(
        "local m = {} local t = setmetatable({}, m) m.__gc = function() print('gc') end t = nil\n"
        "for i = 1, 1e4 do local x = {} end print('end')",
        "end\n",
    ),
    "the metatable of app": harmless(
        "print(getmetatable(app), getmetatable(app.integrations), getmetatable(app.integrations.groq),"
        " getmetatable(json.null))",
        "false\tfalse\tfalse\tfalse\n",
    ),
    "another metatable for app": refused(
        "setmetatable(app, {})", "script:1: cannot change a protected metatable"
    ),
    "another metatable for json.null": refused(
        "setmetatable(json.null, nil)", "cannot change a protected"
    ),
    "writing to app": refused("app.integrations = {}", "script:1: app cannot be changed"),
    "rawset on app": harmless("rawset(app, 'x', 1) print(app.x)", "1\n"),
    "rawget on app": harmless("print(rawget(app, 'integrations'), next(app))", "nil\tnil\n"),
    "rawset of a fake integration": refused(
        "rawset(app.integrations, 'groq', { list_models = function() error('mine') end })\n"
        "app.integrations.groq.list_models()",
        "script:1: mine",
    ),
    "a path as a name of an integration": refused(
        "return app.integrations['../../../etc/passwd']",
        "Unknown integration: app.integrations.../../../etc/passwd",
    ),
    "a path as a page": refused("lua_read_doc('../../agent')", "Unknown page"),
    "a page that is a path": refused("lua_read_doc('/etc/passwd')", "Unknown page"),
    "an account as a path": refused(
        "app.integrations.groq['../x'].list_models()",
        "Unknown function: app.integrations.groq.../x",
    ),
    "Python behind functions": harmless(
        "local seen = {}\n"
        "local function walk(v) if seen[v] then return end seen[v] = true\n"
        "  if type(v) == 'userdata' then print('userdata') end\n"
        "  if type(v) == 'table' then for k, x in next, v do if k ~= nil then walk(k) walk(x) end end end end\n"
        "walk(_G) print('none')",
        "none\n",
    ),
    "Python behind errors": harmless(
        "local ok, e = pcall(json.decode, '{') print(type(e))\n"
        "ok, e = pcall(regex.match, 'a', '(') print(type(e))\n"
        "ok, e = pcall(app.integrations.groq.list_files, { limit = 'x' }) print(type(e))",
        "string\nstring\nstring\n",
    ),
    "attributes of strings": refused("return ('x').__class__.__mro__", "attempt to index"),
    "tracebacks": harmless(
        "local ok, e = pcall(json.decode, '{') print(e:find('Traceback'), e:find('File'), e:find('/'))",
        "nil\tnil\tnil\n",
    ),
    "levels of the stack": harmless(
        "local ok, e = pcall(error, 'x', 50) print(e)\nok, e = pcall(function() error('y', 3) end) print((e:gsub('^.-: ', '')))",
        "x\ny\n",
    ),
    "select from the end": refused("select(-1)", "bad argument #1 to 'select'"),
    "collectgarbage": refused(
        "collectgarbage('stop')", "script:1: collectgarbage takes 'count' only"
    ),
    "collectgarbage of memory": harmless("print(type(collectgarbage('count')))", "number\n"),
    "pcall of nothing": refused("pcall()", "script:1: bad argument #1 to 'pcall' (value expected)"),
    "coroutines of functions in C": harmless(
        "print(coroutine.resume(coroutine.create(function() print(1) end)))", "1\ntrue\n"
    ),
    "yielding from the script": refused("coroutine.yield()", "attempt to yield"),
    "a forged handle": refused(
        "app.integrations.groq.iter_files = 1", "script:1: app cannot be changed"
    ),
    "errors of the sandbox cannot be changed": harmless(
        "local ok, e = pcall(function() app.x = 1 end) print(e)",
        "script:1: app cannot be changed\n",
    ),
    "an error that is a table": refused(
        "error({ code = 42 })", "script: error object: { code = 42 }"
    ),
    "an error whose text is an error": refused(
        "error(setmetatable({}, { __tostring = function() error('x') end }))",
        "script: an error that has no text",
    ),
    "an error whose text is a loop": endless(
        "error(setmetatable({}, { __tostring = function() while true do end end }))"
    ),
    "an error whose index is a loop": refused(
        "error(setmetatable({}, { __index = function() while true do end end }))",
        "script: error object: {}",
    ),
    "an error whose metatable lies": refused(
        "error(setmetatable({ 1 }, { __metatable = 'x', __len = function() return 1e9 end }))",
        "script: error object: { 1 }",
    ),
    "an error whose text is a table": refused(
        "error(setmetatable({}, { __tostring = function() return {} end }))",
        "script: an error that has no text",
    ),
    "printing what has a table as its text": refused(
        "print(setmetatable({}, { __tostring = function() return {} end }))",
        "'__tostring' must return a string",
    ),
    "a number that is none for string.rep": refused(
        "local s = ('x'):rep(0 / 0)", "script:1: bad arguments to 'rep'"
    ),
    "a fraction for string.rep": harmless("print(('x'):rep(2.5))", "xx\n"),
    "yielding through pcall": harmless(
        "local co = coroutine.wrap(function() pcall(coroutine.yield, 1) return 2 end) print(co(), co())",
        "1\t2\n",
        "5.4",
    ),
    "closing the script itself": harmless(
        "print(pcall(coroutine.close, (coroutine.running())))",
        "false\tscript:1: cannot close a running coroutine\n",
        "5.4",
    ),
    "resuming the script itself": harmless(
        "print(coroutine.resume((coroutine.running())))",
        "false\tcannot resume non-suspended coroutine\n",
        "5.4",
    ),
    "a fake memory error": Attack(
        "error('not enough memory', 0)",
        error="script: the memory limit of 8388608 bytes is used up",
        limit="memory",
    ),
    "an error that is long": refused("error(('x'):rep(100000))", "script:1: xxxx"),
    "a table that holds itself": harmless("local t = { 1 } t[2] = t dump(t)", "{ 1, <cycle> }\n"),
    "a table with a metatable in dump": harmless(
        "dump(setmetatable({ a = 1 }, { __index = error, __pairs = error, __len = error }))",
        "{ a = 1 }\n",
    ),
    "much output": Attack(
        "while true do print('0123456789') end", error=OUTPUT_SPENT, limit="output"
    ),
    "much output under pcall": Attack(
        "while true do pcall(print, '0123456789') end", error=OUTPUT_SPENT, limit="output"
    ),
    "one long line": Attack("print(('x'):rep(1000000))", error=OUTPUT_SPENT, limit="output"),
    "output that looks like a frame": harmless(
        "print('E\\0\\0\\0\\2{}') print('still here')", "E\0\0\0\2{}\nstill here\n"
    ),
    "output of bytes": harmless("print('\\255')", "\ufffd\n"),
    "names of the script's own line": refused("local x = nil\nx()", "script:2: attempt to call"),
    "flooding with questions": endless("while true do pcall(lua_read_doc, 'x') end"),
    "lua_read_doc of a table": refused(
        "lua_read_doc(setmetatable({}, { __tostring = error }))", "takes the name of a page"
    ),
}

PAIRS = {
    "what one script leaves behind": (
        "leak = 1 string.leak = 1 math.leak = 1 table.leak = 1 os.leak = 1 coroutine.leak = 1\n"
        "rawset(app, 'leak', 1) rawset(json.null, 'leak', 1) json.leak = 1 regex.leak = 1 docs.leak = 1",
        "print(leak, string.leak, math.leak, table.leak, os.leak, coroutine.leak, rawget(app, 'leak'), "
        "rawget(json.null, 'leak'), json.leak, regex.leak, docs.leak)",
        "\t".join(["nil"] * 11) + "\n",
    ),
    "random numbers": (
        "math.randomseed(7) print(math.random(1e6))",
        "local a = math.random(1e6) math.randomseed(7) print(a == math.random(1e6))",
        "false\n",
    ),
    "methods of strings": ("function string.leak() end", "print(('x').leak)", "nil\n"),
}
"""A script, another one after it in the same process, and what that one prints."""
