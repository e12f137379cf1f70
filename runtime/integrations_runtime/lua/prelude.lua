-- Builds what scripts see: `app`, `lua_read_doc`, `lua_list_docs`, `lua_search_docs`, `docs`, `json.null` and `print`. The bridge runs this file once in every new VM.
--
-- `host` is a table of functions of the bridge. None of them raises; those that can fail return whether they worked, and
-- then a value or a message. A call that is answered bit by bit returns a number behind that, for `host.next` and
-- `host.close`. Scripts never see any of these.

local host = ...

local getinfo = debug.getinfo
local load_text = loadstring or load
local getmetatable, newproxy, pairs, pcall, rawget, setmetatable =
  getmetatable, newproxy, pairs, pcall, rawget, setmetatable
local find, format, gmatch, gsub, sub =
  string.find, string.format, string.gmatch, string.gsub, string.sub
local closes_variables = _VERSION == "Lua 5.4"
local FACTS = closes_variables and "Slt" or "Sl"

-- The script that runs: its name in messages, and its text.
local script_name, script_text = "", ""

local function begin(name, text)
  script_name, script_text = name, text
end

-- The only place in the script where one of some functions is called as `return name(…)`, or nil.
local function place_of_return(names)
  local found
  for name in gmatch(names or "", "%S+") do
    local pattern = "%f[%w_]return%s+" .. gsub(name, "%p", "%%%0") .. "%s*[%(%[{\"']"
    local first, last = find(script_text, pattern)
    while first do
      if found then
        return nil
      end
      found = last
      first, last = find(script_text, pattern, last)
    end
  end
  local _, breaks = gsub(sub(script_text, 1, found or 0), "\n", "")
  return found and format("%s:%d: ", script_name, breaks + 1)
end

-- The place in the script that is at work, as the front of a message, or nil. Frames of the bridge and of generated modules
-- are passed over. Of a call as `return f(…)` nothing is left: it is looked for by the `names` that scripts call the function
-- by; otherwise it counts as the place where the function was `looked_up`.
local function place(names, looked_up)
  local lost = false
  for level = 2, 24 do
    local info = getinfo(level, FACTS)
    if not info then
      break
    end
    local own = sub(info.source, 1, 2) == "=["
    if info.currentline > 0 and not own then
      local found = format("%s:%d: ", info.short_src, info.currentline)
      return lost and (place_of_return(names) or looked_up) or found
    end
    lost = lost or info.what == "tail" or own and info.istailcall
  end
  return lost and place_of_return(names) or looked_up
end

-- Raises a message with the script's own line in front; `names` as in `place`.
local function raise(message, names)
  error((place(names) or "") .. message, 0)
end

local null = setmetatable({}, {
  __tostring = function()
    return "null"
  end,
  __newindex = function()
    raise("json.null cannot be changed")
  end,
  __metatable = false,
})

-- The numbers of iterators that the host holds for the running script.
local open = {}

-- A value that tells the host when its iterator is left: on Lua 5.4 as soon as the loop is, on 5.1 when it is collected. What is
-- open when the script ends is closed by the bridge; a VM that is closed must not call the host any more.
local function guard(number)
  local function close()
    if open[number] then
      open[number] = nil
      host.close(number)
    end
  end
  local proxy = newproxy and newproxy(true) -- Lua 5.1 does not finalise tables
  local meta = proxy and getmetatable(proxy) or {}
  meta.__gc, meta.__close, meta.__metatable = close, close, false
  return proxy or setmetatable({}, meta)
end

-- Guards by iterator: each lives as long as its iterator.
local guards = setmetatable({}, { __mode = "k" })

-- What `for` takes: a function that returns the next value, and on Lua 5.4 what is closed when the loop is left.
local function iterator(number)
  local ended = false
  local function advance()
    if ended then
      return nil
    end
    local ok, value = host.next(number)
    if not ok or value == nil then
      ended, open[number] = true, nil
    end
    if not ok then
      raise(value)
    end
    return value
  end
  open[number] = true
  guards[advance] = guard(number)
  if closes_variables then
    return advance, nil, nil, guards[advance]
  end
  return advance
