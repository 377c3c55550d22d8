-- LuaJIT's math.random on every VM: the Tausworthe generator TW223 of lj_prng.c (L'Ecuyer, "Tables
-- of maximally equidistributed combined LFSR generators", 1999, table 3, first entry) and the
-- seeding of lib_math.c, on 64-bit words held as two 32-bit halves in floats, because PUC 5.1 has
-- neither 64-bit integers nor bit operations. LuaJIT itself keeps its own, which its shim seeds.
local P = ...
local b = P.builtins
local floor, integer = P.floor, P.integer

local POWERS = {}
for i = 0, 32 do POWERS[i] = 2.0 ^ i end

-- Nibble table for VMs without bit operations, made when the first number is drawn.
local nibbles
local function make_nibbles()
  nibbles = {}
  for x = 0, 15 do
    for y = 0, 15 do
      local result, bit, p, q = 0, 1, x, y
      for _ = 1, 4 do
        if p % 2 ~= q % 2 then result = result + bit end
        p, q, bit = (p - p % 2) / 2, (q - q % 2) / 2, bit * 2
      end
      nibbles[x * 16 + y] = result
    end
  end
end

local function xor_by_table(x, y)
  if not nibbles then make_nibbles() end
  local result, unit = 0, 1
  for _ = 1, 8 do
    local p, q = x % 16, y % 16
    result = result + nibbles[p * 16 + q] * unit
    x, y, unit = (x - p) / 16, (y - q) / 16, unit * 16
  end
  return result
end

local xor = P.shim.xor32 or xor_by_table

-- The four components: k significant bits, shifts q and s.
local K, Q, S = { 63, 58, 55, 47 }, { 31, 19, 24, 21 }, { 18, 28, 7, 8 }
local high, low = {}, {}

local function shift_left(hi, lo, n)
  local keep = POWERS[32 - n]
  return hi % keep * POWERS[n] + floor(lo / keep), lo % keep * POWERS[n]
end

local function shift_right(hi, lo, n)
  if n >= 32 then return 0.0, floor(hi / POWERS[n - 32]) end
  return floor(hi / POWERS[n]), floor(lo / POWERS[n]) + hi % POWERS[n] * POWERS[32 - n]
end

local function step()
  local out_hi, out_lo = 0.0, 0.0
  for i = 1, 4 do
    local hi, lo, k, s = high[i], low[i], K[i], S[i]
    local a_hi, a_lo = shift_left(hi, lo, Q[i])
    a_hi, a_lo = shift_right(xor(a_hi, hi), xor(a_lo, lo), k - s)
    local c_hi, c_lo = shift_left(hi, lo - lo % POWERS[64 - k], s)
    hi, lo = xor(a_hi, c_hi), xor(a_lo, c_lo)
    high[i], low[i] = hi, lo
    out_hi, out_lo = xor(out_hi, hi), xor(out_lo, lo)
  end
  return out_hi, out_lo
end

-- The two halves of a double's bits.
local function bits_of(x)
  local sign = 0.0
  if x < 0 or (x == 0 and 1 / x < 0) then sign, x = 2147483648.0, -x end
  if x == 0 then return sign, 0.0 end
  if x ~= x then return 2146959360.0 + sign, 0.0 end
  if x == 1e308 * 10 then return 2146435072.0 + sign, 0.0 end
  local exponent = 0.0
  while x >= 2 do x, exponent = x / 2, exponent + 1 end
  while x < 1 and exponent > -1022 do x, exponent = x * 2, exponent - 1 end
  local biased = exponent + 1023
  if x < 1 then biased = 0.0 else x = x - 1 end
  local fraction = x * 1048576.0
  local top = floor(fraction)
  return sign + biased * 1048576.0 + top, (fraction - top) * 4294967296.0
end

local function seed(d)
  d = d + 0.0
  for i = 1, 4 do
    d = d * 3.14159265358979323846 + 2.7182818284590452354
    local hi, lo = bits_of(d)
    local minimum = POWERS[64 - K[i]]
    if hi == 0 and lo < minimum then lo = lo + minimum end
    high[i], low[i] = hi, lo
  end
  for _ = 1, 10 do step() end
end

local function number_argument(position, name, ...)
  local value = b.select(position, ...)
  local number = b.tonumber(value)
  if b.type(value) ~= 'number' and (b.type(value) ~= 'string' or not number) then
    P.argument_error(position, name, P.type_problem('number', value, b.select('#', ...), position), 3)
  end
  return number + 0.0
end

local function random(...)
  local hi, lo = step()
  local d = (hi % 1048576.0 * 4294967296.0 + lo) / 4503599627370496.0
  local count = b.select('#', ...)
  if count == 0 then return d end
  local first = number_argument(1, 'random', ...)
  if count == 1 then return integer(floor(d * first) + 1.0) end
  local last = number_argument(2, 'random', ...)
  return integer(floor(d * (last - first + 1.0)) + first)
end

local function randomseed(...)
  seed(number_argument(1, 'randomseed', ...))
end

-- Puts it in the place of the VM's own, as freshly seeded.
local function install()
  math.random, math.randomseed = random, randomseed
  seed(P.job.seed)
end
if P.job.determinism.random then install() end

return { install = install }
