import { rule } from './rule.js'

export default rule({
  id: 'pattern-empty-match',
  title: 'an empty match right behind another match',
  differs:
    'In LuaJIT, 5.1 and 5.2 gsub and gmatch may find an empty match where the last one ended: ' +
    '("abc"):gsub("%w*", "x") is "xx". From 5.3 on they do not.',
  manual: 'not in the manuals; lastmatch in lstrlib.c since 5.3.3',
  example:
    'local words = {} for word in ("a,b"):gmatch("[^,]*") do words[#words + 1] = word end return ' +
    '("abc"):gsub("%w*", "x"), #words',
  shows: { luajit: '"xx", 4', lua51: '"xx", 4', lua52: '"xx", 4', lua53: '"x", 2', lua54: '"x", 2' },
  advice: 'Use patterns that match at least one character (%w+), or go over separators with find.',
  finding: {
    by: 'emulation',
    lua: `
      local find, sub, type, select, unpack = C.b.find, C.b.sub, C.b.type, C.b.select, C.b.unpack
      if C.b.gsub('abc', '%w*', 'x') == 'xx' then return end
      -- All matches as 5.1 goes over them: { from, to, captures... }, and whether one is empty behind another.
      local function matches(subject, pattern, most)
        local list, position, last, differs = {}, 1, nil, false
        while position <= #subject + 1 and (not most or #list < most) do
          local found = { find(subject, pattern, position) }
          local from, to = found[1], found[2]
          if not from then break end
          list[#list + 1] = found
          if to < from then
            if from - 1 == last then differs = true end
            position = from + 1
          else
            position, last = to + 1, to
          end
        end
        return list, differs
      end
      local function concerned(subject, pattern)
        return type(subject) == 'string' and type(pattern) == 'string' and sub(pattern, 1, 1) ~= '^'
          and find(pattern, '[%*%-%?]')
      end
      local function whole(subject, found)
        return sub(subject, found[1], found[2])
      end
      C.redefine('string', 'gmatch', function(original)
        return function(...)
          local subject, pattern = ...
          if not concerned(subject, pattern) then return original(...) end
          local list, differs = matches(subject, pattern)
          if not differs then return original(...) end
          C.note('pattern-empty-match', 'string.gmatch(..., ' .. C.show(pattern) .. ')', 'fewer matches',
            C.b.format('%d', #list) .. ' matches')
          local index = 0
          return function()
            index = index + 1
            local found = list[index]
            if not found then return nil end
            if #found > 2 then return unpack(found, 3) end
            return whole(subject, found)
          end
        end
      end)
      local function replaced(subject, found, replacement)
        local kind = type(replacement)
        local text = whole(subject, found)
        if kind == 'string' or kind == 'number' then
          return (C.b.gsub(replacement, '%%(.)', function(letter)
            local index = C.b.tonumber(letter)
            if not index then return letter end
            if index == 0 or index == 1 and #found == 2 then return text end
            local capture = found[index + 2]
            if capture == nil then C.b.error('invalid capture index') end
            return capture
          end))
        end
        local value
        if kind == 'table' then
          local key = found[3]
          if key == nil then key = text end
          value = replacement[key]
        elseif #found > 2 then
          value = replacement(unpack(found, 3))
        else
          value = replacement(text)
        end
        if not value then return text end
        if type(value) ~= 'string' and type(value) ~= 'number' then
          C.b.error('invalid replacement value (a ' .. type(value) .. ')')
        end
        return value
      end
      C.redefine('string', 'gsub', function(original)
        return function(...)
          local subject, pattern, replacement, most = ...
          local kind = type(replacement)
          if not concerned(subject, pattern) or most ~= nil and type(most) ~= 'number'
            or kind ~= 'string' and kind ~= 'number' and kind ~= 'table' and kind ~= 'function' then
            return original(...)
          end
          local list, differs = matches(subject, pattern, most)
          if not differs then return original(...) end
          C.note('pattern-empty-match', 'string.gsub(..., ' .. C.show(pattern) .. ')', 'fewer matches',
            C.b.format('%d', #list) .. ' matches')
          local out, position = {}, 1
          for i = 1, #list do
            local found = list[i]
            out[#out + 1] = sub(subject, position, found[1] - 1)
            out[#out + 1] = replaced(subject, found, replacement)
            position = found[2] + 1
          end
          out[#out + 1] = sub(subject, position)
          return C.b.concat(out), #list
        end
      end)`,
  },
})
