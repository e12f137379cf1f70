"""Mistakes of scripts: what the check says of each, where, and what the script is told when it runs all the same."""

from __future__ import annotations

from typing import NamedTuple

from integrations_runtime.lua.check.problem import Rule

GROQ = "app.integrations.groq"
SIMILAR = "list_models"
NIL = "a nil value"


class Mistake(NamedTuple):
    """A script with one mistake, which stands between « and »."""

    marked: str
    message: str
    rule: Rule
    hint: str = ""
    told: str | None = ""
    """What the error of the script contains, unless it is the message; None where the script runs to its end."""
    only: str | None = None
    """The version of Lua that it is for."""

    @property
    def code(self) -> str:
        """The script."""
        return self.marked.replace("«", "").replace("»", "")

    @property
    def span(self) -> tuple[int, int, int, int]:
        """The line and column where the mistake begins, and those behind it."""
        before, _, rest = self.marked.partition("«")
        return (*_place(before), *_place(before + rest.partition("»")[0]))


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1


def function(marked: str, name: str, close: str, only: str | None = None) -> Mistake:
    """A function that does not exist."""
    message = f"Unknown function: app.integrations.{name}. Did you mean: {close}?"
    return Mistake(marked, message, "unknown-function", only=only)


def absent(
    marked: str, name: str, hint: str = "", told: str = NIL, only: str | None = None
) -> Mistake:
    """A name that scripts do not find."""
    return Mistake(marked, f"Unknown name: {name}", "unknown-name", hint, told, only)


def missing(marked: str, names: str) -> Mistake:
    """A call that lacks parameters."""
    return Mistake(marked, f"Missing required parameter(s): {names}", "missing-parameter")


def parameter(marked: str, message: str) -> Mistake:
    """A parameter that does not exist."""
    return Mistake(marked, f"Unknown parameter {message}", "unknown-parameter")


def value(marked: str, message: str, only: str | None = None, hint: str = "") -> Mistake:
    """A value that a parameter cannot have."""
    return Mistake(marked, f"Parameter {message}", "wrong-value", hint, only=only)


def argument(marked: str, given: str, path: str = "groq.get_file") -> Mistake:
    """Something else than a table of parameters."""
    takes = "takes one table of named parameters, such as { file_id = … }"
    return Mistake(marked, f"{path} {takes}, but was given {given}", "wrong-call")


def result(
    marked: str, message: str, hint: str, told: str = "attempt to call a table value"
) -> Mistake:
    """A result that is used as what it is not."""
    return Mistake(marked, message, "wrong-call", hint, told)


def page(marked: str, message: str) -> Mistake:
    """A page that does not exist."""
    return Mistake(marked, message, "unknown-page")


def syntax(marked: str, message: str, only: str | None = None) -> Mistake:
    """A script that does not compile."""
    return Mistake(marked, message, "syntax", only=only)


_GROK = "Unknown integration: app.integrations.grok. Did you mean: groq?"
_CHANGED = "app cannot be changed"
_HERE = "integrations are in app.integrations"
_COMPLETION = f"{GROQ}.create_completion"

