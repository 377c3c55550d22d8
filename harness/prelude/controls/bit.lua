-- LuaJIT's library bit in plain Lua: `C.bit`. Numbers are taken modulo 2^32, fractions rounded, results are signed.
local C = ...
local b = C.b
local type, tonumber, select = b.type, b.tonumber, b.select
local WORD, HALF = 4294967296.0, 2147483648.0

local function floor(x) return x - x % 1 end

-- The nearest whole number, a tie to the even one, from 0 to 2^32 - 1.
local function word(x)
  local whole = floor(x)
  local rest = x - whole
  if rest > 0.5 or (rest == 0.5 and whole % 2 == 1) then whole = whole + 1 end
  return whole % WORD
end

local function signed(x)
  if x >= HALF then x = x - WORD end
  return C.tointeger and C.tointeger(x) or x
end

local function argument(name, position, ...)
  local value = select(position, ...)
  local number = type(value) == 'number' and value or type(value) == 'string' and tonumber(value)
  if not number then
    local got = position > select('#', ...) and 'no value' or type(value)
    b.error('bad argument #' .. b.format('%d', position) .. " to '" .. name .. "' (number expected, got " .. got .. ')', 3)
  end
  return word(number + 0.0)
end

-- For each two digits of four bits what comes out, by operation.
local function table_of(of_bits)
  local results = {}
  for x = 0, 15 do
    for y = 0, 15 do
      local result, unit, p, q = 0, 1, x, y
      for _ = 1, 4 do
        if of_bits(p % 2, q % 2) then result = result + unit end
        p, q, unit = floor(p / 2), floor(q / 2), unit * 2
      end
      results[x * 16 + y] = result
    end
  end
  return results
end

local function combiner(results)
  return function(x, y)
    local result, unit = 0.0, 1.0
    for _ = 1, 8 do
      result = result + results[x % 16 * 16 + y % 16] * unit
      x, y, unit = floor(x / 16), floor(y / 16), unit * 16
    end
    return result
  end
end

local bits = {}

local function folding(name, combine)
  bits[name] = function(...)
    local result = argument(name, 1, ...)
    for i = 2, select('#', ...) do result = combine(result, argument(name, i, ...)) end
    return signed(result)
  end
end
folding('band', combiner(table_of(function(x, y) return x + y == 2 end)))
folding('bor', combiner(table_of(function(x, y) return x + y > 0 end)))
folding('bxor', combiner(table_of(function(x, y) return x + y == 1 end)))

local function shifting(name, shift)
  bits[name] = function(...)
    local x, n = argument(name, 1, ...), argument(name, 2, ...)
    return signed(shift(x, n % 32))
  end
end
shifting('lshift', function(x, n) return x * 2.0 ^ n % WORD end)
shifting('rshift', function(x, n) return floor(x / 2.0 ^ n) end)
shifting('arshift', function(x, n)
  if x < HALF then return floor(x / 2.0 ^ n) end
  return floor((x - WORD) / 2.0 ^ n) % WORD
end)
local function rol(x, n) return (x * 2.0 ^ n % WORD + floor(x / 2.0 ^ (32 - n))) % WORD end
shifting('rol', rol)
shifting('ror', function(x, n) return rol(x, (32 - n) % 32) end)

function bits.tobit(...) return signed(argument('tobit', 1, ...)) end
function bits.bnot(...) return signed(WORD - 1 - argument('bnot', 1, ...)) end

function bits.bswap(...)
  local x, result = argument('bswap', 1, ...), 0.0
  for _ = 1, 4 do
    result = result * 256 + x % 256
    x = floor(x / 256)
  end
  return signed(result)
end

function bits.tohex(...)
  local x = argument('tohex', 1, ...)
  local digits = select('#', ...) > 1 and signed(argument('tohex', 2, ...)) or 8
  local letters = digits < 0 and '0123456789ABCDEF' or '0123456789abcdef'
  if digits < 0 then digits = -digits end
  if digits > 8 then digits = 8 end
  local text = ''
  for _ = 1, digits do
    local digit = x % 16 + 1
    text = b.sub(letters, digit, digit) .. text
    x = floor(x / 16)
  end
  return text
end

C.bit = bits
