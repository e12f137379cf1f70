-- What luacheck expects of the Lua modules in generated/lua, of the runtime's own Lua files, and of the examples.
std = "min" -- what Lua 5.1, 5.4 and LuaJIT have in common
codes = true
max_line_length = false -- stylua owns the length of code, and annotations stay in one line
self = false
ignore = { "211/content" } -- examples of downloads do not print the bytes

-- What a host offers to scripts.
read_globals = {
  "app", "docs", "dump", "json", "lua_list_docs", "lua_read_doc", "lua_search_docs", "regex",
}

-- Annotations declare it, and the prelude and the sandbox make it.
files["**/library/app.lua"] = {
  globals = {
    "app", "docs", "dump", "json", "lua_list_docs", "lua_read_doc", "lua_search_docs", "regex",
  },
  unused_args = false, -- declarations have no bodies
}
files["**/prelude.lua"] = {
  globals = { "app", "docs", "json", "lua_list_docs", "lua_read_doc", "lua_search_docs", "print" },
  read_globals = { "loadstring", "newproxy" },
}
