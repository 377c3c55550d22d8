-- Dialogue trees in the writers' own notation:
--
--   :: gate                       a node
--   Halt, {name}!                 what is said (lines are joined)
--   ~ guard += 1                  an effect when the node is entered (=, +=, -=)
--   -> Bribe him [gold >= 5] => bribe     a choice, with an optional condition
--   -> Walk away => end           `end` finishes the conversation

local class = require 'game.class'
local tables = require 'game.tables'
local text = require 'game.text'

local COMPARE = {
  ['>='] = function(a, b) return a >= b end,
  ['<='] = function(a, b) return a <= b end,
  ['='] = function(a, b) return a == b end,
  ['>'] = function(a, b) return a > b end,
  ['<'] = function(a, b) return a < b end,
}

local function always() return true end

local function fail(number, message)
  error(string.format('line %d: %s', number, message), 0)
end

local function parseCondition(source, number)
  if not source then return always end
  local name, operator, value = source:match('^(%w+)%s*([<>=]+)%s*(%-?%d+)$')
  if name then
    local compare = COMPARE[operator] or fail(number, 'unknown operator ' .. operator)
    local limit = tonumber(value)
    return function(facts) return compare(facts[name] or 0, limit) end
  end
  local negated, flag = source:match('^(!?)(%w+)$')
  if not flag then fail(number, 'bad condition') end
  if negated == '!' then return function(facts) return not facts[flag] end end
  return function(facts) return facts[flag] and true or false end
end

local function parseEffect(source, number)
  local name, operator, value = source:match('^(%w+)%s*([+-]?)=%s*(.+)$')
  if not name then fail(number, 'bad effect') end
  local amount = tonumber(value)
  if operator == '' then
    local fixed = amount or value
    if value == 'true' or value == 'false' then fixed = value == 'true' end
    return function(facts) facts[name] = fixed end
  end
  if not amount then fail(number, 'not a number: ' .. value) end
  if operator == '-' then amount = -amount end
  return function(facts) facts[name] = (facts[name] or 0) + amount end
end

local function parseChoice(source, number)
  local label, target = source:match('^(.-)%s*=>%s*(%w+)$')
  if not label then fail(number, 'a choice needs => target') end
  local words, condition = label:match('^(.-)%s*%[(.-)%]$')
  return { label = words or label, target = target, number = number,
    allows = parseCondition(condition and text.trim(condition), number) }
end

local Tree = class('Tree')

function Tree:initialize(source)
  self.nodes, self.start = {}, nil
  local node
  for number, raw in text.lines(source) do
    local line = text.trim(raw)
    local mark, rest = line:match('^([:~%-][:>]?)%s*(.*)$')
    if mark == '::' then
      if self.nodes[rest] then fail(number, 'duplicate node ' .. rest) end
      node = { id = rest, said = {}, effects = {}, choices = {} }
      self.nodes[rest], self.start = node, self.start or rest
    elseif line ~= '' then
      if not node then fail(number, 'text before the first node') end
      if mark == '->' then
        node.choices[#node.choices + 1] = parseChoice(rest, number)
      elseif mark == '~' then
        node.effects[#node.effects + 1] = parseEffect(rest, number)
      else
        node.said[#node.said + 1] = line
      end
    end
  end
  self:check()
end

function Tree:check()
  for _, node in tables.sortedPairs(self.nodes) do
    for _, choice in ipairs(node.choices) do
      if choice.target ~= 'end' and not self.nodes[choice.target] then
        fail(choice.number, 'no node ' .. choice.target)
      end
    end
  end
end

local Conversation = class('Conversation')

function Conversation:initialize(tree, facts)
  self.tree, self.facts = tree, facts
  self:enter(tree.start)
end

function Conversation:enter(id)
  self.node = self.tree.nodes[id]
  if not self.node then return end
  for _, effect in ipairs(self.node.effects) do effect(self.facts) end
end

function Conversation:said()
  return text.fill(table.concat(self.node.said, ' '), self.facts)
end

function Conversation:choices()
  local open = {}
  if not self.node then return open end
  for _, choice in ipairs(self.node.choices) do
    if choice.allows(self.facts) then open[#open + 1] = choice end
  end
  return open
end

-- Returns false when the conversation is over, nil for a choice not on offer.
function Conversation:choose(position)
  local choice = self:choices()[position]
  if not choice then return nil end
  self:enter(choice.target)
  return self.node ~= nil
end

return { Tree = Tree, Conversation = Conversation }
