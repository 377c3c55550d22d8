-- Proves that a whole game state survives the host's save slots, byte for byte.
local save = require 'game.save'
local tables = require 'game.tables'
local text = require 'game.text'

local state = {
  hero = { name = 'Ysolde', level = 7, health = 31.5, position = { 12, -4 } },
  purse = { copper = 90210, debt = -250 },
  flags = { met = true, cursed = false },
  pack = { 'torch', 'torch', 'iron sword', { item = 'letter', seal = '\0\1\254\255' } },
  visited = { [3] = true, [17] = true, [2000000] = false },
  journal = 'Day 1\nWet.\r\nDay 2\n\tWetter: 100% "rain"',
  empty = {},
}

local bytes = save.pack(state)
local stored = host.save('slot 1', bytes)
local loaded = host.load('slot 1')
print('stored', #loaded, text.hex(loaded:sub(1, 12)))

local restored, reason = save.unpack(loaded)
print('equal', tables.equals(state, restored), reason)

restored.hero.level = 8
restored.purse.copper = nil
restored.flags.rich = true
local changed = save.changes(state, restored)
print('changed', table.concat(changed, ' '))

host.save('slot 1', save.pack(restored))
local again = save.unpack(host.load('slot 1'))
local empty = host.load('slot 2')
return stored, bytes, loaded == bytes, tables.equals(again, restored), changed, empty, again
