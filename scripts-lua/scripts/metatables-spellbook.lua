-- Proves defaults, read-only tables, proxies and callable tables.
local tables = require 'game.tables'

local function withDefault(map, default)
  return setmetatable(map, { __index = function(_, key)
    return type(default) == 'function' and default(key) or default
  end })
end

local function readOnly(map)
  return setmetatable({}, {
    __index = map,
    __newindex = function(_, key) error('cannot change ' .. tostring(key), 0) end,
    __metatable = 'sealed',
  })
end

local accesses = {}
local function watched(map)
  return setmetatable({}, {
    __index = function(_, key)
      accesses[#accesses + 1] = 'get ' .. key
      return map[key]
    end,
    __newindex = function(_, key, value)
      accesses[#accesses + 1] = 'set ' .. key
      map[key] = value
    end,
  })
end

local mana = withDefault({ fireball = 12 }, 5)
local titles = withDefault({}, function(key) return 'the ' .. key:lower() end)
local laws = readOnly({ gravity = 'down' })
local chest = watched({ gold = 3 })

chest.gold = chest.gold + 4
chest.gem = chest.gem or 'opal'
rawset(chest, 'rope', 1)
local rope = chest.rope

local changed, reason = pcall(function() laws.gravity = 'up' end)
local sealed = pcall(setmetatable, laws, {})
local spell = setmetatable({ power = 3 }, { __call = function(self, target, ...)
  return target .. ' burns for ' .. self.power * (1 + select('#', ...)), ...
end })
local line, extra = spell('the oak', 'wind', 'oil')

print(mana.fireball, mana.icicle, titles.BRAVE, laws.gravity, line)
print(table.concat(accesses, ', '))
return mana.icicle, titles.Wise, changed, reason, sealed, getmetatable(laws), accesses, rope, line, extra,
  tables.keys(chest), rawget(laws, 'gravity')