end

-- Tables that came as empty lists, and are lists as long as they are empty.
local lists = setmetatable({}, { __mode = "k" })

local function empty_list()
  local made = {}
  lists[made] = true
  return made
end

-- What `invoke` returns in front of a message, for `wrapped` to raise.
local FAILED = {}

-- What stands behind the names of scripts, `app` and all below it, with its name.
local proxies = setmetatable({}, { __mode = "k" })

-- `pages` asks for the items of all pages.
local function invoke(path, account, params, pages)
  local given = proxies[params]
  if given == "app" or given == "app.integrations" then
    return FAILED, ("%s takes one table of named parameters, but was given %s."):format(path, given)
  elseif given then
    return FAILED, path .. " is called with a dot, not with a colon."
  end
  local ok, value, number = host.call(path, account, params, pages)
  if not ok then
    return FAILED, value
  end
  if number then
    return iterator(number)
  end
  return value
end

-- Where the script has last looked up a function, by function.
local places = setmetatable({}, { __mode = "k" })

-- A function of a module, whose failures are errors with the script's own line.
local function wrapped(call)
  local function wrapper(params)
    local value, message, _, closed = call(params)
    if value == FAILED then
      error((place(nil, places[wrapper]) or "") .. message, 0)
    elseif closed then
      return value, nil, nil, closed
    end
    return value
  end
  return wrapper
end

-- The functions of an account by all their names.
local function all_wrapped(functions)
  local found, made = {}, {}
  for name, call in pairs(functions) do
    made[call] = made[call] or wrapped(call)
    found[name] = made[call]
  end
  return found
end

-- What the module of an integration or of one of its groups returns, or nil where there is none.
local function load_module(name, group)
  local source = host.module(name, group)
  if source then
    local chunk = group and name .. "." .. group or name
    return assert(load_text(source, "=[integrations." .. chunk .. "]"))()(invoke)
  end
end

-- The groups whose modules are loaded when one of their functions is looked up, by all names of these; by functions of an
-- account.
local unloaded = setmetatable({}, { __mode = "k" })

-- What makes the functions of an account. `groups` has the names of those that stand in other modules, or is nil.
local function binder(name, bind, groups)
  local homes, binds = {}, {}
  for group, members in pairs(groups or {}) do
    for _, member in pairs(members) do
      homes[member], homes[name .. "_" .. member] = group, group
    end
  end
  return function(account)
    local functions = all_wrapped(bind(account))
    unloaded[functions] = homes
    return setmetatable(functions, {
      __index = function(_, key)
        local group = homes[key]
        if not group then
          return nil
        end
        binds[group] = binds[group] or load_module(name, group)
        for each, call in pairs(all_wrapped(binds[group](account))) do
          functions[each] = call
        end
        return rawget(functions, key)
      end,
    })
  end
end

local function with_hint(message, hint)
  return hint == "" and message or ("%s. Did you mean: %s?"):format(message, hint)
end

-- A path with a key behind it, which may be anything.
local function spelled(path, key)
  if type(key) == "string" then
    return path .. "." .. key
  end
  return ("%s[%s]"):format(path, type(key) == "number" and tostring(key) or type(key))
end

