import { rule } from './rule.js'

export default rule({
  id: 'length-of-holes',
  title: 'the length of a table with holes',
  differs:
    '# of a table with nil between its elements may give any of its borders, and VMs give different ones: ' +
    '#{1, 2, 3, nil, 5} is 3 in LuaJIT, 5 in PUC Lua.',
  manual: 'Lua 5.3 manual, 3.4.7; Lua 5.1 manual, 2.5.5',
  example:
    'return #{1,2,3,nil,5}, #{1,nil,3}, #{nil,nil,3}, select("#", (unpack or table.unpack)({1, nil, 3}))',
  shows: {
    luajit: '3, 1, 3, 1',
    lua51: '5, 3, 3, 3',
    lua52: '5, 3, 3, 3',
    lua53: '5, 3, 3, 3',
    lua54: '5, 3, 3, 3',
    fengari: '5, 3, 0, 3',
  },
  advice: 'Keep the count in a field (t.n), or put false where there is nothing.',
  finding: {
    by: 'emulation',
    both: true,
    operators: ['#'],
    lua: `
      local type, rawget, select = C.b.type, C.b.rawget, C.b.select
      -- A list that is filled with t[#t + 1] is asked for its length as often as it is long.
      local LONGEST = 1000
      local metatable = debug.getmetatable or C.b.getmetatable
      local function smallest_border(list)
        local meta = metatable(list)
        if type(meta) == 'table' and rawget(meta, '__len') ~= nil then return nil end
        local own = #list
        if own > LONGEST then return nil end
        local border = 0
        while border < own and rawget(list, border + 1) ~= nil do border = border + 1 end
        return border ~= own and border or nil, own
      end
      C.on('#', function(list, _, site)
        if type(list) ~= 'table' then return false end
        local border, own = smallest_border(list)
        if not border then return false end
        C.note_site('length-of-holes', site, C.b.format('%d', own), C.b.format('%d', border))
        return true, border
      end)
      local function note(what, own, border)
        C.note('length-of-holes', what, C.b.format('%d', own) .. ' elements', C.b.format('%d', border) .. ' elements')
      end
      local function unpacking(lib)
        C.redefine(lib, 'unpack', function(original)
          return function(...)
            local list, from, to = ...
            if type(list) ~= 'table' or to ~= nil then return original(...) end
            local border, own = smallest_border(list)
            if not border then return original(...) end
            note('unpack', own, border)
            return original(list, from or 1, border)
          end
        end)
      end
      unpacking(nil) unpacking('table')
      C.redefine('table', 'concat', function(original)
        return function(...)
          local list, separator, from, to = ...
          if type(list) ~= 'table' or to ~= nil then return original(...) end
          local border, own = smallest_border(list)
          if not border then return original(...) end
          note('table.concat', own, border)
          return original(list, separator, from or 1, border)
        end
      end)
      C.redefine('table', 'insert', function(original)
        return function(...)
          local list, value = ...
          if type(list) ~= 'table' or select('#', ...) ~= 2 then return original(...) end
          local border, own = smallest_border(list)
          if not border then return original(...) end
          note('table.insert', own, border)
          list[border + 1] = value
        end
      end)
      C.redefine('table', 'remove', function(original)
        return function(...)
          local list = ...
          if type(list) ~= 'table' or select('#', ...) ~= 1 then return original(...) end
          local border, own = smallest_border(list)
          if not border then return original(...) end
          note('table.remove', own, border)
          if border == 0 then return nil end
          local value = list[border]
          list[border] = nil
          return value
        end
      end)`,
  },
})
