-- Values as a person reads them, the same text on every VM: keys sorted, strings quoted, ASCII only.
local S = ...
local b = S.P.builtins
local type, format, sub, match, rep = b.type, b.format, b.sub, b.match, b.rep

local INFINITY = 1e308 * 10
local EXACT = 2.0 ^ 53
local MIN_NORMAL = 2.0 ^ -1022

-- C libraries and JavaScript agree on digits, not on where to use an exponent.
local function with_own_exponent(text)
  local sign, whole, fraction, exponent = match(text, '^(%-?)(%d+)%.?(%d*)e?([+-]?%d*)$')
  local digits, point = whole .. fraction, #whole + (b.tonumber(exponent) or 0)
  local zeros = #match(digits, '^0*')
  digits, point = match(sub(digits, zeros + 1), '^(.-)0*$'), point - zeros
  if point > 21 or point < -5 then
    local rest = #digits > 1 and '.' .. sub(digits, 2) or ''
    return sign .. sub(digits, 1, 1) .. rest .. format('e%d', point - 1)
  end
  if point <= 0 then return sign .. '0.' .. rep('0', -point) .. digits end
  if point >= #digits then return sign .. digits .. rep('0', point - #digits) end
  return sign .. sub(digits, 1, point) .. '.' .. sub(digits, point + 1)
end

-- The shortest text that reads back as the number; whole floats look like integers.
local function number_text(x)
  if b.math_type and b.math_type(x) == 'integer' then return format('%d', x) end
  if x ~= x then return 'nan' end
  if x == INFINITY then return 'inf' end
  if x == -INFINITY then return '-inf' end
  if x == 0 then return 1 / x < 0 and '-0' or '0' end
  if x % 1 == 0 and x > -EXACT and x < EXACT then return format('%.0f', x) end
  -- the tiniest numbers have fewer digits than others
  local fewest = x > -MIN_NORMAL and x < MIN_NORMAL and 1 or 15
  for digits = fewest, 17 do
    local text = format('%.' .. format('%d', digits) .. 'g', x)
    if digits == 17 or b.tonumber(text) == x then return with_own_exponent(text) end
  end
end

local NAMED = { ['\n'] = '\\n', ['\t'] = '\\t', ['\r'] = '\\r', ['\\'] = '\\\\', ["'"] = "\\'" }
local function escape(char)
  return NAMED[char] or format('\\%03d', b.byte(char))
end

-- In a set, ] must come first, and [ makes no range.
local function quoted(s)
  return "'" .. b.gsub(s, '[^]-~ !-&(-[]', escape) .. "'"
end

local RANKS = { number = 1, string = 2, boolean = 3 }

local function key_before(left, right)
  local one, other = type(left), type(right)
  if one ~= other then return (RANKS[one] or 4) < (RANKS[other] or 4) end
  if one == 'number' or one == 'string' then return left < right end
  return one == 'boolean' and right and not left
end

-- Keys in an order that does not depend on the VM, as far as they have one.
local function sorted_keys(t)
  local keys = {}
  for key in b.next, t do keys[#keys + 1] = key end
  b.sort(keys, key_before)
  return keys
end

local text_of

local function key_text(key, open)
  if type(key) == 'string' and match(key, '^[%a_][%w_]*$') then return key end
  return '[' .. text_of(key, open) .. ']'
end

local function table_text(t, open)
  if open[t] then return '<cycle>' end
  open[t] = true
  local pieces, count = {}, 0
  while b.rawget(t, count + 1) ~= nil do
    count = count + 1
    pieces[count] = text_of(b.rawget(t, count), open)
  end
  local keys = sorted_keys(t)
  for i = 1, #keys do
    local key = keys[i]
    if type(key) ~= 'number' or key < 1 or key > count or key % 1 ~= 0 then
      pieces[#pieces + 1] = key_text(key, open) .. ' = ' .. text_of(b.rawget(t, key), open)
    end
  end
  open[t] = nil
  return '{' .. b.concat(pieces, ', ') .. '}'
end

function text_of(value, open)
  local kind = type(value)
  if kind == 'number' then return number_text(value) end
  if kind == 'string' then return quoted(value) end
  if kind == 'table' then return table_text(value, open) end
  if kind == 'nil' or kind == 'boolean' then return b.tostring(value) end
  return '<' .. kind .. '>'
end

-- What is longer tells nobody anything, and a message goes through every report.
local MAX_LENGTH = 1000

local function shown(value)
  local text = text_of(value, {})
  if #text <= MAX_LENGTH then return text end
  return sub(text, 1, MAX_LENGTH) .. format('... (%d characters)', #text)
end

-- Values from 1 to count, with commas.
local function list_text(values, count)
  local texts = {}
  for i = 1, count do texts[i] = shown(values[i]) end
  return b.concat(texts, ', ')
end

return { of = shown, of_list = list_text, of_number = number_text, quoted = quoted, sorted_keys = sorted_keys }
