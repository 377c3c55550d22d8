-- Proves a typed adventure from first command to last, with pack, doors and saving.
local Inventory = require 'game.inventory'
local command = require 'game.command'
local save = require 'game.save'
local text = require 'game.text'

local rooms = {
  hall = { name = 'the hall', exits = { down = 'cellar' }, things = { torch = 2, bread = 1 } },
  cellar = { name = 'the cellar', exits = { up = 'hall', east = 'vault' }, locked = 'east',
    things = { key = 1 } },
  vault = { name = 'the vault', exits = { west = 'cellar' }, things = { ruby = 3, ['iron sword'] = 1 } },
}
local pack, here, moves = Inventory(5, 60), 'hall', 0
local verbs = {}

function verbs.go(input)
  local room = rooms[here]
  local target = room.exits[input.direction]
  if not target then return 'You cannot go ' .. input.direction .. '.' end
  if room.locked == input.direction then return 'The way ' .. input.direction .. ' is locked.' end
  here = target
  return 'You are in ' .. rooms[here].name .. '.'
end

function verbs.take(input)
  local things = rooms[here].things
  local present = things[input.object] or 0
  if present == 0 then return 'There is no ' .. tostring(input.object) .. ' here.' end
  local wanted = input.count == 'all' and present or math.min(input.count or 1, present)
  local taken = wanted - pack:add(input.object, wanted)
  things[input.object] = present - taken
  return taken == 0 and 'Too heavy.' or ('Taken: ' .. text.plural(taken, input.object) .. '.')
end

function verbs.open(input)
  if pack:count('key') == 0 then return 'You have no key.' end
  rooms[here].locked = nil
  return 'The ' .. input.object .. ' opens.'
end

function verbs.inventory() return 'You carry ' .. tostring(pack) .. '.' end

local session = { 'take all torch', 'take sword', 'u', 'd', 'east', 'unlock door', 'get the key',
  'unlock door with key', 'e', 'take all ruby', 'take iron sword', 'sing', 'i', 'w', 'go up' }
local answers = {}
for index, line in ipairs(session) do
  local input, problem = command.parse(line)
  answers[index] = input and verbs[input.verb](input) or (problem .. '.')
  moves = moves + (input and 1 or 0)
  print('> ' .. line)
  print(answers[index])
end

host.save('cellar', save.pack({ here = here, moves = moves, pack = pack:totals() }))
return answers, here, moves, save.unpack(host.load('cellar'))