NAMES = [
    function(f"{GROQ}.«list_modles»()", "groq.list_modles", SIMILAR),
    function(f"\n\n  {GROQ}.«list_modles»({{}})", "groq.list_modles", SIMILAR),
    function(f'local a = "ü" {GROQ}.«list_modles»()', "groq.list_modles", SIMILAR),
    function(f"{GROQ}[«'list_modles'»]{{}}", "groq.list_modles", SIMILAR),
    function(f"local groq = {GROQ}\ngroq.«list_modles»()", "groq.list_modles", SIMILAR),
    function(f"groq = {GROQ}\ngroq.«list_modles»()", "groq.list_modles", SIMILAR),
    function(
        "local all = app.integrations\nlocal groq = all.groq\ngroq.«list_modles»()",
        "groq.list_modles",
        SIMILAR,
    ),
    function(f"local list = {GROQ}.list_modles\n«list»()", "groq.list_modles", SIMILAR),
    function(f"{GROQ}.work.«list_modles»()", "groq.work.list_modles", SIMILAR),
    function(f"{GROQ}.default.«list_modles»()", "groq.default.list_modles", SIMILAR),
    function(f"local work = ({GROQ}.work)\nwork.«list_modles»()", "groq.work.list_modles", SIMILAR),
    function(f"assert(pcall({GROQ}.«list_modles»))", "groq.list_modles", SIMILAR),
    function(f"{GROQ}:«list_modles»()", "groq.list_modles", SIMILAR),
    function(
        f"{GROQ}.«groq_list_model»()",
        "groq.groq_list_model",
        "list_models",
    ),
    function(
        f"for each in {GROQ}.«iter_file»() do end",
        "groq.iter_file",
        "iter_files",
    ),
    Mistake(
        f"{GROQ}[«'A b'»].x()",
        "Unknown function: app.integrations.groq.A b",
        "unknown-function",
    ),
    Mistake("app.integrations.«grok».list_models()", _GROK, "unknown-integration"),
    Mistake("local app = app\napp.integrations.«grok».x()", _GROK, "unknown-integration"),
    Mistake("do local app = {} end app.integrations.«grok».x()", _GROK, "unknown-integration"),
    Mistake(
        "if app then local app = {} end app.integrations.«grok».x()", _GROK, "unknown-integration"
    ),
    Mistake("for app = 1, 2 do end app.integrations.«grok».x()", _GROK, "unknown-integration"),
    Mistake("local function f(app) end app.integrations.«grok».x()", _GROK, "unknown-integration"),
    Mistake('local x = app["integrations"][«"grok"»]', _GROK, "unknown-integration"),
    absent("app.«integration».groq.list_models()", "app.integration", _HERE, ""),
    absent("print(app.«docs»)", "app.docs", _HERE, ""),
    absent("app.«groq».list_files()", "app.groq", "did you mean app.integrations.groq?", ""),
    function(
        f"local all = {{ groq = {GROQ} }}\nall.groq.«list_modles»()", "groq.list_modles", SIMILAR
    ),
    Mistake(
        f"print({GROQ}.list_models.«data»)",
        f"{GROQ}.list_models is a function; call it to have its data",
        "wrong-call",
        told="attempt to index",
    ),
    Mistake(
        "app.integrations.«groq»()",
        f"{GROQ} is not a function",
        "wrong-call",
        told="attempt to call",
    ),
    Mistake("«app.integrations.groq.x» = 1", _CHANGED, "read-only"),
    Mistake(f"local groq = {GROQ}\nfunction «groq.all»() end", _CHANGED, "read-only"),
]

_STREAM = f"{_COMPLETION}({{ model = 'm', messages = {{ {{ role = 'user', content = 'Hi' }} }}, stream = true }})"
_PAIRS = "use pairs(…), or ipairs(…) for a list"
_WALK = "walk it: for each in … do … end"

