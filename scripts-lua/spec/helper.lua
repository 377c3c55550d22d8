-- Assertions of this game, beside those that come with the test runner. A spec
-- that wants them says `require 'spec.helper'`.

local assert = require 'luassert'
local say = require 'say'

-- assert.has_item(backpack, 'torch') or, with an exact number,
-- assert.has_item(backpack, 'torch', 3)
local function hasItem(_, arguments)
  local inventory, name, count = arguments[1], arguments[2], arguments[3]
  if arguments.n < 3 then
    arguments[3], arguments.n = 'any', 3
    return inventory:count(name) > 0
  end
  return inventory:count(name) == count
end

say:set('assertion.item.positive', 'Expected in the backpack:\n%s\nthe item:\n%s\nthis many times:\n%s')
say:set('assertion.item.negative', 'Not expected in the backpack:\n%s\nthe item:\n%s\nthis many times:\n%s')
assert:register('assertion', 'item', hasItem, 'assertion.item.positive', 'assertion.item.negative')

-- match.is_standing(): a fighter who has health left.
local function isStanding()
  return function(value)
    return type(value) == 'table' and type(value.health) == 'number' and value.health > 0
  end
end

assert:register('matcher', 'standing', isStanding)

local helper = {}

-- Dice that fall as the spec says; asking for one more is a mistake of the spec.
function helper.loaded(...)
  local faces, position = { ... }, 0
  return function()
    position = position + 1
    return faces[position] or error('the loaded dice ran out')
  end
end

return helper
