local ini = require 'game.ini'

-- All that has a meaning of its own in such a file, between plain letters.
local anything = gen.string({ alphabet = 'ab ,;#="\\[]\n\t', max = 12 })
local key = gen.string({ alphabet = 'abcxyz_.-09', min = 1, max = 4 })

describe('any settings', function()
  it('are read back as they were written', function()
    for_all(gen.list(gen.record({ section = key, key = key, value = anything, flag = gen.boolean(),
      number = gen.int(-1000000, 1000000) }), { max = 5 }), function(entries)
      local document = {}
      for _, entry in ipairs(entries) do
        document[entry.section] = document[entry.section] or {}
        document[entry.section][entry.key] = entry.value
        document[entry.section][entry.key .. '.more'] = { entry.number, entry.flag, entry.value }
      end
      assert.are.same(document, ini.parse(ini.format(document)))
    end)
  end)
end)
