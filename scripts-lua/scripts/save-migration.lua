-- Proves that a save of the first version is brought up to date on loading.
local save = require 'game.save'
local text = require 'game.text'

local old = save.pack({ hero = 'Aldous', gold = 12, level = 4 }, 1)
local poor = save.pack({ hero = 'Mara' }, 1)
local new = save.pack({ hero = 'Aldous', purse = { copper = 1200 }, level = 4 })

host.save('old', old)
host.save('poor', poor)
host.save('new', new)

local results = {}
for index, slot in ipairs({ 'old', 'poor', 'new' }) do
  local bytes = host.load(slot)
  local state = save.unpack(bytes)
  results[index] = state
  print(slot, 'version ' .. bytes:byte(5), state.hero, text.integer(state.purse.copper), state.gold)
  host.save(slot, save.pack(state))
end

local same = host.load('old') == host.load('new')
print('the migrated file equals the new one:', same)
return results, same, text.hex(old), text.hex(host.load('poor'))
