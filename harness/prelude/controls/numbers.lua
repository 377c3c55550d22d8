-- Where numbers turn into text: `C.on_number_text(rule, f)` has `f(number, text)` give another text, or nil to leave it.
local C = ...
local P, b = C.P, C.b
local type, select, concat, tostring = b.type, b.select, b.concat, b.tostring
local unpack, gmatch = b.unpack, string.gmatch

local converters = {}

-- The text of a number as the emulated VM would have it, or nil where it is the same; `what` is how it is written.
local function converted(number, what, site)
  local text = tostring(number)
  local result = text
  for i = 1, #converters do
    local rule, convert = converters[i].rule, converters[i].convert
    local other = convert(number, result)
    if other ~= nil and other ~= result then
      if site then C.note_site(rule, site, C.show(result), C.show(other), what)
      else C.note(rule, what, C.show(result), C.show(other)) end
      result = other
    end
  end
  return result ~= text and result or nil
end

local function text_or_same(value, what, site)
  if type(value) ~= 'number' then return value end
  return converted(value, what, site) or value
end

local function pack(...) return select('#', ...), { ... } end

-- The arguments with numbers among the first `count` of them as text.
local function with_texts(what, count, ...)
  local given, values = pack(...)
  for i = 1, given < count and given or count do
    if type(values[i]) == 'number' then
      local written = b.gsub(what, '%?', tostring(values[i]))
      values[i] = text_or_same(values[i], written)
    end
  end
  return unpack(values, 1, given)
end

local function install()
  C.redefine(nil, 'tostring', function(original)
    return function(...)
      local value = ...
      if type(value) == 'number' then
        local text = converted(value, 'tostring(' .. original(value) .. ')')
        if text then return text end
      end
      return original(...)
    end
  end)
  C.wrap(nil, 'print', function(original)
    return function(...) return original(with_texts('print(?)', select('#', ...), ...)) end
  end)
  C.wrap('io', 'write', function(original)
    return function(...) return original(with_texts('io.write(?)', select('#', ...), ...)) end
  end)
  C.redefine('table', 'concat', function(original)
    return function(list, ...)
      local separator, from, to = ...
      if type(list) == 'table' then
        local copy
        local length = to or #list
        if type(length) == 'number' and length - (from or 1) < 1e6 then
          for i = from or 1, length do
            local value = list[i]
            if type(value) == 'number' then
              local text = converted(value, 'table.concat of ' .. tostring(value))
              if text and not copy then
                copy = {}
                for j = from or 1, length do copy[j] = list[j] end
              end
              if text then copy[i] = text end
            end
          end
        end
        if copy then return original(copy, separator, from or 1, length) end
      end
      return original(list, ...)
    end
  end)
  -- A number in the place of a string is turned into one.
  for _, name in b.pairs({ 'len', 'sub', 'upper', 'lower', 'rep', 'reverse', 'byte', 'find', 'match', 'gmatch', 'gsub' }) do
    C.redefine('string', name, function(original)
      return function(...) return original(with_texts('string.' .. name .. '(?)', 1, ...)) end
    end)
  end
  C.redefine('string', 'gsub', function(original)
    return function(subject, pattern, replacement, ...)
      local kind = type(replacement)
      if kind == 'number' then
        replacement = text_or_same(replacement, 'string.gsub with ' .. tostring(replacement))
      elseif kind == 'function' then
        local call = replacement
        replacement = function(...) return text_or_same(call(...), 'the result for string.gsub') end
      elseif kind == 'table' then
        local list = replacement
        replacement = function(key) return text_or_same(list[key], 'the replacement of string.gsub') end
      end
      return original(subject, pattern, replacement, ...)
    end
  end)
  -- %s and %q take numbers as they come; the other conversions are the format's.
  C.redefine('string', 'format', function(original)
    return function(pattern, ...)
      if type(pattern) ~= 'string' then return original(pattern, ...) end
      local count, values = pack(...)
      local position = 0
      for flags, letter in gmatch(pattern, '%%([^%a%%]*)([%a%%])') do
        if letter ~= '%' then
          position = position + 1
          if letter == 's' and position <= count then
            values[position] = text_or_same(values[position], 'string.format("%' .. flags .. 's")')
          end
        end
      end
      return original(pattern, unpack(values, 1, count))
    end
  end)
  C.on('..', function(x, y, site)
    local left = text_or_same(x, site.left, site)
    local right = text_or_same(y, site.right, site)
    if b.rawequal(left, x) and b.rawequal(right, y) then return false end
    return true, C.own['..'](left, right)
  end)
end

function C.on_number_text(rule, convert)
  if #converters == 0 then install() end
  converters[#converters + 1] = { rule = rule, convert = convert }
end
