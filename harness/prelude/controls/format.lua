-- The conversions of string.format, one at a time, and numbers as LuaJIT writes them. A conversion is a table of
-- `text` ("%-5.2f") and its parts `flags`, `width`, `dot`, `precision` (texts, perhaps empty) and `letter`.
--   C.on_format_value(rule, letters, f)   f(value, conversion) gives another value to convert, or nil
--   C.on_format_text(rule, letters, f)    f(value, conversion) gives the text that it becomes, or nil
-- For conversions of numbers it is a number by then, even if it came as text. What makes no difference is not noted.
local C = ...
local b = C.b
local type, select, tonumber, unpack, pcall, error = b.type, b.select, b.tonumber, b.unpack, b.pcall, b.error
local find, match, sub, gsub, rep, format = b.find, b.match, b.sub, b.gsub, b.rep, b.format
local concat = b.concat
local lower, upper, gmatch = string.lower, string.upper, string.gmatch

local INFINITY = 1e308 * 10
local TWO_32, TWO_63, TWO_64 = 2.0 ^ 32, 2.0 ^ 63, 2.0 ^ 64

local largest = 2147483647
-- fengari's numbers; its text of numbers is JavaScript's.
C.has_32_bit_integers = b.math_type ~= nil and largest + 1 < 0

local function is_finite(x) return x == x and x ~= INFINITY and x ~= -INFINITY end
C.is_finite = is_finite

-- Towards zero, as a float where there are such.
local function truncate(x)
  x = x + 0.0
  if not is_finite(x) then return x end
  if x < 0 then return -(-x - -x % 1) end
  return x - x % 1
end
C.truncate = truncate

local function is_negative(x) return x < 0 or x == 0 and 1 / x < 0 end

-- The digits of a positive number without the zeros at their end, and the exponent of the first.
local function significant(x)
  local whole, fraction, exponent = match(format('%.98e', x), '^(%d)%.(%d+)e([+-]%d+)$')
  return gsub(whole .. fraction, '0+$', ''), tonumber(exponent)
end

-- LuaJIT rounds what lies exactly between two numbers away from zero, others to the even one: the number itself, or
-- the next one away from zero, which every VM rounds as LuaJIT does this one.
local function half_up(x, letter, precision)
  -- A sum would lose the sign of zero.
  x = x * 1.0
  if x == 0 or not is_finite(x) then return x end
  local digits, exponent = significant(x < 0 and -x or x)
  local kept = letter == 'f' and exponent + 1 + precision or letter == 'e' and precision + 1 or precision
  if #digits ~= kept + 1 or sub(digits, -1) ~= '5' then return x end
  local other = x + x * 2.0 ^ -53
  if other == x then other = x + x * 2.0 ^ -52 end
  return other
end

function C.rounded_half_up(x, conversion)
  local letter, precision = lower(conversion.letter), tonumber(conversion.precision) or 0
  if conversion.dot == '' then precision = 6 end
  if letter == 'g' and precision == 0 then precision = 1 end
  return half_up(x, letter, precision)
end

local function has(conversion, flag) return find(conversion.flags, flag, 1, true) ~= nil end

local function sign_of(conversion, negative)
  if negative then return '-' end
  return has(conversion, '+') and '+' or has(conversion, ' ') and ' ' or ''
end

-- Sign and body at the width that was asked for.
local function pad(conversion, sign, body, zeros)
  local room = (tonumber(conversion.width) or 0) - #sign - #body
  if room <= 0 then return sign .. body end
  if has(conversion, '-') then return sign .. body .. rep(' ', room) end
  if zeros and has(conversion, '0') then return sign .. rep('0', room) .. body end
  return rep(' ', room) .. sign .. body
end
C.pad = pad

