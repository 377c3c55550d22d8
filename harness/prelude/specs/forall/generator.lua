-- What all generators are: objects with `generate(r)`, which draws a tree (tree.lua) from a source (random.lua), and
-- the methods that make other generators of them.
local S = ...
local P, b, tree, random = S.P, S.P.builtins, S.forall_tree, S.forall_random

local methods = {}
local Generator = { __index = methods, __name = 'generator' }

local function new(generate)
  return b.setmetatable({ generate = generate }, Generator)
end

local function is(value)
  return b.type(value) == 'table' and b.getmetatable(value) == Generator
end

-- Raises an error at the place in the spec file from which we were called, however many of our functions are between.
local function complain(text)
  local _, file, line = P.frames(2)
  b.error(file and file .. ':' .. b.format('%d', line) .. ': ' .. text or text, 0)
end

-- What a value is, in words.
local function kind(value)
  if value == nil then return 'nil' end
  return is(value) and 'a generator' or 'a ' .. b.type(value)
end

local function function_argument(value, name)
  if b.type(value) ~= 'function' then complain(name .. ': expected a function, got ' .. kind(value)) end
  return value
end

-- A generator given to another one; strings, numbers and booleans stand for themselves.
local function from(value, name)
  if is(value) then return value end
  local type_name = b.type(value)
  if type_name == 'string' or type_name == 'number' or type_name == 'boolean' then
    return new(function() return tree.leaf(value) end)
  end
  local hint = type_name == 'table' and ' (gen.element picks from a list, gen.record makes records of generators)' or ''
  return complain(name .. ': expected a generator, got ' .. kind(value) .. hint)
end

-- A table of options of which all names are known.
local function options(given, known, name)
  if given == nil then return {} end
  if b.type(given) ~= 'table' or is(given) then
    complain(name .. ': expected a table of options, got ' .. kind(given))
  end
  for key in b.next, given do
    if not known[key] then
      complain(name .. ': there is no option ' .. S.forall_text.of(key) .. ', only '
        .. b.concat(S.forall_text.sorted_keys(known), ', '))
    end
  end
  return given
end

-- What `change` makes of each value. It is called again whenever the value is needed, and must do the same each time.
function methods.map(self, change)
  function_argument(change, 'map')
  return new(function(r) return tree.map(self.generate(r), change) end)
end

local MAX_TRIES = 100

-- Only values for which `accepts` gives a true value.
function methods.filter(self, accepts)
  function_argument(accepts, 'filter')
  local function accepts_node(node) return accepts(node.make()) end
  return new(function(r)
    local size = r.size
    for try = 1, MAX_TRIES do
      local node = self.generate(r)
      if accepts_node(node) then
        r.size = size
        return tree.filter(node, accepts_node)
      end
      -- small values alone may not do
      if try % 10 == 0 and r.size < 100 then r.size = r.size + 1 end
    end
    r.size = size
    return complain('filter: ' .. b.format('%d', MAX_TRIES)
      .. ' values in a row did not fit the condition; generate such values instead')
  end)
end
methods.such_that = methods.filter

-- The generator that `choose` returns for each value.
function methods.bind(self, choose)
  function_argument(choose, 'bind')
  return new(function(r)
    local size, turn = r.size, nil
    local outer = self.generate(r)
    -- The inner values are drawn again for every smaller outer one, from the same numbers.
    local x, y = r.split()
    turn, r.turn = r.turn, nil
    return tree.bind(outer, function(value)
      local own = random.source(x, y, size)
      own.turn = turn
      return from(choose(value), 'bind').generate(own)
    end)
  end)
end
methods.chain = methods.bind

return {
  new = new, is = is, from = from, options = options, complain = complain, kind = kind,
  function_argument = function_argument,
}
