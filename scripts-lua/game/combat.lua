-- Turn-based fights. Dice come in as a function roll(sides, count), so that a
-- battle can use the host's dice, the script's random numbers or loaded ones.

local class = require 'game.class'
local Damage = require 'game.damage'
local ranking = require 'game.ranking'
local StatusSet = require 'game.status'
local text = require 'game.text'

local Fighter = class('Fighter')

function Fighter:initialize(spec)
  self.name = spec.name
  self.team = spec.team or spec.name
  self.maxHealth = spec.health
  self.health = spec.health
  self.armour = spec.armour or 10
  self.speed = spec.speed or 10
  self.skill = spec.skill or 0
  self.dice = spec.dice or { 1, 6, 'slash' }
  self.resistances = spec.resistances or {}
  self.onHit = spec.onHit
  self.status = StatusSet()
end

function Fighter:isAlive()
  return self.health > 0
end

-- Returns what was really lost (or, negative, gained).
function Fighter:suffer(damage)
  local before = self.health
  local lost = damage:against(self.resistances):total()
  self.health = math.max(0, math.min(self.maxHealth, before - lost))
  return before - self.health
end

function Fighter:__tostring()
  return string.format('%s %d/%d %s', self.name, self.health, self.maxHealth, tostring(self.status))
end

-- Natural 20 doubles the damage, natural 1 always misses.
local function strike(attacker, defender, roll)
  local natural = roll(20, 1)
  local armour = defender.armour + defender.status:bonus('armour')
  if natural == 1 or (natural < 20 and natural + attacker.skill < armour) then
    return { outcome = 'miss', natural = natural, lost = 0 }
  end
  local count, sides, kind = attacker.dice[1], attacker.dice[2], attacker.dice[3]
  local damage = Damage({ [kind] = roll(sides, count) })
  if natural == 20 then damage = damage * 2 end
  local lost = defender:suffer(damage)
  if attacker.onHit and defender:isAlive() then
    defender.status:apply(attacker.onHit[1], attacker.onHit[2], attacker.onHit[3])
  end
  return { outcome = natural == 20 and 'critical' or 'hit', natural = natural, lost = lost }
end

local function suffersTick(fighter, log)
  local changes, expired = fighter.status:tick()
  for _, change in ipairs(changes) do
    if change.amount < 0 then
      local lost = fighter:suffer(Damage({ [change.type] = -change.amount }))
      log(string.format('%s takes %d from %s', fighter.name, lost, change.status))
    else
      fighter.health = math.min(fighter.maxHealth, fighter.health + change.amount)
      log(string.format('%s recovers %d', fighter.name, change.amount))
    end
  end
  if #expired > 0 then log(fighter.name .. ' is no longer ' .. text.list(expired)) end
end

local Battle = class('Battle')

local initiative = ranking.by('-initiative', 'name')
local weakest = ranking.by('health', 'name')

function Battle:initialize(fighters, roll)
  self.fighters = fighters
  self.roll = roll
  self.round = 0
  self.lines = {}
end

function Battle:log(line)
  self.lines[#self.lines + 1] = line
end

function Battle:turnOrder()
  local order = {}
  for index, fighter in ipairs(self.fighters) do
    order[index] = {
      fighter = fighter,
      name = fighter.name,
      initiative = fighter.speed + fighter.status:bonus('speed'),
    }
  end
  table.sort(order, initiative)
  return order
end

function Battle:targetOf(attacker)
  local enemies = {}
  for _, fighter in ipairs(self.fighters) do
    if fighter.team ~= attacker.team and fighter:isAlive() then enemies[#enemies + 1] = fighter end
  end
  table.sort(enemies, weakest)
  return enemies[1]
end

function Battle:turn(fighter)
  local stunned = fighter.status:isStunned()
  suffersTick(fighter, function(line) self:log(line) end)
  if not fighter:isAlive() then return self:log(fighter.name .. ' falls') end
  if stunned then return self:log(fighter.name .. ' cannot move') end
  local target = self:targetOf(fighter)
  if not target then return end
  local result = strike(fighter, target, self.roll)
  self:log(string.format('%s %s %s (%d) for %d', fighter.name, result.outcome, target.name,
    result.natural, result.lost))
  if not target:isAlive() then self:log(target.name .. ' falls') end
end

function Battle:winner()
  local team
  for _, fighter in ipairs(self.fighters) do
    if fighter:isAlive() then
      if team and team ~= fighter.team then return nil end
      team = fighter.team
    end
  end
  return team or 'nobody'
end

function Battle:playRound()
  self.round = self.round + 1
  for _, entry in ipairs(self:turnOrder()) do
    if entry.fighter:isAlive() and not self:winner() then self:turn(entry.fighter) end
  end
  return self:winner()
end

function Battle:run(limit)
  while self.round < limit do
    local winner = self:playRound()
    if winner then return winner, self.round end
  end
  return 'nobody', self.round
end

return { Fighter = Fighter, Battle = Battle, strike = strike }
