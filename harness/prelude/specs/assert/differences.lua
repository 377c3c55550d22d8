-- Where two values differ, as lines such as "At .stats.hp: (number) 3, expected (number) 4".
local S = ...
local b = S.P.builtins
local type, find, sub, byte, format = b.type, b.find, b.sub, b.byte, b.format
local tables, text, sorted_keys = S.assert_tables, S.assert_text, S.assert_keys
local type_of = S.assert_kinds.type_of

-- More lines do not help; the tables are printed, too.
local MAX_LINES = 10
-- Longer strings are shown by what is around their first difference.
local LONG, AROUND = 40, 20
local MAX_ENTRIES = 4

local function escaped(s)
  return (b.gsub(s, '[%c\128-\255]', function(char)
    if char == '\n' then return '\\n' end
    return format('\\%03d', byte(char))
  end))
end

local function brief_string(s)
  if #s > LONG then return "'" .. escaped(sub(s, 1, LONG)) .. "'..." end
  return "'" .. escaped(s) .. "'"
end

local function key_text(key)
  if type(key) == 'string' then return find(key, '^[%a_][%w_]*$') and key or '[' .. brief_string(key) .. ']' end
  return '[' .. (type(key) == 'number' and text.number(key) or text.address(key)) .. ']'
end

local function brief_table(t)
  local keys, parts = sorted_keys(t), {}
  for i = 1, #keys do
    if i > MAX_ENTRIES then
      parts[i] = '...'
      break
    end
    local value = b.rawget(t, keys[i])
    local kind, shown = type_of(value), nil
    if kind == 'string' then shown = brief_string(value)
    elseif kind == 'number' then shown = text.number(value)
    elseif kind == 'boolean' then shown = b.tostring(value)
    elseif kind == 'table' then shown = b.next(value) == nil and '{}' or '{...}'
    else shown = kind end
    parts[i] = key_text(keys[i]) .. ' = ' .. shown
  end
  return #parts == 0 and '(table) {}' or '(table) { ' .. b.concat(parts, ', ') .. ' }'
end

local function brief(value)
  if type(value) == 'string' then return '(string) ' .. brief_string(value) end
  if type_of(value) == 'table' then return brief_table(value) end
  return text.of(value) or b.tostring(value)
end

local function first_difference(one, other)
  local at, step = 1, 4096
  while at <= #one and at <= #other do
    if step > 1 and sub(one, at, at + step - 1) ~= sub(other, at, at + step - 1) then
      step = step / 16
      if step < 1 then step = 1 end
    elseif step == 1 and byte(one, at) ~= byte(other, at) then
      return at
    else
      at = at + step
    end
  end
  return #one < #other and #one + 1 or #other + 1
end

local function excerpt(s, at)
  if at > #s then return (#s > AROUND and "'..." or "'") .. escaped(sub(s, -AROUND)) .. "' (its end)" end
  local first, last = at - AROUND, at + AROUND
  return "'" .. (first > 1 and '...' or '') .. escaped(sub(s, first > 1 and first or 1, last))
    .. (last < #s and '...' or '') .. "'"
end

-- nil when both are short enough to compare by eye.
local function string_difference(path, actual, expected)
  if #actual <= LONG and #expected <= LONG and not find(actual .. expected, '[%c\128-\255]') then return nil end
  local at = first_difference(actual, expected)
  local _, newlines = b.gsub(sub(actual, 1, at - 1), '\n', '')
  local where = format('byte %d', at)
  if newlines > 0 then where = where .. format(' (line %d)', newlines + 1) end
  return 'At ' .. (path == '' and '' or path .. ', ') .. where .. ': ' .. excerpt(actual, at)
    .. ', expected ' .. excerpt(expected, at)
end

local function difference(path, actual, expected)
  if actual == nil then return 'Missing ' .. path .. ', expected ' .. brief(expected) end
  if expected == nil then return 'Unexpected ' .. path .. ': ' .. brief(actual) end
  if type(actual) == 'string' and type(expected) == 'string' then
    local line = string_difference(path, actual, expected)
    if line then return line end
  end
  return 'At ' .. path .. ': ' .. brief(actual) .. ', expected ' .. brief(expected)
end

-- Lines, and the keys that lead to the first difference, innermost first.
local function of_tables(root, expected_root)
  local lines, crumbs, met, trail = {}, nil, {}, {}

  local function report(path, actual, expected)
    if not crumbs then
      crumbs = {}
      for i = #trail, 1, -1 do crumbs[#crumbs + 1] = trail[i] end
    end
    lines[#lines + 1] = difference(path, actual, expected)
  end

  local function walk(path, actual, expected)
    if tables.met_before(met, actual, expected) then return end
    local keys = sorted_keys(actual, expected)
    for i = 1, #keys do
      if #lines > MAX_LINES then return end
      local key = keys[i]
      local one, other = actual[key], expected[key]
      local is_named = type(key) == 'string' and find(key, '^[%a_][%w_]*$')
      local inner = path .. (is_named and '.' or '') .. key_text(key)
      trail[#trail + 1] = key
      local is_walkable = type_of(one) == 'table' and type_of(other) == 'table'
      if is_walkable and not tables.share_eq(one, other) then
        if not b.rawequal(one, other) then walk(inner, one, other) end
      elseif not (one == other) then
        report(inner, one, other)
      end
      trail[#trail] = nil
    end
  end

  walk('', root, expected_root)
  if #lines > MAX_LINES then lines[#lines] = '... and more' end
  return lines, crumbs or {}
end

local differences = { of_tables = of_tables }

-- One text for two values that are not equal, or nil where their own texts say it all.
function differences.explain(actual, expected)
  if type(actual) == 'string' and type(expected) == 'string' then
    return string_difference('', actual, expected)
  end
  if type_of(actual) ~= 'table' or type_of(expected) ~= 'table' then return nil end
  local lines = of_tables(actual, expected)
  if #lines > 0 then return b.concat(lines, '\n') end
end

return differences
