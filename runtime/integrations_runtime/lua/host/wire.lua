-- Writes values as JSON for the parent. Every string is written byte by byte, and control characters stand as they are, so
-- that files take no longer than text; lists have a number in front:
--
--   [0, …]           a list
--   [1]              json.null
--   [2]              a function, thread or other value that has no JSON form
--   [3, k, v, k, v]  a table that is neither a list nor has only names
--   [4]              a part of `app`
--
-- What that means, and what of it is a mistake, is decided by the parent.

-- luacheck: std max

local null, kind_of, matches = ...

local next, type, rawequal, rawget, tostring = next, type, rawequal, rawget, tostring
local concat, format, gsub, find = table.concat, string.format, string.gsub, string.find
local math_type = math.type

local EMPTY = { list = "[0]", app = "[4]" }
local LONG = 1024 -- bytes of a string that is not copied once more than it must
local DEEPEST = 66 -- two more than the parent accepts

local function escape(text)
  if find(text, '["\\]') then
    text = gsub(text, '["\\]', "\\%0")
  end
  return text
end

local function quote(text)
  return '"' .. escape(text) .. '"'
end

local function number(value)
  if math_type and math_type(value) == "integer" then
    return format("%d", value)
  elseif value ~= value then
    return "NaN"
  elseif value == 1 / 0 then
    return "Infinity"
  elseif value == -1 / 0 then
    return "-Infinity"
  end
  local text = format("%.17g", value)
  if math_type and not find(text, "[.e]") then
    text = text .. ".0"
  end
  return text
end

-- Whether a table has names only, and whether it has nothing but the positions 1 to n; and how many pairs it has.
local function shape(value)
  local size, names, positions = 0, true, true
  for key in next, value do
    size = size + 1
    local kind = type(key)
    names = names and kind == "string"
    positions = positions and kind == "number"
  end
  for position = 1, positions and size or 0 do
    if rawget(value, position) == nil then
      return size, false, false
    end
  end
  return size, names, positions
end

local write

local function list(value, size, parts, depth)
  parts[#parts + 1] = "[0"
  for position = 1, size do
    parts[#parts + 1] = ","
    write(rawget(value, position), parts, depth)
  end
  parts[#parts + 1] = "]"
end

local function pairs_of(value, parts, depth)
  parts[#parts + 1] = "[3"
  for key, inner in next, value do
    parts[#parts + 1] = ","
    write(key, parts, depth)
    parts[#parts + 1] = ","
    write(inner, parts, depth)
  end
  parts[#parts + 1] = "]"
end

local function object(value, parts, depth)
  local mark = "{"
  for key, inner in next, value do
    parts[#parts + 1] = mark
    parts[#parts + 1] = quote(key)
    parts[#parts + 1] = ":"
    write(inner, parts, depth)
    mark = ","
  end
  parts[#parts + 1] = "}"
end

-- A match of `regex`, with its groups by name, those that have a number only by that.
local function named(match)
  local groups = {}
  for key, group in next, match do
    groups[type(key) == "number" and number(key) or key] = group
  end
  return groups
end

function write(value, parts, depth)
  local kind = type(value)
  if kind == "string" and #value > LONG then
    parts[#parts + 1] = '"'
    parts[#parts + 1] = escape(value)
    parts[#parts + 1] = '"'
  elseif kind == "string" then
    parts[#parts + 1] = quote(value)
  elseif kind == "number" then
    parts[#parts + 1] = number(value)
  elseif kind == "nil" then
    parts[#parts + 1] = "null"
  elseif kind == "boolean" then
    parts[#parts + 1] = tostring(value)
  elseif kind ~= "table" then
    parts[#parts + 1] = "[2]"
  elseif rawequal(value, null) then
    parts[#parts + 1] = "[1]"
  elseif depth > DEEPEST then
    parts[#parts + 1] = "{}"
  elseif next(value) == nil then
    parts[#parts + 1] = EMPTY[kind_of(value)] or "{}"
  elseif matches[value] then
    write(named(value), parts, depth)
  else
    local size, names, positions = shape(value)
    if names then
      object(value, parts, depth + 1)
    elseif positions then
      list(value, size, parts, depth + 1)
    else
      pairs_of(value, parts, depth + 1)
    end
  end
end

-- The values of a list of known length, of which some may be nil.
return function(values, size)
  local parts = {}
  list(values, size, parts, 0)
  return concat(parts)
end
