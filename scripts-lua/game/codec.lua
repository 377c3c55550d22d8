-- Values as bytes: one tag, then a varint, a length-prefixed string or a
-- length-prefixed body. Tables are written in sorted key order, so equal
-- values always give equal bytes.

local tables = require 'game.tables'

local codec = {}

local MAX_DEPTH = 64
-- Whole numbers above this cannot be told apart by every VM.
local MAX_INTEGER = 9007199254740992.0
-- The smallest double is 2^-1074.
local MAX_EXPONENT = 1074

-- Seven bits per byte, lowest first. Division and remainder on floats reach
-- 2^53 even where integers have only 32 bits.
local function varint(n)
  local bytes = {}
  n = n * 1.0
  while n >= 128 do
    local low = n % 128.0
    bytes[#bytes + 1] = string.char(low + 128)
    n = (n - low) / 128.0
  end
  bytes[#bytes + 1] = string.char(n)
  return table.concat(bytes)
end

-- The sign is a tag of its own: folding it into the number would cost the
-- largest ones their last bit.
local function signed(n)
  if n < 0 then return '-' .. varint(-n) end
  return '+' .. varint(n)
end

local function prefixed(s)
  return varint(#s) .. s
end

-- A fraction becomes a 53-bit whole number and the power of two it lost.
local function writeFraction(n)
  local exponent, mantissa = 0, n * 1.0
  while mantissa % 1.0 ~= 0 do mantissa, exponent = mantissa * 2.0, exponent + 1 end
  return 'f' .. signed(mantissa) .. varint(exponent)
end

local write

-- Not by the length operator: with holes it may answer differently per VM.
local function isList(value, size)
  for index = 1, size do
    if value[index] == nil then return false end
  end
  return true
end

local function writeTable(value, depth)
  if depth > MAX_DEPTH then error({ code = 'too deep' }) end
  local size, parts = tables.size(value), {}
  if isList(value, size) then
    for index = 1, size do parts[index] = write(value[index], depth + 1) end
    return 'l' .. prefixed(table.concat(parts))
  end
  for key, inner in tables.sortedPairs(value) do
    parts[#parts + 1] = write(key, depth + 1) .. write(inner, depth + 1)
  end
  return 'm' .. prefixed(table.concat(parts))
end

function write(value, depth)
  local kind = type(value)
  if kind == 'string' then return 's' .. prefixed(value) end
  if kind == 'boolean' then return value and 't' or 'n' end
  if kind == 'table' then return writeTable(value, depth) end
  if kind ~= 'number' then error({ code = 'not storable', type = kind }) end
  local inRange = value > -MAX_INTEGER and value < MAX_INTEGER -- false for NaN too
  if not inRange then error({ code = 'not storable', type = kind }) end
  if value % 1 == 0 then return signed(value) end
  return writeFraction(value)
end

local function damaged(position)
  error({ code = 'damaged', position = position })
end

local function readVarint(bytes, position)
  local value, scale = 0.0, 1.0
  for _ = 1, 8 do
    local byte = bytes:byte(position) or damaged(position)
    position = position + 1
    if byte < 128 then return value + byte * scale, position end
    value, scale = value + (byte - 128) * scale, scale * 128.0
  end
  damaged(position)
end

-- Numbers of everyday size come back as integers where the VM has them.
local function whole(n)
  if n > -2147483648.0 and n < 2147483647.0 then return math.floor(n) end
  return n
end

local function readBody(bytes, position)
  local length, start = readVarint(bytes, position)
  local stop = start + whole(length)
  if stop - 1 > #bytes then damaged(position) end
  return start, stop
end

local readers = {}
local function read(bytes, position)
  local reader = readers[bytes:sub(position, position)] or damaged(position)
  return reader(bytes, position + 1)
end

function readers.t(_, position) return true, position end
function readers.n(_, position) return false, position end

readers['+'] = function(bytes, position)
  local value, after = readVarint(bytes, position)
  return whole(value), after
end

readers['-'] = function(bytes, position)
  local value, after = readVarint(bytes, position)
  return whole(-value), after
end

function readers.f(bytes, position)
  local mantissa, exponent
  mantissa, position = read(bytes, position)
  if type(mantissa) ~= 'number' then damaged(position) end
  exponent, position = readVarint(bytes, position)
  if exponent > MAX_EXPONENT then damaged(position) end
  for _ = 1, exponent do mantissa = mantissa / 2.0 end
  return mantissa, position
end

function readers.s(bytes, position)
  local start, stop = readBody(bytes, position)
  return bytes:sub(start, stop - 1), stop
end

function readers.l(bytes, position)
  local list, stop = {}, nil
  position, stop = readBody(bytes, position)
  while position < stop do list[#list + 1], position = read(bytes, position) end
  return list, stop
end

function readers.m(bytes, position)
  local map, stop, key = {}, nil, nil
  position, stop = readBody(bytes, position)
  while position < stop do
    key, position = read(bytes, position)
    map[key], position = read(bytes, position)
  end
  return map, stop
end

codec.varint = varint

function codec.encode(value)
  return write(value, 1)
end

-- Raises { code = 'damaged', position = ... } when the bytes are not a value.
function codec.decode(bytes)
  local value, position = read(bytes, 1)
  if position ~= #bytes + 1 then damaged(position) end
  return value
end

return codec
