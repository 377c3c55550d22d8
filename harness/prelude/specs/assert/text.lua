-- Values as text in failures.
local S = ...
local b = S.P.builtins
local type, rawget, format = b.type, b.rawget, b.format
local metatable_of, set_metatable, getinfo = debug.getmetatable, debug.setmetatable, b.getinfo
local kinds, state, sorted_keys = S.assert_kinds, S.assert_state, S.assert_keys

local INFINITY = 1e308 * 10
-- Escape codes as terminals take them.
local COLORS = {
  black = 30, red = 31, green = 32, yellow = 33, blue = 34, magenta = 35, cyan = 36, white = 37,
  bright = 1, dim = 2, underscore = 4, blink = 5, reverse = 7,
}

local text = {}

-- A control run may watch or change what becomes of addresses.
local function address(value)
  local current = S.P.job.control and tostring
  return (type(current) == 'function' and current or b.tostring)(value)
end
text.address = address

-- As the VM prints it, with as many more digits as it takes to tell it from its neighbours.
function text.number(x)
  if x ~= x then return 'NaN' end
  if x == INFINITY then return 'Inf' end
  if x == -INFINITY then return '-Inf' end
  if b.math_type and b.math_type(x) == 'integer' then return format('%d', x) end
  local digits = 14
  local shown = format('%.14g', x)
  while b.tonumber(shown) ~= x and digits < 17 do
    digits = digits + 1
    shown = format('%.' .. format('%d', digits) .. 'g', x)
  end
  if b.math_type and not b.find(shown, '[.e]') then shown = shown .. '.0' end
  return shown
end

local function plain(value)
  if type(value) == 'number' then return text.number(value) end
  if type(value) == 'string' then return value end
  return b.tostring(value)
end

-- The address of a table, whatever its metatable makes of `tostring`.
local function header(t)
  local metatable = metatable_of(t)
  if metatable == nil then return '(' .. address(t) .. ') ' end
  if rawget(metatable, '__metatable') ~= nil then return '(table) ' end
  set_metatable(t, nil)
  local shown = address(t)
  set_metatable(t, metatable)
  return '(' .. shown .. ') '
end

local function colored(mark)
  local color = state.get_parameter('TableErrorHighlightColor')
  b.gsub(type(color) == 'string' and color or '', '[^.]+', function(name)
    if COLORS[name] then mark = format('\27[%dm', COLORS[name]) .. mark .. '\27[0m' end
  end)
  return mark
end

-- `hints.crumbs`: keys that lead to what is to be marked, innermost first.
local function table_text(root, hints)
  local depth_limit = state.get_parameter('TableFormatLevel')
  local shows_recursion = state.get_parameter('TableFormatShowRecursion')
  local mark = state.get_parameter('TableErrorHighlightCharacter') or ''
  local crumbs = hints and hints.crumbs or {}
  local is_open, out = {}, { header(root) }
  local function put(piece) out[#out + 1] = piece end

  local function put_table(t, depth, is_marked)
    if shows_recursion and is_open[t] then return put('{ ... recursive }') end
    if b.next(t) == nil then return put('{ }') end
    if depth > depth_limit and depth_limit >= 0 then return put('{ ... more }') end
    local was_open = is_open[t]
    is_open[t] = true
    put('{')
    local crumb, keys = crumbs[#crumbs - depth + 1], sorted_keys(t)
    for i = 1, #keys do
      local key, value = keys[i], rawget(t, keys[i])
      local leads = is_marked and b.rawequal(key, crumb) and mark ~= ''
      put('\n' .. b.rep(' ', depth * 2 - (leads and #mark or 0)) .. (leads and colored(mark) or ''))
      put('[' .. plain(key) .. '] = ')
      if kinds.type_of(value) == 'table' then
        put_table(value, depth + 1, leads)
      elseif type(value) == 'string' then
        put("'" .. value .. "'")
      else
        put(plain(value))
      end
    end
    is_open[t] = was_open
    put(' }')
  end

  put_table(root, 1, true)
  return b.concat(out)
end

local function list_text(list)
  local texts = {}
  for i = 1, list.n do texts[i] = state.text_of(list[i]) end
  return '(' .. b.concat(texts, ', ') .. ')'
end

local function matcher_text(matcher)
  local opposite = matcher.mod and 'is.' or 'no.'
  if not matcher.arguments then return '(matcher) _' end
  return '(matcher) ' .. opposite .. b.tostring(matcher.name) .. list_text(matcher.arguments)
end

local OF = {
  ['string'] = function(value) return "(string) '" .. value .. "'" end,
  ['number'] = function(value) return '(number) ' .. text.number(value) end,
  ['boolean'] = function(value) return '(boolean) ' .. b.tostring(value) end,
  ['nil'] = function() return '(nil)' end,
  ['userdata'] = function(value) return "(userdata) '" .. address(value) .. "'" end,
  ['thread'] = function(value) return "(thread) '" .. address(value) .. "'" end,
  ['function'] = function(value)
    local info = getinfo(value, 'S')
    return address(value) .. ' @ line ' .. b.tostring(info.linedefined) .. ' in ' .. b.tostring(info.source)
  end,
  ['table'] = function(value, hints)
    if kinds.is_arguments(value) then return '(values list) ' .. list_text(value) end
    if kinds.is_matcher(value) then return matcher_text(value) end
    return table_text(value, hints)
  end,
}

function text.of(value, hints)
  local show = OF[kinds.type_of(value)]
  return show and show(value, hints)
end

state.add_formatter(text.of)
state.set_parameter('TableFormatLevel', 3)
state.set_parameter('TableFormatShowRecursion', false)
state.set_parameter('TableErrorHighlightCharacter', '*')
state.set_parameter('TableErrorHighlightColor', 'none')

return text