-- The 64 bits of a number, as their digits.
local function digits_of_bits(x, base)
  if x >= TWO_63 then x = x - TWO_64 end
  local high, low = 2.0 ^ 31, 0.0
  if x >= -TWO_63 and x < TWO_63 then
    low = x % TWO_32
    high = (x - low) / TWO_32 % TWO_32
  end
  local digits = ''
  repeat
    local high_rest = high % base
    high = (high - high_rest) / base
    local both = high_rest * TWO_32 + low
    local digit = both % base
    low = (both - digit) / base
    digits = sub('0123456789abcdef', digit + 1, digit + 1) .. digits
  until high == 0 and low == 0
  return digits
end

local BASES = { o = 8.0, u = 10.0, x = 16.0 }

-- What LuaJIT makes of a number under d i u o x X: 64 bits, whatever the number.
function C.integer_text(x, conversion)
  x = truncate(x)
  local letter, sign, digits = lower(conversion.letter), '', nil
  if BASES[letter] then
    digits = digits_of_bits(x, BASES[letter])
  elseif x >= -TWO_63 and x < TWO_63 then
    sign, digits = sign_of(conversion, x < 0), format('%.0f', x < 0 and -x or x)
  else
    sign, digits = '-', '9223372036854775808'
  end
  if conversion.dot ~= '' then
    local least = tonumber(conversion.precision) or 0
    if least == 0 and digits == '0' then digits = '' end
    digits = rep('0', least - #digits) .. digits
  end
  if has(conversion, '#') and digits ~= '0' and letter == 'x' then sign = '0x' end
  if has(conversion, '#') and letter == 'o' and sub(digits, 1, 1) ~= '0' then digits = '0' .. digits end
  local text = pad(conversion, sign, digits, conversion.dot == '')
  return conversion.letter == 'X' and upper(text) or text
end

local function exponent_text(x, precision)
  local mantissa, sign, digits = match(format('%.' .. precision .. 'e', x), '^([^e]+)e([+-])(%d+)$')
  if #digits < 2 then digits = '0' .. digits end
  return mantissa, sign .. digits
end

local function fixed_text(x, precision)
  if x < 1e21 then return format('%.' .. precision .. 'f', x) end
  local _, exponent = significant(x)
  if exponent > 98 then return nil end
  local digits = gsub(exponent_text(x, exponent), '%.', '')
  return digits .. (precision > 0 and '.' .. rep('0', precision) or '')
end

local function general_text(x, precision, alternative)
  if precision == 0 then precision = 1 end
  if x == 0 and not alternative then return '0' end
  local mantissa, exponent = exponent_text(x, precision - 1)
  local power = tonumber(exponent)
  local tail = ''
  if power < -4 or power >= precision then
    tail = 'e' .. exponent
  else
    mantissa = format('%.' .. precision - 1 - power .. 'f', x)
  end
  if not alternative and find(mantissa, '.', 1, true) then
    mantissa = gsub((gsub(mantissa, '0+$', '')), '%.$', '')
  end
  if alternative and not find(mantissa, '.', 1, true) then mantissa = mantissa .. '.' end
  return mantissa .. tail
end

-- A number under e f g E F G as C has it, of the digits that JavaScript gives; nil where it gives too few.
function C.float_text(x, conversion)
  local letter = lower(conversion.letter)
  local precision = conversion.dot == '' and 6 or tonumber(conversion.precision) or 0
  local alternative = has(conversion, '#')
  x = x * 1.0
  local sign = sign_of(conversion, is_negative(x))
  local text
  if not is_finite(x) then
    text = x ~= x and 'nan' or 'inf'
    if x ~= x then sign = has(conversion, ' ') and ' ' or '' end
  else
    if x < 0 then x = -x end
    if letter == 'f' then
      text = fixed_text(x, precision)
      if alternative and text and precision == 0 then text = text .. '.' end
    elseif letter == 'e' then
      local mantissa, exponent = exponent_text(x, precision)
      text = mantissa .. (alternative and precision == 0 and '.' or '') .. 'e' .. exponent
    else
      text = general_text(x, precision, alternative)
    end
  end
  if not text then return nil end
  text = pad(conversion, sign, text, is_finite(x))
  return conversion.letter ~= letter and upper(text) or text
end

local NUMBER = { flags = '', width = '', dot = '.', precision = '14', letter = 'g' }

-- LuaJIT's tostring of a number.
function C.luajit_number_text(x)
  if x ~= x then return 'nan' end
  if C.has_32_bit_integers then return C.float_text(x, NUMBER) end
  return format('%.14g', half_up(x, 'g', 14))
end

local values_of, texts_of = {}, {}

local function conversions(pattern)
  local list, position = {}, 1
  while true do
    local from, to, flags, width, dot, precision, letter =
      find(pattern, '%%([-+ #0]*)(%d*)(%.?)(%d*)(.)', position)
    if not from then return list, sub(pattern, position) end
    list[#list + 1] = {
      before = sub(pattern, position, from - 1), text = sub(pattern, from, to),
      flags = flags, width = width, dot = dot, precision = precision, letter = letter,
    }
    position = to + 1
  end
end

local function pack(...) return select('#', ...), { ... } end

local function shown(ok, text) return ok and C.show(text) or 'an error' end

local function converted(original, value, conversion)
  local number = value
  if find('cdiouxXaAeEfFgG', conversion.letter, 1, true) then
    if type(value) == 'string' then number = tonumber(value) end
    -- Not a number: the error is the VM's.
    if type(number) ~= 'number' then return original(conversion.text, value) end
  end
  local function note(rule, ok, text)
    local own_ok, own = pcall(original, conversion.text, value)
    if own_ok == ok and own == text then return end
    C.note(rule, 'string.format("' .. conversion.text .. '", ' .. C.show(value) .. ')',
      shown(own_ok, own), shown(ok, text))
  end
  for _, handler in b.pairs(values_of[conversion.letter] or {}) do
    local other = handler.f(number, conversion)
    if other ~= nil then
      note(handler.rule, pcall(original, conversion.text, other))
      value, number = other, other
    end
  end
  for _, handler in b.pairs(texts_of[conversion.letter] or {}) do
    local text = handler.f(number, conversion)
    if text ~= nil then
      note(handler.rule, true, text)
      return text
    end
  end
  return original(conversion.text, value)
end

-- Errors of one conversion count its argument as the second.
local function raise(message, index)
  if type(message) == 'string' then
    message = gsub(message, 'bad argument #2 ', 'bad argument #' .. format('%d', index + 1) .. ' ', 1)
  end
  error(message, 0)
end

local function format_one_by_one(original, list, rest, ...)
  local count, values = pack(...)
  local out, index = {}, 0
  for i = 1, #list do
    local conversion = list[i]
    out[#out + 1] = conversion.before
    if conversion.letter == '%' then
      out[#out + 1] = original(conversion.text)
    else
      index = index + 1
      local ok, text
      if index > count then
        ok, text = pcall(original, conversion.text)
      else
        ok, text = pcall(converted, original, values[index], conversion)
      end
      if not ok then raise(text, index) end
      out[#out + 1] = text
    end
  end
  -- A "%" at the end is an error of the original's.
  out[#out + 1] = original(rest)
  return concat(out)
end

local installed = false
local function install()
  installed = true
  C.redefine('string', 'format', function(original)
    return function(pattern, ...)
      if type(pattern) ~= 'string' then return original(pattern, ...) end
      local list, rest = conversions(pattern)
      for i = 1, #list do
        local letter = list[i].letter
        if values_of[letter] or texts_of[letter] then
          return format_one_by_one(original, list, rest, ...)
        end
      end
      return original(pattern, ...)
    end
  end)
end

local function add(lists, rule, letters, f)
  if not installed then install() end
  for letter in gmatch(letters, '.') do
    local list = lists[letter] or {}
    lists[letter] = list
    list[#list + 1] = { rule = rule, f = f }
  end
end

function C.on_format_value(rule, letters, f) add(values_of, rule, letters, f) end
function C.on_format_text(rule, letters, f) add(texts_of, rule, letters, f) end
