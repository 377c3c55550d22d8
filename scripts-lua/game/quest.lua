-- Quests as state machines, advanced by events of the game.

local class = require 'game.class'
local tables = require 'game.tables'
local text = require 'game.text'

local TRANSITIONS = {
  locked = { unlock = 'available' },
  available = { accept = 'active', lock = 'locked' },
  active = { achieve = 'ready', abandon = 'available', fail = 'failed' },
  ready = { hand_in = 'done', fail = 'failed' },
  failed = { retry = 'available' },
  done = {},
}

local Quest = class('Quest')

function Quest:initialize(spec)
  self.id = spec.id
  self.title = spec.title or spec.id
  self.requires = spec.requires or {}
  self.objectives = tables.copy(spec.objectives or {})
  self.reward = spec.reward or {}
  self.state = #self.requires == 0 and 'available' or 'locked'
  self.progress = {}
end

-- Returns the new state, or nil and the reason when the step is not allowed.
function Quest:fire(step)
  local target = TRANSITIONS[self.state][step]
  if not target then
    return nil, string.format('cannot %s a quest that is %s', step:gsub('_', ' '), self.state)
  end
  self.state = target
  if target == 'available' then self.progress = {} end
  return target
end

function Quest:advance(event, subject, amount)
  if self.state ~= 'active' then return false end
  local moved = false
  for index, objective in ipairs(self.objectives) do
    local done = self.progress[index] or 0
    if objective.event == event and objective.subject == subject and done < objective.count then
      self.progress[index] = math.min(objective.count, done + (amount or 1))
      moved = true
    end
  end
  if moved and self:isAchieved() then self:fire('achieve') end
  return moved
end

function Quest:isAchieved()
  for index, objective in ipairs(self.objectives) do
    if (self.progress[index] or 0) < objective.count then return false end
  end
  return true
end

function Quest:__tostring()
  local parts = {}
  for index, objective in ipairs(self.objectives) do
    parts[index] = string.format('%s %s %d/%d', objective.event, objective.subject,
      self.progress[index] or 0, objective.count)
  end
  return string.format('%s [%s] %s', self.title, self.state, table.concat(parts, '; '))
end

local QuestLog = class('QuestLog')

function QuestLog:initialize(bus, specs)
  self.bus = bus
  self.quests = {}
  for _, spec in ipairs(specs) do self.quests[spec.id] = Quest(spec) end
  for _, event in ipairs({ 'kill', 'collect', 'visit', 'talk' }) do
    bus:on(event, function(subject, amount) self:notify(event, subject, amount) end)
  end
end

function QuestLog:get(id)
  return self.quests[id] or error('no such quest: ' .. tostring(id), 0)
end

function QuestLog:notify(event, subject, amount)
  for _, quest in tables.sortedPairs(self.quests) do
    if quest:advance(event, subject, amount) then self.bus:post('quest progress', quest) end
  end
end

local function requirementsMet(self, quest)
  for _, id in ipairs(quest.requires) do
    if self:get(id).state ~= 'done' then return false end
  end
  return true
end

function QuestLog:handIn(id)
  local quest = self:get(id)
  local state, reason = quest:fire('hand_in')
  if not state then return nil, reason end
  for _, other in tables.sortedPairs(self.quests) do
    if other.state == 'locked' and requirementsMet(self, other) then
      other:fire('unlock')
      self.bus:post('quest unlocked', other)
    end
  end
  return quest.reward
end

function QuestLog:summary()
  local byState = {}
  for id, quest in tables.sortedPairs(self.quests) do
    byState[quest.state] = byState[quest.state] or {}
    table.insert(byState[quest.state], id)
  end
  local lines = {}
  for state, ids in tables.sortedPairs(byState) do lines[#lines + 1] = state .. ': ' .. text.list(ids) end
  return lines
end

return { Quest = Quest, QuestLog = QuestLog }