CALLS = [
    missing(f"{GROQ}.«get_file»()", "file_id"),
    missing(f"{GROQ}.«get_file»(nil)", "file_id"),
    missing(f"{GROQ}.«get_file»({{}})", "file_id"),
    missing(f"{GROQ}.«get_file»{{ file_id = nil }}", "file_id"),
    missing(f"{GROQ}.«get_file»{{ file_id = json.null }}", "file_id"),
    missing(f"{GROQ}.«create_message»({{ role = 'user' }})", "conversation_id, content"),
    missing(f"{GROQ}.work.«groq_get_file»()", "file_id"),
    missing(f"for each in {GROQ}.«iter_messages»() do end", "conversation_id"),
    missing(f"local get = {GROQ}.get_file\nprint(«get»())", "file_id"),
    missing(f"assert(pcall({GROQ}.«get_file», {{}}))", "file_id"),
    parameter(
        f"{GROQ}.list_files({{ limit = 1, «limt» = 1 }})",
        "'limt' of groq.list_files. Did you mean 'limit'?",
    ),
    parameter(
        f"{GROQ}.iter_files {{ [«'limt'»] = 1 }}",
        "'limt' of groq.list_files. Did you mean 'limit'?",
    ),
    parameter(f"{GROQ}.list_models({{ «colour» = 1 }})", "'colour' of groq.list_models"),
    argument(f"{GROQ}.get_file(«'file-1'»)", "a string"),
    argument(f"{GROQ}.get_file«'file-1'»", "a string"),
    argument(f"{GROQ}.get_file(«[[file-1]]»)", "a string"),
    argument(f"{GROQ}.get_file((«'file-' .. 1»))", "a string"),
    argument(f"{GROQ}.get_file(«-1»)", "a number"),
    argument(f"{GROQ}.get_file(«true»)", "a boolean"),
    argument(f"{GROQ}.get_file(«json.null»)", "json.null"),
    argument(f"{GROQ}.get_file(«function() end»)", "a function or thread"),
    argument(f"{GROQ}.get_file({{ «'file-1'» }})", "a list"),
    Mistake(
        f"{GROQ}.list_models(«1»)",
        "groq.list_models takes no parameters, but was given a number",
        "wrong-call",
    ),
    Mistake(
        f"{GROQ}:«get_file»({{ file_id = 'x' }})",
        "groq.get_file is called with a dot, not with a colon",
        "wrong-call",
    ),
    Mistake(
        f"{GROQ}.get_file({{ file_id = 'x' }}, «10»)",
        "groq.get_file takes one table of parameters; what follows is ignored",
        "wrong-call",
        told=None,
    ),
    Mistake(
        f"{GROQ}.get_file({{ file_id = 'x', «file_id» = 'y' }})",
        "The key 'file_id' is given twice; the last one counts",
        "duplicate-key",
        told=None,
    ),
    Mistake(
        "return { a = { b = 1, [«'b'»] = 2 } }",
        "The key 'b' is given twice; the last one counts",
        "duplicate-key",
        told=None,
    ),
]

RESULTS = [
    result(
        f"for each in «{GROQ}.list_files()» do end",
        "groq.list_files returns a table, not an iterator",
        "iter_files walks all items",
    ),
    result(
        f"for each in «{GROQ}.list_models()» do end",
        "groq.list_models returns a table, not an iterator",
        _PAIRS,
    ),
    result(
        f"for _, each in «{GROQ}.list_files().data» do end",
        "groq.list_files returns a table, not an iterator",
        _PAIRS,
    ),
    result(
        f"local found = {GROQ}.list_files()\nfor each in «found» do end",
        "groq.list_files returns a table, not an iterator",
        "iter_files walks all items",
    ),
    result(
        f"for each in «{_STREAM.replace('true', 'false')}» do end",
        "groq.create_completion returns a table, not an iterator",
        _PAIRS,
    ),
    result(
        f"local answer = {_STREAM}\nprint(answer.«choices»)",
        "groq.create_completion returns an iterator here, which has no fields",
        _WALK,
        told="attempt to index",
    ),
    result(
        f"print({GROQ}.iter_files().«data»)",
        "groq.iter_files returns an iterator here, which has no fields",
        _WALK,
        told="attempt to index",
    ),
    result(
        f"for _, each in ipairs(«{GROQ}.iter_files()») do end",
        "groq.iter_files returns an iterator here, not a table",
        _WALK,
        told="function",
    ),
]

VARIABLES = [
    parameter(
        f"local params = {{ «limt» = 1 }}\nprint(params.limt, #params)\n{GROQ}.list_files(params)",
        "'limt' of groq.list_files. Did you mean 'limit'?",
    ),
    parameter(
        f"local params = {{ «limt» = 1 }}\nlocal function all() return {GROQ}.list_files(params) end\nall()",
        "'limt' of groq.list_files. Did you mean 'limit'?",
    ),
    missing(f"local params = {{ id = nil }}\nassert(pcall({GROQ}.«get_file», params))", "file_id"),
    argument(f"local params = {{ «'file-1'» }}\n{GROQ}.get_file(params)", "a list"),
]

_LIMIT = "'limit' of groq.list_files must be"
_MESSAGES = "'messages[1].role' of groq.create_completion must be"
_ROLES = "one of 'system', 'user', 'assistant'"

