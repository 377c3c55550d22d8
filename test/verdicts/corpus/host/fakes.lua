-- The fakes; what differs from host.rb is said at each function.
local HEROES = { 'Ada', 'Brun' }

return function()
  local tickets, slots = 0, {}
  return {
    -- host.rb pays 90
    wage = function() return 100 end,

    -- host.rb answers nil for a hero that is not there
    hero = function(id)
      return HEROES[id] or error('no hero ' .. id, 0)
    end,

    -- host.rb refuses a count below 1
    order = function() return true end,

    ticket = function()
      tickets = tickets + 1
      return tickets
    end,

    -- host.rb goes on counting
    closeCounter = function() tickets = 0 end,

    -- host.rb says "Rain"
    weather = function() return 'rain' end,

    -- teleport is missing

    add = function(a, b) return a + b end,

    store = function(slot, bytes)
      if slot == '' then return nil, 'slot must be a non-empty string' end
      slots[slot] = bytes
      return true
    end,

    stored = function(slot) return slots[slot] end,
  }
end
