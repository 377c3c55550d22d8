local class = require 'game.class'

describe('class', function()
  local Animal, Wolf

  before_each(function()
    Animal = class('Animal')
    function Animal:initialize(name) self.name = name end
    function Animal:speak() return self.name .. ' is silent' end
    function Animal.__eq(a, b) return a.name == b.name end
    Wolf = class('Wolf', Animal)
  end)

  it('hands the arguments of the call to initialize', function()
    assert.are.equal('Fenn', Animal('Fenn').name)
  end)

  it('makes instances without initialize', function()
    local Marker = class('Marker')
    assert.are.equal('Marker', Marker('ignored').className)
  end)

  it('keeps the fields of instances apart', function()
    local first, second = Animal('a'), Animal('b')
    first.hungry = true
    assert.is_nil(second.hungry)
    assert.is_nil(Animal.hungry)
  end)

  it('prints classes and instances by name', function()
    assert.are.equal('class Wolf', tostring(Wolf))
    assert.are.equal('instance of Wolf', tostring(Wolf('Fenn')))
  end)

  describe('inheritance', function()
    it('finds methods of the parent', function()
      assert.are.equal('Fenn is silent', Wolf('Fenn'):speak())
    end)

    it('lets a child replace a method and call the parent by super', function()
      function Wolf:speak() return 'Grr. ' .. Wolf.super.speak(self) end
      assert.are.equal('Grr. Fenn is silent', Wolf('Fenn'):speak())
      assert.are.equal('Fenn is silent', Animal('Fenn'):speak())
    end)

    it('calls the initialize of the nearest class only', function()
      local born = spy.on(Animal, 'initialize')
      function Wolf:initialize() self.pack = 'north' end
      local wolf = Wolf('Fenn')
      assert.spy(born).was_not.called()
      assert.is_nil(wolf.name)
    end)

    it('copies metamethods, which Lua never looks up in a parent', function()
      assert.is_true(Wolf('Fenn') == Wolf('Fenn'))
      assert.is_false(Wolf('Fenn') == Wolf('Skoll'))
    end)

    it('keeps a parent\'s own __tostring', function()
      function Animal:__tostring() return 'the ' .. self.name end
      assert.are.equal('the hare', tostring(class('Hare', Animal)('hare')))
    end)
  end)

  describe('of', function()
    it('gives the class of an instance', function()
      assert.are.equal(Wolf, class.of(Wolf('Fenn')))
    end)

    it('gives nil for anything else', function()
      for _, value in ipairs({ 'text', 5, true, {}, setmetatable({}, { __index = {} }), Wolf, Animal }) do
        assert.is_nil(class.of(value))
      end
    end)
  end)

  describe('is', function()
    it('looks through all ancestors', function()
      local Pup = class('Pup', Wolf)
      local pup = Pup('Kit')
      assert.is_true(class.is(pup, Pup))
      assert.is_true(class.is(pup, Wolf))
      assert.is_true(class.is(pup, Animal))
    end)

    it('does not look down or sideways', function()
      assert.is_false(class.is(Animal('Fenn'), Wolf))
      assert.is_false(class.is(Wolf('Fenn'), class('Wolf', Animal)))
      assert.is_false(class.is(nil, Wolf))
    end)
  end)
end)