VALUES = [
    value(f"{GROQ}.get_file({{ file_id = «5» }})", "'file_id' of groq.get_file must be a string, not a number"),
    value(f"{GROQ}.get_file({{ file_id = «{{}}» }})", "'file_id' of groq.get_file must be a string, not an object"),
    value(f"{GROQ}.get_file({{ file_id = «{{ 'a' }}» }})", "'file_id' of groq.get_file must be a string, not an array"),
    value(f"{GROQ}.get_file({{ file_id = «print ~= nil» }})", "'file_id' of groq.get_file must be a string, not a boolean"),
    value(f"{GROQ}.list_files({{ limit = «'10'» }})", f"{_LIMIT} an integer, not a string"),
    value(f"{GROQ}.list_files({{ limit = «'1' .. 0» }})", f"{_LIMIT} an integer, not a string"),
    value(f"{GROQ}.list_files({{ limit = «1.5» }})", f"{_LIMIT} an integer, not 1.5"),
    value(f"{GROQ}.list_files({{ limit = «-1» }})", f"{_LIMIT} at least 1, not -1"),
    value(f"{GROQ}.list_files({{ limit = «0x0» }})", f"{_LIMIT} at least 1, not 0"),
    value(f"{GROQ}.list_files({{ limit = «true» }})", f"{_LIMIT} an integer, not a boolean"),
    value(f"{GROQ}.list_files({{ limit = «function() end» }})", "'limit' of groq.list_files is a function or thread, which has no JSON form"),
    value(f"{GROQ}.list_files({{ limit = «9007199254740993» }})", "'limit' of groq.list_files is beyond 2^53, where not every integer is exact", "5.1"),
    value(
        f"{_COMPLETION}({{ model = 'm', messages = {{}}, stream = «'yes'» }})",
        "'stream' of groq.create_completion must be a boolean, not a string",
    ),
    value(
        f"{_COMPLETION}({{ model = 'm', messages = {{}}, temperature = «2.5» }})",
        "'temperature' of groq.create_completion must be between 0 and 2, not 2.5",
    ),
    value(
        f"{_COMPLETION}({{ model = 'm', messages = «'Hi'» }})",
        "'messages' of groq.create_completion must be an array, not a string",
    ),
    value(
        f"{_COMPLETION}({{ model = 'm', messages = «{{ role = 'user', content = 'Hi' }}» }})",
        "'messages' of groq.create_completion must be an array, not an object",
    ),
    value(
        f"{_COMPLETION}({{ model = 'm', messages = {{ «'Hi'» }} }})",
        "'messages[1]' of groq.create_completion must be an object, not a string",
    ),
    value(
        f"{_COMPLETION}({{\n  model = 'm',\n  messages = {{\n    {{ role = «'usr'», content = os.date() }},\n  }},\n}})",
        f"{_MESSAGES} {_ROLES}, not 'usr'",
    ),
    value(f"{_COMPLETION}({{ model = 'm', messages = {{ {{ role = 'user', «contnt» = 'Hi' }} }} }})", "'messages[1].content' of groq.create_completion is required", hint="did you mean content, not contnt?"),
    value(f"{_COMPLETION}({{ model = 'm', messages = {{ {{ [«'rol'»] = 'user', content = 'Hi' }} }} }})", "'messages[1].role' of groq.create_completion is required", hint="did you mean role, not rol?"),
    value(f"{_COMPLETION}({{ model = 'm', messages = {{ «{{ role = 'user', text = 'Hi' }}» }} }})", "'messages[1].content' of groq.create_completion is required"),
    value(
        f"{_COMPLETION}({{ model = 'm', messages = «{{ {{ role = 'user', content = 'Hi' }}, nil, {{}} }}» }})",
        "'messages' of groq.create_completion is a list with holes; write json.null where null is meant",
    ),
    value(
        f"{_COMPLETION}({{ model = 'm', messages = «{{ {{ role = 'user', content = 'Hi' }}, n = 1 }}» }})",
        "'messages' of groq.create_completion mixes positions and names; a table is a list or has names",
    ),
    value(
        "app.integrations.mistralai.create_embedding({ model = 'm', input = «5» })",
        "'input' of mistralai.create_embedding must be a string or an array, not a number",
    ),
    value(
        "app.integrations.mistralai.create_embedding({ model = 'm', input = { 'a', «5» } })",
        "'input[2]' of mistralai.create_embedding must be a string, not a number",
    ),
    value(
        "app.integrations.freshchat.list_conversations({ status = «'opn'» })",
        "'status' of freshchat.list_conversations must be one of 'new', 'open', 'pending', 'resolved', 'closed', not 'opn'",
    ),
]  # fmt: skip

