-- Numbers at random that are the same to the bit on every VM, and have nothing to do with math.random, which tests
-- may seed or replace: the generator MRG32k3a (L'Ecuyer, "Good parameters and implementations for combined multiple
-- recursive random number generators", 1999). All it computes are whole doubles below 2^53, which are exact even where
-- a JIT compiler fuses a product and a sum; floats where there are two kinds, as integers of 32 bits overflow.
local S = ...
local b, floor = S.P.builtins, S.P.floor

local M1, M2 = 4294967087.0, 4294944443.0

-- Two numbers below 2^32 that stand for a text.
local function digest(text)
  local x, y = 7.0, 11.0
  for i = 1, #text do
    local byte = b.byte(text, i)
    x, y = (x * 263.0 + byte) % M1, (y * 8191.0 + byte) % M2
  end
  return x, y
end

-- A generator that starts from six numbers, which must not all be 0.
local function from_state(x0, x1, x2, y0, y1, y2)
  -- A whole number from 0 to M1 - 1.
  return function()
    x0, x1, x2 = x1, x2, (1403580.0 * x1 - 810728.0 * x0) % M1
    y0, y1, y2 = y1, y2, (527612.0 * y2 - 1370589.0 * y0) % M2
    return (x2 - y2) % M1
  end
end

-- Spread over the whole state; what the first steps give still shows where it comes from.
local WARM_UP = 12

local function from_numbers(x, y)
  local state = {}
  for i = 1, 6 do
    x, y = (x * 69069.0 + y + i) % M2, (y * 40014.0 + x + i) % M2
    state[i] = x == 0 and 1.0 or x
  end
  local word = from_state(b.unpack(state, 1, 6))
  for _ = 1, WARM_UP do word() end
  return word
end

-- What generators draw from. `size` (1 to 100) is how large values may get: properties are tried with small ones first.
-- `turn` makes the next draw that has edge values take them in order: { run = number, passes = how often it goes over
-- them, shift = how far ahead it is in the second pass }.
local function source(x, y, size)
  local word = from_numbers(x, y)
  local r = { size = size, turn = nil }

  -- From 0 up to but not including 1, in steps of 2^-53.
  function r.unit()
    return (floor(word() / 64.0) * 134217728.0 + floor(word() / 32.0)) / 9007199254740992.0
  end

  -- A whole number from 0 to count - 1.
  function r.below(count)
    local x = floor(r.unit() * count)
    -- a very large product may round up
    return x < count and x or count - 1.0
  end

  -- Which of `count` edge values to take (from 1), or nil for none of them.
  function r.edge(count)
    local turn = r.turn
    r.turn = nil
    if turn then
      local index = turn.run - 1.0
      local pass = floor(index / count)
      if pass < turn.passes then return (index + pass * turn.shift) % count + 1.0 end
    end
    if r.below(10.0) == 0 then return r.below(count) + 1.0 end
    return nil
  end

  -- Two numbers from which `source` makes the same generator again.
  function r.split()
    local first = word()
    return first, word()
  end

  return r
end

return { digest = digest, from_state = from_state, source = source }
