local combat = require 'game.combat'
local Damage = require 'game.damage'
local helper = require 'spec.helper'

local loaded = helper.loaded
local unpack = unpack or table.unpack

local function fighter(spec)
  spec = spec or {}
  return combat.Fighter({
    name = spec.name or 'dummy',
    team = spec.team,
    health = spec.health or 30,
    armour = spec.armour,
    speed = spec.speed,
    skill = spec.skill,
    dice = spec.dice,
    resistances = spec.resistances,
    onHit = spec.onHit,
  })
end

describe('combat', function()
  describe('Fighter', function()
    it('fills in what its spec leaves out', function()
      local plain = combat.Fighter({ name = 'peasant', health = 4 })
      assert.are.equal('peasant', plain.team)
      assert.are.same({ 4, 4, 10, 10, 0 },
        { plain.health, plain.maxHealth, plain.armour, plain.speed, plain.skill })
      assert.are.same({ 1, 6, 'slash' }, plain.dice)
    end)

    it('prints its name, health and status', function()
      local knight = fighter({ name = 'Ysolde' })
      assert.are.equal('Ysolde 30/30 healthy', tostring(knight))
      knight.status:apply('burning', 3)
      knight:suffer(Damage({ fire = 4 }))
      assert.are.equal('Ysolde 26/30 burning(1/3)', tostring(knight))
    end)

    it('lives to the last point of health', function()
      local target = fighter({ health = 5 })
      target:suffer(Damage({ slash = 4 }))
      assert.is_true(target:isAlive())
      target:suffer(Damage({ slash = 1 }))
      assert.is_false(target:isAlive())
    end)

    describe('suffer', function()
      it('returns what was lost', function()
        local target = fighter()
        assert.are.equal(12, target:suffer(Damage({ slash = 7, fire = 5 })))
        assert.are.equal(18, target.health)
      end)

      it('loses no more than there is', function()
        local target = fighter({ health = 5 })
        assert.are.equal(5, target:suffer(Damage({ slash = 100 })))
        assert.are.equal(0, target.health)
        assert.is_false(target:isAlive())
      end)

      it('heals by what resistance turns around, up to the maximum', function()
        local golem = fighter({ resistances = { fire = 200 } })
        golem.health = 25
        assert.are.equal(-5, golem:suffer(Damage({ fire = 40 })))
        assert.are.equal(30, golem.health)
      end)
    end)
  end)

  describe('strike', function()
    local swordsman, target

    before_each(function()
      swordsman = fighter({ name = 'swordsman', skill = 2, dice = { 1, 8, 'slash' } })
      target = fighter({ armour = 12 })
    end)

    local blows = {
      { 'misses by a natural 1', { 1 }, { 'miss', 1, 0 } },
      { 'misses just below the armour', { 9 }, { 'miss', 9, 0 } },
      { 'hits when the armour is met', { 10, 5 }, { 'hit', 10, 5 } },
      { 'doubles a natural 20', { 20, 8 }, { 'critical', 20, 16 } },
    }
    for _, blow in ipairs(blows) do
      it(blow[1], function()
        local result = combat.strike(swordsman, target, loaded(unpack(blow[2])))
        assert.are.same(blow[3], { result.outcome, result.natural, result.lost })
        assert.are.equal(30 - blow[3][3], target.health)
      end)
    end

    it('rolls a twenty-sided die first and then the weapon', function()
      local roll = spy.new(loaded(15, 9))
      swordsman.dice = { 3, 4, 'pierce' }
      combat.strike(swordsman, target, roll)
      assert.spy(roll).was.called(2)
      assert.spy(roll).was.called_with(20, 1)
      assert.spy(roll).was.called_with(4, 3)
    end)

    it('does not roll the weapon after a miss', function()
      local roll = spy.new(loaded(2))
      combat.strike(swordsman, target, roll)
      assert.spy(roll).was.called(1)
    end)

    it('counts a shield as armour', function()
      target.status:apply('shielded', 2, 3)
      assert.are.equal('miss', combat.strike(swordsman, target, loaded(12, 5)).outcome)
      assert.are.equal('hit', combat.strike(swordsman, target, loaded(13, 5)).outcome)
    end)

    it('misses with a natural 1 even where skill would be enough', function()
      swordsman.skill = 50
      assert.are.equal('miss', combat.strike(swordsman, target, loaded(1)).outcome)
    end)

    it('hits with a natural 20 even where skill is not enough', function()
      target.armour = 99
      assert.are.equal('critical', combat.strike(swordsman, target, loaded(20, 1)).outcome)
    end)

    describe('with a weapon that leaves a mark', function()
      before_each(function()
        swordsman.onHit = { 'poisoned', 3, 2 }
        stub(target.status, 'apply')
      end)

      it('applies it on a hit', function()
        combat.strike(swordsman, target, loaded(15, 4))
        assert.stub(target.status.apply).was.called_with(match.is_ref(target.status), 'poisoned', 3, 2)
      end)

      it('does not apply it on a miss', function()
        combat.strike(swordsman, target, loaded(3))
        assert.stub(target.status.apply).was_not.called()
      end)

      it('does not apply it to the dead', function()
        target.health = 1
        combat.strike(swordsman, target, loaded(15, 4))
        assert.stub(target.status.apply).was_not.called()
      end)
    end)
  end)

  describe('Battle', function()
    local hero, wolf, rat

    before_each(function()
      hero = fighter({ name = 'hero', team = 'party', speed = 12, dice = { 1, 8, 'slash' } })
      wolf = fighter({ name = 'wolf', team = 'beasts', speed = 14, health = 9 })
      rat = fighter({ name = 'rat', team = 'beasts', speed = 14, health = 2 })
    end)

    local function names(order)
      local list = {}
      for index, entry in ipairs(order) do list[index] = entry.name end
      return list
    end

    it('moves the quickest first and equals by name', function()
      local battle = combat.Battle({ hero, wolf, rat })
      assert.are.same({ 'rat', 'wolf', 'hero' }, names(battle:turnOrder()))
    end)

    it('counts haste', function()
      hero.status:apply('haste', 2, 5)
      local battle = combat.Battle({ hero, wolf, rat })
      assert.are.same({ 'hero', 'rat', 'wolf' }, names(battle:turnOrder()))
    end)

    it('aims at the weakest enemy who is alive', function()
      local battle = combat.Battle({ hero, wolf, rat })
      assert.are.equal(rat, battle:targetOf(hero))
      rat.health = 0
      assert.are.equal(wolf, battle:targetOf(hero))
      assert.are.equal(hero, battle:targetOf(wolf))
    end)

    it('has no target when all enemies are down', function()
      assert.is_nil(combat.Battle({ wolf, rat }):targetOf(wolf))
    end)

    describe('turn', function()
      it('logs the blow and the fall', function()
        local battle = combat.Battle({ hero, rat }, loaded(18, 6))
        battle:turn(hero)
        assert.are.same({ 'hero hit rat (18) for 2', 'rat falls' }, battle.lines)
      end)

      it('is lost to a stun that ends with it', function()
        hero.status:apply('stunned', 1)
        local battle = combat.Battle({ hero, rat }, loaded())
        battle:turn(hero)
        assert.are.same({ 'hero is no longer stunned', 'hero cannot move' }, battle.lines)
        assert.is_false(hero.status:isStunned())
      end)

      it('ends early for one whom poison kills', function()
        rat.status:apply('poisoned', 4, 3)
        local battle = combat.Battle({ hero, rat }, loaded())
        battle:turn(rat)
        assert.are.same({ 'rat takes 2 from poisoned', 'rat falls' }, battle.lines)
      end)

      it('does not regenerate beyond the maximum', function()
        hero.status:apply('regeneration', 3, 10)
        hero.health = 28
        local battle = combat.Battle({ hero }, loaded())
        battle:turn(hero)
        assert.are.equal(30, hero.health)
        assert.are.same({ 'hero recovers 10' }, battle.lines)
      end)
    end)

    describe('winner', function()
      it('is nobody yet while two teams stand', function()
        assert.is_nil(combat.Battle({ hero, wolf }):winner())
      end)

      it('is the team that stands alone', function()
        hero.health = 0
        assert.are.equal('beasts', combat.Battle({ hero, wolf, rat }):winner())
      end)

      it('is nobody when all have fallen', function()
        hero.health, wolf.health = 0, 0
        assert.are.equal('nobody', combat.Battle({ hero, wolf }):winner())
      end)
    end)

    it('gives a turn to those only who still stand', function()
      local battle = combat.Battle({ hero, wolf, rat }, loaded())
      wolf.speed, hero.speed = 5, 13
      stub(battle, 'turn').invokes(function(_, one)
        if one == hero then wolf.health = 0 end
      end)
      battle:playRound()
      assert.stub(battle.turn).was.called(2)
      assert.stub(battle.turn).was.called_with(match.is_ref(battle), match.is_standing())
      assert.stub(battle.turn).was_not.called_with(match.is_ref(battle), match.is_not_standing())
      assert.stub(battle.turn).was_not.called_with(match.is_ref(battle), match.is_ref(wolf))
    end)

    it('stops at the limit of rounds', function()
      local battle = combat.Battle({ hero, wolf }, function() return 2 end)
      local winner, rounds = battle:run(7)
      assert.are.equal('nobody', winner)
      assert.are.equal(7, rounds)
    end)

    it('names the winner and the round', function()
      local battle = combat.Battle({ hero, rat }, loaded(2, 15, 8))
      assert.are.same({ 'party', 1 }, { battle:run(5) })
    end)

    it('#slow gives the same fight for the same dice', function()
      local function fight()
        local state = 7
        local function roll(sides, count)
          local sum = 0
          for _ = 1, count do
            state = state * 16807.0 % 2147483647.0
            sum = sum + math.floor(state % sides) + 1
          end
          return sum
        end
        local battle = combat.Battle({
          fighter({ name = 'troll', health = 400, armour = 14, dice = { 2, 6, 'blunt' } }),
          fighter({ name = 'witch', health = 300, armour = 13, dice = { 1, 10, 'fire' },
            onHit = { 'burning', 2, 1 } }),
        }, roll)
        battle:run(200)
        return battle.lines
      end
      local first = fight()
      assert.is_true(#first > 50)
      assert.are.same(first, fight())
    end)
  end)
end)
