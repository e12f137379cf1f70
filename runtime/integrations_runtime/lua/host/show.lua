-- Shows values as a reader of Lua would write them: bounded in depth, number and length, with a mark where a table holds itself.

local null = ...

local next, type, rawequal, rawget, tostring, sort =
  next, type, rawequal, rawget, tostring, table.sort
local concat, format, gsub, find, rep, sub =
  table.concat, string.format, string.gsub, string.find, string.rep, string.sub

local DEEPEST, WIDEST, MOST, LONGEST, LINE = 8, 200, 2000, 2000, 80

local function text(value)
  local cut = ""
  if #value > LONGEST then
    value, cut = sub(value, 1, LONGEST), "…"
  end
  value = gsub(format("%q", value), "\\\n", "\\n")
  return value .. cut
end

local function scalar(value)
  if type(value) == "string" then
    return text(value)
  elseif rawequal(value, null) then
    return "null"
  elseif type(value) == "function" or type(value) == "thread" or type(value) == "userdata" then
    return "<" .. type(value) .. ">"
  end
  return tostring(value)
end

local function is_position(key, last)
  return type(key) == "number" and key >= 1 and key <= last and key % 1 == 0
end

-- Keys that are not positions of the list part, names first and in order.
local function keys_of(value, last)
  local names, others = {}, {}
  for key in next, value do
    if #names + #others > WIDEST then
      break
    elseif type(key) == "string" then
      names[#names + 1] = key
    elseif not is_position(key, last) then
      others[#others + 1] = key
    end
  end
  sort(names)
  for index = 1, #others do
    names[#names + 1] = others[index]
  end
  return names
end

local function label(key)
  if type(key) == "string" and #key < 100 and find(key, "^[%a_][%w_]*$") then
    return key
  end
  return "[" .. (type(key) == "table" and "<table>" or scalar(key)) .. "]"
end

local show

local function joined(items, depth)
  local line = concat(items, ", ")
  if #line <= LINE and not find(line, "\n", 1, true) then
    return "{ " .. line .. " }"
  end
  local indent = rep("  ", depth)
  return "{\n  " .. indent .. concat(items, ",\n  " .. indent) .. ",\n" .. indent .. "}"
end

local function list_size(value)
  local size = 0
  while size < WIDEST and rawget(value, size + 1) ~= nil do
    size = size + 1
  end
  return size
end

local function content(value, state, depth)
  local items, size = {}, list_size(value)
  for position = 1, size do
    items[position] = show(rawget(value, position), state, depth + 1)
  end
  local more = size == WIDEST and rawget(value, size + 1) ~= nil
  local keys = more and {} or keys_of(value, size)
  for index = 1, #keys do
    if #items >= WIDEST then
      more = true
      break
    end
    local inner = show(rawget(value, keys[index]), state, depth + 1)
    items[#items + 1] = label(keys[index]) .. " = " .. inner
  end
  if more then
    items[#items + 1] = "…"
  end
  return items
end

function show(value, state, depth)
  if type(value) ~= "table" or rawequal(value, null) then
    return scalar(value)
  elseif state.seen[value] then
    return "<cycle>"
  elseif next(value) == nil then
    return "{}"
  elseif depth >= DEEPEST or state.count >= MOST then
    return "{ … }"
  end
  state.seen[value], state.count = true, state.count + 1
  local items = content(value, state, depth)
  state.seen[value] = nil
  return joined(items, depth)
end

return function(value)
  return show(value, { seen = {}, count = 0 }, 0)
end
