-- `regex` for scripts. A match is a table with the whole match at 0, its groups at 1, 2, …, and named groups by name.

local find, raise, null, matches = ...

local rawequal, type, tonumber, pairs = rawequal, type, tonumber, pairs
local gsub, match_text, concat = string.gsub, string.match, table.concat

local REPLACEMENTS = { string = true, number = true, ["function"] = true, table = true }

local function check(text, pattern, flags, name)
  if type(text) ~= "string" or type(pattern) ~= "string" then
    raise(name .. " takes a text and a pattern", name)
  elseif flags ~= nil and type(flags) ~= "string" then
    raise("the flags of " .. name .. " are letters of i, m, s and x", name)
  end
end

local function unfold(found)
  local match = {}
  for index = 1, #found.groups do
    local group = found.groups[index]
    if not rawequal(group, null) then
      match[index - 1] = group
    end
  end
  for name, group in pairs(found.names) do
    match[name] = group
  end
  matches[match] = true
  return match
end

local regex = {}

-- The first match, or nil.
function regex.match(text, pattern, flags)
  check(text, pattern, flags, "regex.match")
  local found = find("match", false, text, pattern, flags or "")
  return found and unfold(found)
end

-- A list of all matches.
function regex.match_all(text, pattern, flags)
  check(text, pattern, flags, "regex.match_all")
  local found = find("match_all", true, text, pattern, flags or "").matches
  for index = 1, #found do
    found[index] = unfold(found[index])
  end
  return found
end

-- `$1`, `${name}` and `$0` are groups, `$$` is a dollar.
local function expand(template, match, groups)
  local function group(name)
    local key = tonumber(name) or name
    if not (groups[key] or key == 0) then
      raise("the pattern has no group '" .. name .. "'; a dollar is written as $$", "regex.gsub")
    end
    return match[key] or ""
  end
  local text = gsub(template, "%$([%d${]?)([%w_]*)(}?)", function(first, rest, brace)
    if first == "$" then
      return "$" .. rest .. brace
    elseif first == "{" and brace == "}" then
      return group(rest)
    elseif match_text(first, "%d") then
      local digits, after = match_text(rest, "^(%d*)(.*)$")
      return group(first .. digits) .. after .. brace
    end
  end)
  return text
end

local function replaced(replacement, match, groups)
  local value
  if type(replacement) == "function" then
    value = replacement(match)
  elseif type(replacement) == "table" then
    value = replacement[match[1] or match[0]]
  else
    value = expand(replacement, match, groups)
  end
  if value == nil or value == false then
    return match[0]
  elseif type(value) ~= "string" and type(value) ~= "number" then
    raise(
      "the replacement of regex.gsub is a " .. type(value) .. ", and must be a text",
      "regex.gsub"
    )
  end
  return value
end

-- The text with its matches replaced, and how many there were.
function regex.gsub(text, pattern, replacement, flags)
  check(text, pattern, flags, "regex.gsub")
  if not REPLACEMENTS[type(replacement)] then
    raise("regex.gsub takes a text, a pattern, and a text, function or table", "regex.gsub")
  end
  local found = find("gsub", true, text, pattern, flags or "")
  local parts, groups = {}, {}
  for index = 1, #found.known do
    groups[found.known[index]] = true
  end
  for index = 1, #found.matches do
    local match = found.matches[index]
    parts[#parts + 1] = match.before
    parts[#parts + 1] = replaced(replacement, unfold(match), groups)
  end
  parts[#parts + 1] = found.rest
  return concat(parts), #found.matches
end

return regex
