import { rule } from './rule.js'

export default rule({
  id: 'table-functions-metamethods',
  title: 'table functions respect metamethods',
  differs:
    'From 5.3 on table.insert, remove, concat, unpack and the others read and write through __index, ' +
    '__newindex and __len; LuaJIT, 5.1 and 5.2 access the table itself.',
  manual: 'Lua 5.3 manual, 8.2',
  example:
    'local t = setmetatable({}, { __newindex = function(t, k, v) rawset(t, k, v .. "!") end }) ' +
    'table.insert(t, "x") return t[1]',
  shows: { luajit: '"x"', lua51: '"x"', lua52: '"x"', lua53: '"x!"', lua54: '"x!"' },
  advice: 'Give table functions plain tables, and proxies methods of their own.',
  finding: {
    by: 'emulation',
    lua: `
      local metatable, set = debug.getmetatable or C.b.getmetatable, debug.setmetatable
      local type, rawget = C.b.type, C.b.rawget
      if not C.b.math_type or not set then return end
      local function pack(...) return C.b.select('#', ...), { ... } end
      local function take(lib, name)
        C.redefine(lib, name, function(original)
          return function(...)
            local list = ...
            local meta = type(list) == 'table' and metatable(list)
            if type(meta) ~= 'table' or rawget(meta, '__index') == nil and rawget(meta, '__newindex') == nil
              and rawget(meta, '__len') == nil then
              return original(...)
            end
            C.note('table-functions-metamethods', 'table.' .. name .. ' of a table with metamethods', 'through metamethods',
              'without them')
            set(list, nil)
            local count, results = pack(C.b.pcall(original, ...))
            set(list, meta)
            if not results[1] then C.b.error(results[2], 0) end
            return C.b.unpack(results, 2, count)
          end
        end)
      end
      take('table', 'insert') take('table', 'remove') take('table', 'concat') take('table', 'unpack') take(nil, 'unpack')`,
  },
})
