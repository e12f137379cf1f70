"""What there is in place of names that scripts expect from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_DECODE: Final = "use json.decode(text)"
_ENCODE: Final = "use json.encode(value)"
_LOG: Final = "use print(…)"
_NO_FILES: Final = "scripts have no files; print(…) writes the output"
_NO_MODULES: Final = "scripts load no modules: json, regex, docs and app.integrations are there"
_NO_REQUESTS: Final = "scripts have no network; integrations are in app.integrations"
_NO_PROCESSES: Final = "scripts start no processes"
_NO_DEBUG: Final = "scripts have no debug library; dump(value) shows a value"
_NULL: Final = "use nil, or json.null inside lists"

HINTS: Final[Mapping[str, str]] = {
    "require": _NO_MODULES,
    "module": _NO_MODULES,
    "package": _NO_MODULES,
    "cjson": "json is there: json.decode(text), json.encode(value)",
    "json.parse": _DECODE,
    "json.loads": _DECODE,
    "json.stringify": _ENCODE,
    "json.dumps": _ENCODE,
    "regex.replace": "use regex.gsub(text, pattern, replacement)",
    "regex.sub": "use regex.gsub(text, pattern, replacement)",
    "regex.find": "use regex.match(text, pattern)",
    "regex.search": "use regex.match(text, pattern)",
    "regex.test": "use regex.match(text, pattern) ~= nil",
    "regex.gmatch": "use regex.match_all(text, pattern)",
    "regex.find_all": "use regex.match_all(text, pattern)",
    "io": _NO_FILES,
    "dofile": _NO_FILES,
    "loadfile": _NO_FILES,
    "os.remove": _NO_FILES,
    "os.rename": _NO_FILES,
    "os.tmpname": _NO_FILES,
    "os.execute": _NO_PROCESSES,
    "os.exit": "return ends a script, and error(message) lets it fail",
    "os.getenv": "credentials are configured outside of scripts, which need none",
    "os.difftime": "subtract the times",
    "debug": _NO_DEBUG,
    "http": _NO_REQUESTS,
    "socket": _NO_REQUESTS,
    "fetch": _NO_REQUESTS,
    "console": _LOG,
    "log": _LOG,
    "printf": "use print(string.format(…))",
    "inspect": "use dump(value)",
    "pp": "use dump(value)",
    "null": _NULL,
    "None": _NULL,
    "undefined": _NULL,
    "True": "use true",
    "False": "use false",
    "newproxy": "use setmetatable({}, …)",
    "string.dump": "bytecode is not run",
    "string.trim": 'use text:match("^%s*(.-)%s*$")',
    "string.split": 'use text:gmatch("[^,]+"), or regex.match_all',
    "table.map": "write a loop",
    "table.filter": "write a loop",
    "table.contains": "write a loop",
    "table.print": "use dump(value)",
}

HINTS_OF_VERSION: Final[Mapping[str, Mapping[str, str]]] = {
    "5.1": {
        "table.unpack": "use unpack(list)",
        "table.pack": "use { n = select('#', ...), ... }",
        "utf8": "Lua 5.4 has it",
        "rawlen": "use #value",
        "math.tointeger": "use math.floor(number)",
        "math.type": "Lua 5.1 has one kind of number",
    },
    "5.4": {
        "unpack": "use table.unpack(list)",
        "loadstring": "use load(text)",
        "setfenv": "use load(text, name, 't', globals)",
        "table.getn": "use #list",
        "table.maxn": "use #list",
        "table.foreach": "use pairs(value)",
        "table.foreachi": "use ipairs(list)",
        "math.pow": "use x ^ y",
        "math.mod": "use math.fmod(x, y)",
        "math.log10": "use math.log(x, 10)",
        "math.atan2": "use math.atan(y, x)",
        "bit32": "use the operators & | ~ << >>",
    },
}


def hint_for(longer: str, name: str, version: str) -> tuple[str, str]:
    """The name to tell, and what there is in its place: about `os.execute`, where that is known, or about `os`."""
    for each in (longer, name):
        for hints in (HINTS_OF_VERSION[version], HINTS):
            if each in hints:
                return each, hints[each]
    return name, ""
