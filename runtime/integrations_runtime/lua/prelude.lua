-- Builds what scripts see: `app`, `lua_read_doc`, `lua_list_docs`, `lua_search_docs`, `docs`, `json.null` and `print`. The bridge runs this file once in every new VM.
--
-- `host` is a table of functions of the bridge. None of them raises; those that can fail return whether they worked, and
-- then a value or a message. A call that is answered bit by bit returns a number behind that, for `host.next` and
-- `host.close`. Scripts never see any of these.

local host = ...

local getinfo = debug.getinfo
local load_text = loadstring or load
local getmetatable, newproxy, pairs, pcall, setmetatable =
  getmetatable, newproxy, pairs, pcall, setmetatable
local closes_variables = _VERSION == "Lua 5.4"

-- The place in the script that is at work, as the front of a message, or nil. Frames of the bridge and of generated modules
-- are passed over; tail calls leave none on some versions of Lua, so that a fixed level would be wrong.
local function place()
  for level = 3, 16 do
    local info = getinfo(level, "Sl")
    if not info then
      break
    end
    if info.currentline > 0 and info.source:sub(1, 2) ~= "=[" then
      return ("%s:%d: "):format(info.short_src, info.currentline)
    end
  end
end

-- Raises a message with the script's own line in front.
local function raise(message)
  error((place() or "") .. message, 0)
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

-- What `invoke` returns in front of a message, for `wrapped` to raise.
local FAILED = {}

-- What stands behind the names of scripts: `app` and all below it.
local proxies = setmetatable({}, { __mode = "k" })

-- `pages` asks for the items of all pages.
local function invoke(path, account, params, pages)
  if proxies[params] then
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

-- Whether the function that called this one was itself called as `return f(…)`, which leaves no trace of the caller.
local function tail_called()
  if closes_variables then
    return getinfo(2, "t").istailcall
  end
  return getinfo(3, "S").what == "tail"
end

-- A function of a module, whose failures are errors with the script's own line: that of the look-up where the call left none.
local function wrapped(call)
  local function wrapper(params)
    local value, second, third, fourth = call(params)
    if value == FAILED then
      local found = tail_called() and places[wrapper] or place()
      error((found or "") .. second, 0)
    end
    return value, second, third, fourth
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

local function with_hint(message, name, known)
  local hint = host.suggest(name, table.concat(known, " "))
  if hint ~= "" then
    return ("%s. Did you mean: %s?"):format(message, hint)
  end
  return message
end

local function names_of(functions)
  local names = {}
  for name in pairs(functions) do
    names[#names + 1] = name
  end
  table.sort(names)
  return names
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
  proxies[made] = true
  return made
end

-- The functions of one account. What it does not have is a mistake, told at once.
local function account_proxy(path, functions)
  return proxy(path, {
    __index = function(_, name)
      local found = functions[name]
      if found == nil then
        local message = ("Unknown function: %s.%s"):format(path, tostring(name))
        raise(with_hint(message, tostring(name), names_of(functions)))
      end
      places[found] = place()
      return found
    end,
  })
end

-- A name that is no function of the default account: a named account, unless it is called.
local function named_account(path, name, bind, functions)
  local account_path = ("%s.%s"):format(path, name)
  local account
  return proxy(account_path, {
    __index = function(_, key)
      account = account or account_proxy(account_path, all_wrapped(bind(name)))
      return account[key]
    end,
    __call = function()
      raise(with_hint("Unknown function: " .. account_path, name, names_of(functions)))
    end,
  })
end

local function integration_proxy(name, bind)
  local path = "app.integrations." .. name
  local functions = all_wrapped(bind(nil))
  local accounts = { default = account_proxy(path .. ".default", functions) }
  return proxy(path, {
    __index = function(_, key)
      local found = functions[key]
      if found ~= nil then
        places[found] = place()
        return found
      elseif accounts[key] ~= nil then
        return accounts[key]
      end
      if type(key) ~= "string" or not key:find("^[a-z][a-z0-9_]*$") then
        local message = ("Unknown function: %s.%s"):format(path, tostring(key))
        raise(with_hint(message, tostring(key), names_of(functions)))
      end
      accounts[key] = named_account(path, key, bind, functions)
      return accounts[key]
    end,
  })
end

local loaded = {}

local integrations = proxy("app.integrations", {
  __index = function(_, name)
    if loaded[name] == nil then
      local source = type(name) == "string" and host.module(name)
      if not source then
        local message = "Unknown integration: app.integrations." .. tostring(name)
        local hint = host.suggest_integration(tostring(name))
        raise(hint == "" and message or ("%s. Did you mean: %s?"):format(message, hint))
      end
      local module = assert(load_text(source, "=[integrations." .. name .. "]"))
      loaded[name] = integration_proxy(name, module()(invoke))
    end
    return loaded[name]
  end,
})

app = proxy("app", {
  __index = function(_, key)
    if key == "integrations" then
      return integrations
    end
    raise("Unknown name: app." .. tostring(key))
  end,
})

json = { null = null }

function lua_read_doc(name)
  local ok, text = host.read_doc(name)
  if not ok then
    raise(text)
  end
  return text
end

function lua_list_docs(integration)
  local ok, text = host.list_docs(integration)
  if not ok then
    raise(text)
  end
  return text
end

function lua_search_docs(words, limit)
  local ok, text = host.search_docs(words, limit)
  if not ok then
    raise(text)
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

local function is_null(value)
  return rawequal(value, null)
end

-- Runs a script: nothing, or the message of what stopped it.
local function run(code, name)
  local chunk, problem = load_text(code, "=" .. name)
  if not chunk then
    return tostring(problem)
  end
  local ok, failure = pcall(chunk)
  for number in pairs(open) do -- needs no memory, of which there may be none left
    open[number] = nil
  end
  if not ok then
    local named, text = pcall(tostring, failure)
    return named and text or "an error that has no text"
  end
end

return run, is_null, null