GLOBALS = [
    absent("«require»('socket')", "require", "scripts load no modules: json, regex, docs and app.integrations are there"),
    absent("«io».write('x')", "io", "scripts have no files; print(…) writes the output"),
    absent("os.«execute»('ls')", "os.execute", "scripts start no processes"),
    absent("os.«exit»(1)", "os.exit", "return ends a script, and error(message) lets it fail"),
    absent("local o = os\nprint(o.«getenv»('HOME'))", "os.getenv", "credentials are configured outside of scripts, which need none"),
    absent("«prnt»('x')", "prnt", "did you mean print?"),
    absent("local result = 1\nprint(«reslt» + 1)", "reslt", "did you mean result?", "attempt to perform arithmetic"),
    absent("local function f() local inner = 1 end\nreturn «inner».x", "inner", "did you mean inner?"),
    absent("json.«parse»('{}')", "json.parse", "use json.decode(text)"),
    absent("json.«decod»('{}')", "json.decod", "did you mean json.decode?"),
    absent("regex[«'mtch'»]('a', 'a')", "regex.mtch", "did you mean regex.match?"),
    absent("string.«trim»('a')", "string.trim", 'use text:match("^%s*(.-)%s*$")'),
    absent("«null».x = 1", "null", "use nil, or json.null inside lists"),
    absent("docs.«find»('x')", "docs.find"),
    absent("table.«unpack»({ 1 })", "table.unpack", "use unpack(list)", only="5.1"),
    absent("«unpack»({ 1 })", "unpack", "use table.unpack(list)", only="5.4"),
    absent("math.«pow»(2, 3)", "math.pow", "use x ^ y", only="5.4"),
]  # fmt: skip

PAGES = [
    page("lua_read_doc(«'groq.get_fil'»)", "Unknown page: groq.get_fil. Did you mean: groq.get_file?"),
    page("print(docs.read(«'integrations.grok'»))", "Unknown page: integrations.grok. Did you mean: groq?"),
    page("«lua_read_doc»()", 'lua_read_doc takes the name of a page, such as "integrations.groq"'),
    page("lua_read_doc(«{ 'groq' }»)", 'lua_read_doc takes the name of a page, such as "integrations.groq"'),
    page("lua_list_docs(«'grok'»)", "Unknown integration: grok. Did you mean: groq?"),
    page("lua_list_docs(«''»)", 'lua_list_docs takes the name of an integration, such as "groq"'),
    page("lua_read_doc(«''»)", 'lua_read_doc takes the name of a page, such as "integrations.groq"'),
    page("lua_search_docs(«5»)", 'lua_search_docs takes words, such as "upload file"'),
]  # fmt: skip

SYNTAX = [
    syntax("local x = «=» 5", "unexpected symbol near '='"),
    syntax("x = 1\nif x «=» 1 then end", "'then' expected near '='"),
    syntax("print('ä', «)»", "unexpected symbol near ')'"),
    syntax("for i = 1, 3 do\n  print(i)\n«»", "'end' expected (to close 'for' at line 1) near '<eof>'", "5.1"),
    syntax("local a «<»const> = 1", "unexpected symbol near '<'", "5.1"),
    Mistake("x = «ä»", "unexpected symbol near 'ä'", "syntax", told="unexpected symbol near '"),
    syntax("goto «done»", "'=' expected near 'done'", "5.1"),
    syntax("local a <const> = 1\n«a = 2»", "attempt to assign to const variable 'a'", "5.4"),
    syntax("«»\x1bLua", "bytecode is not run, only text"),
]  # fmt: skip

TABLE = [*NAMES, *CALLS, *RESULTS, *VARIABLES, *VALUES, *GLOBALS, *PAGES, *SYNTAX]