-- A message, with the functions whose names are like `name`.
local function with_names(message, name, functions)
  local names = {}
  for each in pairs(functions) do
    names[#names + 1] = each
  end
  for each in pairs(unloaded[functions]) do
    if rawget(functions, each) == nil then
      names[#names + 1] = each
    end
  end
  table.sort(names)
  return with_hint(message, host.suggest(name, table.concat(names, " ")))
end

local function read_only()
  raise("app cannot be changed")
end

-- A table that scripts can look things up in, and nothing else.
local function proxy(path, meta)
  function meta.__tostring()
    return path
  end
  meta.__newindex, meta.__metatable = read_only, false
  local made = setmetatable({}, meta)
  proxies[made] = path
  return made
end

local function unknown(path, key, functions)
  local message = "Unknown function: " .. spelled(path, key)
  raise(type(key) == "string" and with_names(message, key, functions) or message)
end

-- The functions of one account. What it does not have is a mistake, told at once.
local function account_proxy(path, functions)
  return proxy(path, {
    __index = function(_, name)
      local found = functions[name]
      if found == nil then
        unknown(path, name, functions)
      end
      places[found] = place()
      return found
    end,
  })
end

-- A name that is no function of the default account: a named account, unless it is called.
local function named_account(path, name, bind, functions)
  local account_path = ("%s.%s"):format(path, name)
  local account, made
  made = proxy(account_path, {
    __index = function(_, key)
      account = account or account_proxy(account_path, bind(name))
      return account[key]
    end,
    __call = function()
      local message = "Unknown function: " .. account_path
      message = with_names(message, name, functions)
      error((place(nil, places[made]) or "") .. message, 0)
    end,
  })
  return made
end

local function integration_proxy(name, bind)
  local path = "app.integrations." .. name
  local functions = bind(nil)
  local accounts = { default = account_proxy(path .. ".default", functions) }
  return proxy(path, {
    __index = function(_, key)
      local found = functions[key] or accounts[key]
      if found == nil then
        if type(key) ~= "string" or not find(key, "^[a-z][a-z0-9_]*$") then
          unknown(path, key, functions)
        end
        found = named_account(path, key, bind, functions)
        accounts[key] = found
      end
      places[found] = place()
      return found
    end,
  })
end

local loaded = {}

local integrations = proxy("app.integrations", {
  __index = function(_, name)
    if loaded[name] == nil then
      local bind, groups
      if type(name) == "string" then
        bind, groups = load_module(name)
      end
      if not bind then
        local message = "Unknown integration: " .. spelled("app.integrations", name)
        raise(with_hint(message, type(name) == "string" and host.suggest_integration(name) or ""))
      end
      loaded[name] = integration_proxy(name, binder(name, bind, groups))
    end
    return loaded[name]
  end,
})

app = proxy("app", {
  __index = function(_, key)
    if key == "integrations" then
      return integrations
    end
    raise("Unknown name: " .. spelled("app", key) .. "; integrations are in app.integrations")
  end,
})

json = { null = null }

function lua_read_doc(name)
  local ok, text = host.read_doc(name)
  if not ok then
    raise(text, "lua_read_doc docs.read")
  end
  return text
end

function lua_list_docs(integration)
  local ok, text = host.list_docs(integration)
  if not ok then
    raise(text, "lua_list_docs docs.list")
  end
  return text
end

function lua_search_docs(words, limit)
  local ok, text = host.search_docs(words, limit)
  if not ok then
    raise(text, "lua_search_docs docs.search")
  end
  return text
end

docs = { read = lua_read_doc, list = lua_list_docs, search = lua_search_docs }

function print(...)
  local texts = {}
  for index = 1, select("#", ...) do
    texts[index] = tostring((select(index, ...)))
  end
  host.write(table.concat(texts, "\t"))
end

-- What a table is beside a table, or nil.
local function kind_of(value)
  return rawequal(value, null) and "null" or lists[value] and "list" or proxies[value] and "app"
end

-- Runs a script: nothing, or the message of what stopped it.
local function run(code, name)
  local chunk, problem = load_text(code, "=" .. name)
  if not chunk then
    return tostring(problem)
  end
  begin(name, code)
  local ok, failure = pcall(chunk)
  for number in pairs(open) do -- needs no memory, of which there may be none left
    open[number] = nil
  end
  if not ok then
    local named, text = pcall(tostring, failure)
    return named and text or "an error that has no text"
  end
end

return {
  run = run,
  begin = begin,
  place = place,
  raise = raise,
  null = null,
  kind_of = kind_of,
  empty_list = empty_list,
}
