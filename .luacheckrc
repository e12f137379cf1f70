-- What luacheck expects of the Lua modules in generated/lua and of the runtime's own Lua files.
std = "min" -- what Lua 5.1, 5.4 and LuaJIT have in common
codes = true
max_line_length = false -- stylua owns the length of code, and annotations stay in one line
self = false

-- What a host offers to scripts.
read_globals = {
  "app",
  "lua_list_docs",
  "lua_read_doc",
  "lua_search_docs",
}
