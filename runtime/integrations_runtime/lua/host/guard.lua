-- Holds a script to its limits: a hook looks at time and memory, and what could swallow the error that it raises does not.
--
-- Once a limit is spent, `stopped.message` is what every `pcall` raises again.

-- luacheck: std max

local place, raise = ...

local STEP = 1000
local DEEPEST = 64 -- coroutines in coroutines; Lua 5.1 does not bound the stack of C across them

local error, pcall, xpcall, select, type, collect =
  error, pcall, xpcall, select, type, collectgarbage
local clock, sethook = os.clock, debug.sethook
local find, format, gsub = string.find, string.format, string.gsub
local create, resume, close, running =
  coroutine.create, coroutine.resume, coroutine.close, coroutine.running

local stopped = {}
local cpu_limit, cpu_message, cpu_name, started = 0, "", "", 0
local base -- of the empty VM: a later chunk of a session counts what the ones before it have left
local peak, pressure, high = 0, 0, 0

-- A message of Lua itself without the place in the sandbox's own files where it was raised.
local function cleaned(problem)
  if type(problem) == "string" and find(problem, "^%[[%w_.]+%]:%d+: ") then
    return (gsub(problem, "^%[[%w_.]+%]:%d+: ", "", 1))
  end
  return problem
end

local function stop(limit, message)
  local text = (place() or "") .. message -- the hook may stop the script meanwhile
  if not stopped.limit then
    stopped.message, stopped.limit = text, limit
  end
  error(stopped.message, 0)
end

-- Lua 5.1 does not collect garbage when an allocation fails, so that is done before it can.
local function relieve(more)
  local used = collect("count")
  if used > peak then
    peak = used
  end
  if used + more > pressure then
    collect()
    pressure = collect("count") * 1.2
    if pressure < high then
      pressure = high
    end
  end
end

local function tick()
  relieve(0)
  if stopped.limit or clock() - started > cpu_limit then
    stop("cpu", cpu_message)
  end
end

-- What comes back from a function that swallows errors.
local function settle(...)
  local ok, problem = ...
  if stopped.limit then
    error(stopped.message, 0)
  elseif not ok and problem == "not enough memory" then
    collect() -- what the failed function held is garbage now
  elseif not ok and cleaned(problem) ~= problem then
    return ok, cleaned(problem)
  end
  return ...
end

local function guarded_pcall(...)
  if select("#", ...) == 0 then
    raise("bad argument #1 to 'pcall' (value expected)")
  end
  return settle(pcall(...))
end

local function guarded_xpcall(body, handler, ...)
  if type(handler) ~= "function" then
    raise("bad argument #2 to 'xpcall' (function expected)")
  end
  local function handle(problem)
    if stopped.limit then
      return stopped.message -- hooks are off while one of them raises, so nothing of the script may run
    end
    return handler(problem)
  end
  return settle(xpcall(body, handle, ...))
end

local depth = 0

local function left(...)
  depth = depth - 1
  return settle(...)
end

local function guarded_create(body)
  if type(body) ~= "function" then
    raise("bad argument #1 to 'create' (function expected)")
  end
  local thread = create(body)
  sethook(thread, tick, "", STEP)
  return thread
end

local function guarded_resume(thread, ...)
  if type(thread) ~= "thread" then
    raise("bad argument #1 to 'resume' (coroutine expected)")
  elseif depth >= DEEPEST then
    return false, format("coroutines nest deeper than %d levels", DEEPEST)
  end
  depth = depth + 1
  return left(resume(thread, ...))
end

local function unwrapped(ok, ...)
  if not ok then
    error((...), 0)
  end
  return ...
end

local function guarded_wrap(body)
  if type(body) ~= "function" then
    raise("bad argument #1 to 'wrap' (function expected)")
  end
  local thread = guarded_create(body)
  return function(...)
    return unwrapped(guarded_resume(thread, ...))
  end
end

local function guarded_close(thread)
  if type(thread) ~= "thread" then
    raise("bad argument #1 to 'close' (coroutine expected)")
  end
  local ok, first, second = pcall(close, thread)
  settle(true)
  if not ok then
    raise(first)
  end
  return first, second
end

-- Begins to count for the script `name`. `memory` is bytes. Nothing of a chunk before it counts any more but the memory.
local function arm(name, cpu, memory, message)
  cpu_limit, cpu_message, cpu_name, started = cpu, message, name, clock()
  stopped.limit, stopped.message, depth = nil, nil, 0
  base = base or collect("count")
  high = base + memory / 1024 * 0.5
  pressure = high
  relieve(0)
  peak = collect("count")
  sethook(tick, "", STEP)
end

-- Ends the counting; what was used at most, in bytes. Time that went by where the hook could not look counts as well.
local function disarm()
  sethook()
  if not stopped.limit and clock() - started > cpu_limit then
    stopped.limit, stopped.message = "cpu", cpu_name .. ": " .. cpu_message
  end
  return (peak - base) * 1024
end

return {
  arm = arm,
  cleaned = cleaned,
  disarm = disarm,
  relieve = relieve,
  stop = stop,
  stopped = stopped,
  pcall = guarded_pcall,
  xpcall = guarded_xpcall,
  coroutine = {
    create = guarded_create,
    resume = guarded_resume,
    wrap = guarded_wrap,
    close = close and guarded_close,
    running = running,
    status = coroutine.status,
    yield = coroutine.yield,
    isyieldable = coroutine.isyieldable,
  },
}
