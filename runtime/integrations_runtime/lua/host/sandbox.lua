-- Builds the world of one script, or of the chunks of a session: what it may use of Lua, what the prelude makes, and the functions that run it.
--
-- `host` has functions of the worker, which put what they return into `slot`; `parts` the other files here and
-- the prelude, compiled. A script sees none of these, nor the globals of this file.

-- luacheck: std max

local host, slot, parts, seed = ...

local is_51 = _VERSION == "Lua 5.1"
local load_text = loadstring or load
local getmetatable_of, setfenv = debug.getmetatable, setfenv
local error, getmetatable, pairs, pcall, rawget, select, setmetatable, tostring, type =
  error, getmetatable, pairs, pcall, rawget, select, setmetatable, tostring, type
local byte, concat, find, floor, gsub, sub, rep =
  string.byte, table.concat, string.find, math.floor, string.gsub, string.sub, string.rep

local function part(name, ...)
  return assert(load_text(parts[name], "=[" .. name .. "]"))(...)
end

-- All of a table, or what `names` has of it.
local function copy(source, names)
  local target = {}
  for name, value in pairs(source) do
    if not names or find(" " .. names .. " ", " " .. name .. " ", 1, true) then
      target[name] = value
    end
  end
  return target
end

math.randomseed(seed) -- on Lua 5.1 all VMs of a process share their random numbers

---- The line to the parent

local ended = true -- while no script runs, nothing is told to the parent
local encode

local function take(ok)
  local value, number = slot[1], slot[2]
  slot[1], slot[2] = nil, nil
  return ok, value, number
end

local function ask(...)
  return take(host.ask(encode({ ... }, select("#", ...))))
end

local function answer_of(name)
  return function(...)
    return ask(name, ...)
  end
end

local function text_of(name)
  return function(...)
    local ok, text = ask(name, ...)
    return ok and text or ""
  end
end

local OFTEN = 50
local opened = 0

-- Streams and lists that a script has forgotten are closed when they are collected, so that is seen to before there are too
-- many.
local function call(...)
  local ok, value, number = ask("call", ...)
  if number then
    opened = opened + 1
    if opened % OFTEN == 0 then
      collectgarbage()
    end
  end
  return ok, value, number
end

local desk = {
  call = call,
  next = answer_of("next"),
  read_doc = answer_of("read_doc"),
  list_docs = answer_of("list_docs"),
  search_docs = answer_of("search_docs"),
  suggest = text_of("suggest"),
  suggest_integration = text_of("suggest_integration"),
}

function desk.module(name, group)
  local ok, text = ask("module", name, group)
  return ok and text
end

function desk.close(number)
  if not ended then
    host.post(encode({ "close", number }, 2))
  end
end

---- The prelude, whose globals scripts see

local before = {}
for name in pairs(_G) do
  before[name] = true
end
local prelude = assert(load_text(parts.prelude, "=[bridge]"))(desk)
local null = prelude.null
local matches = setmetatable({}, { __mode = "k" }) -- what `regex` has found
encode = part("wire", null, prelude.kind_of, matches)

local guard = part("guard", prelude.place, prelude.raise)
local show = part("show", null)
local raise = prelude.raise

---- What scripts may use of Lua

local env = copy(
  _G,
  "_VERSION assert error getmetatable ipairs next pairs rawequal rawget rawlen rawset select tonumber tostring type unpack"
)
env._G = env
for name, value in pairs(_G) do
  if not before[name] then
    env[name] = value
  end
end

env.math = copy(math)
env.table = copy(table, "concat foreach foreachi getn insert maxn move pack remove sort unpack")
env.string = copy(
  string,
  "byte char find format gmatch gsub len lower match pack packsize reverse sub unpack upper"
)
env.utf8 = utf8 and copy(utf8, "char charpattern codepoint codes len offset")
env.os = copy(os, "clock date time")
env.coroutine = guard.coroutine
env.pcall, env.xpcall = guard.pcall, guard.xpcall

local longest = 0

function env.string.rep(text, count, separator)
  local size = type(text) == "string" and #text or type(text) == "number" and #tostring(text)
  local times = tonumber(count)
  if not size or not times or times ~= times then
    raise("bad arguments to 'rep' (a string and a number expected)")
  end
  if not is_51 and separator ~= nil then
    size = size + #tostring(separator)
  end
  if times < 1 or size == 0 then
    return ""
  elseif size * times > longest then
    raise("resulting string too large")
  elseif size * times > 65536 then
    guard.relieve(size * times / 1024)
  end
  times = floor(times)
  if is_51 or separator == nil then
    return rep(text, times)
  end
  return rep(text, times, tostring(separator))
end

-- Strings' methods cannot be changed under the feet of the sandbox, only added to.
local string_meta = getmetatable("")
string_meta.__index = setmetatable(copy(env.string), { __index = env.string })
string_meta.__metatable = false

function env.setmetatable(value, meta)
  if type(value) ~= "table" or (meta ~= nil and type(meta) ~= "table") then
    raise("bad arguments to 'setmetatable' (a table, and a table or nil expected)")
  elseif meta ~= nil and rawget(meta, "__gc") ~= nil then
    raise("metatables with __gc are not allowed")
  end
  local own = getmetatable_of(value)
  if own and rawget(own, "__metatable") ~= nil then
    raise("cannot change a protected metatable")
  end
  return setmetatable(value, meta)
end

function env.collectgarbage(what)
  if what ~= "count" then
    raise("collectgarbage takes 'count' only")
  end
  return collectgarbage("count")
end

