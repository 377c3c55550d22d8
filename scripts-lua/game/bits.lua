-- 32-bit operations on unsigned numbers, for hashes and checksums.
--
-- Every value is a number in 0 .. 2^32-1. Where the VM has no `bit` library the
-- work is done in floating point: a VM whose integers are 32 bits wide would
-- wrap on the upper half of that range, and doubles are exact up to 2^53.

local bits = {}

local native = _G.bit
local MODULUS = 4294967296.0
local HALF = 65536.0

local POWERS = { [0] = 1.0 }
for n = 1, 32 do POWERS[n] = POWERS[n - 1] * 2.0 end

-- NIBBLE_AND[a * 16 + b] is `a and b` for two four-bit numbers: eight look-ups
-- replace thirty-two single-bit steps.
local NIBBLE_AND = {}
for a = 0, 15 do
  for b = 0, 15 do
    local value, x, y = 0, a, b
    for n = 0, 3 do
      if x % 2 == 1 and y % 2 == 1 then value = value + POWERS[n] end
      x, y = math.floor(x / 2), math.floor(y / 2)
    end
    NIBBLE_AND[a * 16 + b] = value
  end
end

local function band(a, b)
  local result, place = 0.0, 1.0
  while a > 0 and b > 0 do
    local low, other = a % 16.0, b % 16.0
    result = result + NIBBLE_AND[low * 16 + other] * place
    a, b, place = (a - low) / 16.0, (b - other) / 16.0, place * 16.0
  end
  return result
end

function bits.unsigned(n)
  n = n % MODULUS
  return n - n % 1.0
end

if native then
  function bits.band(a, b) return native.band(a, b) % MODULUS end
  function bits.bor(a, b) return native.bor(a, b) % MODULUS end
  function bits.bxor(a, b) return native.bxor(a, b) % MODULUS end
else
  function bits.band(a, b) return band(a % MODULUS, b % MODULUS) end

  function bits.bor(a, b)
    a, b = a % MODULUS, b % MODULUS
    return a + b - band(a, b)
  end

  function bits.bxor(a, b)
    a, b = a % MODULUS, b % MODULUS
    return a + b - 2.0 * band(a, b)
  end
end

function bits.bnot(a)
  return MODULUS - 1.0 - a % MODULUS
end

function bits.lshift(a, n)
  return (a % MODULUS) * POWERS[n] % MODULUS
end

function bits.rshift(a, n)
  local shifted = (a % MODULUS) / POWERS[n]
  return shifted - shifted % 1.0
end

function bits.rol(a, n)
  n = n % 32
  return bits.lshift(a, n) + bits.rshift(a, 32 - n)
end

-- The full product would need 64 bits; two 48-bit halves stay exact.
function bits.mul(a, b)
  a, b = a % MODULUS, b % MODULUS
  local low = a % HALF
  local high = (a - low) / HALF
  return (high * b % HALF * HALF + low * b) % MODULUS
end

function bits.hex(a)
  a = a % MODULUS
  local low = a % HALF
  return string.format('%04x%04x', (a - low) / HALF, low)
end

return bits
