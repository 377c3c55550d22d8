local ranking = require 'game.ranking'

local entries = gen.list(gen.record({ score = gen.int(0, 5), name = gen.element({ 'anna', 'bran', 'cole' }) }), { max = 25 })

describe('any league', function()
  it('keeps equals in the order in which they came', function()
    for_all(entries, function(list)
      for index, entry in ipairs(list) do entry.came = index end
      local count = #list
      ranking.stableSort(list, ranking.by('-score', 'name'))
      assert.are.equal(count, #list)
      local stable = ranking.by('-score', 'name', 'came')
      for index = 2, #list do assert.is_true(stable(list[index - 1], list[index])) end
    end)
  end)

  it('has all smaller keys below the lower bound and no others', function()
    for_all(gen.list(gen.int(0, 20), { max = 15 }), gen.int(-1, 21), function(list, key)
      table.sort(list)
      local bound = ranking.lowerBound(list, key, function(value) return value end)
      for index, value in ipairs(list) do assert.are.equal(index < bound, value < key) end
    end)
  end)
end)