-- A function of a text, with the given globals; or nil and a message.
local function compiled(text, name, globals)
  if byte(text) == 27 then
    return nil, "bytecode is not run, only text"
  elseif not is_51 then
    return load_text(text, name, "t", globals)
  end
  local chunk, problem = load_text(text, name)
  return chunk and setfenv(chunk, globals), problem
end

local function whole_text(reader)
  local pieces = {}
  while true do
    local piece = reader()
    if piece == nil or piece == "" then
      return concat(pieces)
    elseif type(piece) ~= "string" then
      raise("the function given to 'load' must return texts")
    end
    pieces[#pieces + 1] = piece
  end
end

function env.load(chunk, name, _, ...)
  if type(chunk) == "function" then
    chunk = whole_text(chunk)
  elseif type(chunk) ~= "string" then
    raise("bad argument #1 to 'load' (a text or function expected)")
  end
  name = type(name) == "string" and sub(name, 1, 60) or "=(load)"
  if sub(name, 1, 2) == "=[" then -- names of the sandbox's own files
    name = "=(load)"
  end
  local globals = env
  if not is_51 and select("#", ...) > 0 then
    globals = ...
  end
  return compiled(chunk, name, globals)
end

env.loadstring = is_51 and env.load or nil

---- What the sandbox adds

local room, output_message = 0, ""

local function write(text)
  text = text .. "\n"
  if #text > room then
    host.write(sub(text, 1, room))
    room = 0
    guard.stop("output", output_message)
  end
  room = room - #text
  host.write(text)
end

-- On Lua 5.1, `tostring` returns whatever a metamethod does.
local function textual(value)
  local text = tostring(value)
  if type(text) ~= "string" then
    raise("'__tostring' must return a string")
  end
  return text
end

local function readable(value)
  if type(value) == "table" then
    local meta = getmetatable_of(value)
    if not (meta and rawget(meta, "__tostring")) then
      return show(value)
    end
  end
  return textual(value)
end

local function written(how, separator)
  return function(...)
    local texts = {}
    for index = 1, select("#", ...) do
      texts[index] = how((select(index, ...)))
    end
    write(concat(texts, separator))
  end
end

env.print = written(readable, "\t")
env.dump = written(show, "\n")

-- The answer to `name`, which does not call this as `return answered(…)`, or the place of its caller could not be found.
local function answered(ok, name, problem)
  local _, value = take(ok)
  if not ok then
    raise(problem .. value, name)
  end
  return value
end

-- The functions of the prelude know this table; scripts get one of their own.
env.json = { null = null }

function env.json.encode(value)
  return (answered(host.encode(encode({ value }, 1)), "json.encode", "json.encode: "))
end

function env.json.decode(text)
  if type(text) ~= "string" then
    raise("json.decode takes a text", "json.decode")
  end
  return (answered(host.decode(text), "json.decode", "json.decode: "))
end

env.regex = part("regex", function(name, ...)
  return (answered(host.regex(...), "regex." .. name, ""))
end, raise, null, matches)

---- Running

local chunk_text, chunk_name, cpu, memory, cpu_message, echo
local failure, values, peak

local function prepare(...)
  local output
  chunk_text, chunk_name, cpu, memory, output, cpu_message, output_message, echo = ...
  room, longest = output, memory
  failure, values, peak = nil, nil, nil
  prelude.begin(chunk_name, chunk_text)
  slot[1], slot[2] = nil, nil -- the chunk before this one may have been stopped on its way to them
end

-- A message for whatever a script raises. Raises where that has none.
local function message_of(problem)
  if type(problem) == "string" or type(problem) == "number" then
    local text = tostring(problem)
    local short = guard.cleaned(text)
    return short == text and text or chunk_name .. ": " .. short
  elseif problem == nil then
    return chunk_name .. ": an error without a message"
  end
  local meta = getmetatable_of(problem)
  if type(problem) == "table" and not (meta and rawget(meta, "__tostring")) then
    return chunk_name .. ": error object: " .. show(problem)
  end
  return textual(problem)
end

-- Texts of several lines are for reading.
local function echoed(value)
  return type(value) == "string" and find(value, "\n", 1, true) and value or show(value)
end

local write_echo = written(echoed, "\n")

local function returned(...)
  if not echo then
    values = encode({ ... }, select("#", ...))
  elseif select("#", ...) > 0 then
    write_echo(...)
  end
end

local function body()
  local chunk, problem
  if echo then
    chunk = compiled("return " .. chunk_text, "=" .. chunk_name, env)
  end
  if not chunk then
    chunk, problem = compiled(chunk_text, "=" .. chunk_name, env)
  end
  if not chunk then
    error(
      find(problem, "^" .. gsub(chunk_name, "%p", "%%%0") .. ":") and problem
        or chunk_name .. ": " .. problem,
      0
    )
  end
  returned(chunk())
end

local function start()
  ended = false
  guard.arm(chunk_name, cpu, memory, cpu_message)
  local ok, problem = pcall(body)
  if not ok then
    local named, text = pcall(message_of, problem)
    failure = named and text or chunk_name .. ": an error that has no text"
  end
  peak = guard.disarm()
  ended = true
end

-- How the script ended: the message of what stopped it, the limit that did, what it returned, the most bytes it used.
local function finish()
  if guard.stopped.limit then
    return guard.stopped.message, guard.stopped.limit, nil, peak
  elseif failure == "not enough memory" then
    return failure, "memory", nil, peak
  end
  return failure, nil, values, peak
end

return prepare, start, finish, null, prelude.empty_list
