-- Save files: "EMBR", format version, length, encoded state, CRC-32.

local bits = require 'game.bits'
local codec = require 'game.codec'
local tables = require 'game.tables'

local save = {}

local MAGIC = 'EMBR'
local VERSION = 2

-- Half a byte at a time: sixteen table entries instead of 256 keep loading
-- quick on VMs where every exclusive-or is done in arithmetic.
local CRC_TABLE = {}
for n = 0, 15 do
  local value = n * 1.0
  for _ = 1, 4 do
    local odd = value % 2 == 1
    value = bits.rshift(value, 1)
    if odd then value = bits.bxor(value, 3988292384.0) end
  end
  CRC_TABLE[n] = value
end

local function crcStep(crc, nibble)
  local low = crc % 16
  local index = bits.bxor(low, nibble)
  return bits.bxor((crc - low) / 16, CRC_TABLE[index])
end

-- What older versions of the game stored, brought up to date.
local MIGRATIONS = {
  [1] = function(state)
    local coins = state.gold or 0
    state.gold = nil
    state.purse = { copper = coins * 100 }
    return state
  end,
}

local function bigEndian(n)
  local bytes = {}
  for index = 4, 1, -1 do
    local low = n % 256
    bytes[index] = string.char(low)
    n = (n - low) / 256
  end
  return table.concat(bytes)
end

function save.checksum(bytes)
  local crc = 4294967295.0
  for index = 1, #bytes do
    local byte = bytes:byte(index)
    local low = byte % 16
    crc = crcStep(crcStep(crc, low), (byte - low) / 16)
  end
  return bits.bnot(crc)
end

function save.pack(state, version)
  local body = codec.encode(state)
  local head = MAGIC .. string.char(version or VERSION) .. codec.varint(#body)
  return head .. body .. bigEndian(save.checksum(head .. body))
end

-- Returns the state, or nil and the reason.
function save.unpack(bytes)
  if bytes:sub(1, 4) ~= MAGIC then return nil, 'not a save file' end
  if #bytes < 10 then return nil, 'too short' end
  local content, sum = bytes:sub(1, -5), bytes:sub(-4)
  if bigEndian(save.checksum(content)) ~= sum then return nil, 'checksum mismatch' end
  local version = bytes:byte(5)
  if version > VERSION then return nil, 'saved by a newer version' end

  local from = 6
  while content:byte(from) >= 128 do from = from + 1 end
  local ok, state = pcall(codec.decode, content:sub(from + 1))
  if not ok then return nil, 'damaged' end
  for step = version, VERSION - 1 do state = MIGRATIONS[step](state) end
  return state
end

-- Names of the fields in which two states differ, nested ones as "a.b".
function save.changes(before, after, prefix, names)
  prefix, names = prefix or '', names or {}
  local all = {}
  for key in pairs(before) do all[key] = true end
  for key in pairs(after) do all[key] = true end
  for _, key in ipairs(tables.keys(all)) do
    local old, new = before[key], after[key]
    if type(old) == 'table' and type(new) == 'table' then
      save.changes(old, new, prefix .. tostring(key) .. '.', names)
    elseif old ~= new then
      names[#names + 1] = prefix .. tostring(key)
    end
  end
  return names
end

return save
