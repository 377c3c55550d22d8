-- `assert.is_not.same` and `match.is_not.same`: objects that collect words until they are called.
local S = ...
local b = S.P.builtins
local lower = string.lower
local failures, arguments = S.assert_failures, S.assert_arguments

-- What is registered, by kind and name.
local registered = { assertion = {}, matcher = {}, modifier = {} }

local chains = { registered = registered }

local function add_words(words, key)
  b.gsub(lower(key), '[^_]+', function(word) words[#words + 1] = word end)
end

-- The registered names that a chain's words spell, in order; a name may take several words. From the right, each as
-- long as there is a longer one.
function chains.names(kind, words)
  local things, modifiers = registered[kind], registered.modifier
  local names, right = {}, #words
  while right > 0 do
    local key, found
    for left = right, 1, -1 do
      key = key and words[left] .. '_' .. key or words[left]
      local longer = left > 1 and words[left - 1] .. '_' .. key
      if (things[key] or modifiers[key]) and not (longer and things[longer]) then
        found = left
        break
      end
    end
    if not found then failures.misuse('luassert: unknown modifier/' .. kind .. ": '" .. key .. "'") end
    names[#names + 1] = key
    right = found - 1
  end
  local count = #names
  for i = 1, count / 2 do names[i], names[count + 1 - i] = names[count + 1 - i], names[i] end
  return names
end

local function modify(names, state, ...)
  for i = 1, #names do
    local modifier = registered.modifier[names[i]]
    if modifier then modifier.callback(state, ...) end
  end
end

-- A function that begins a chain. What is registered under the last name that is not a modifier's is called, and
-- `finish(thing, state, list, ...)` with what it returned makes the chain's own results.
function chains.kind(kind, finish)
  local Chain = {}

  function Chain.__index(self, key)
    add_words(self.tokens, key)
    return self
  end

  -- A call that only modifies, such as `assert.spy(s)`, changes the chain, which goes on. A call that ends it leaves it
  -- as it was: it may be kept in a variable and called again.
  function Chain.__call(self, ...)
    local names = chains.names(kind, self.tokens)
    local thing
    for i = 1, #names do thing = registered[kind][names[i]] or thing end
    local list = arguments.list(...)
    if not thing then
      self.tokens = {}
      modify(names, self, list, 2)
      return self
    end
    local state = b.setmetatable({}, Chain)
    for name, value in b.next, self do state[name] = value end
    modify(names, state)
    -- From here and not from `finish`: 2 says whose line is at fault, and the callback adds one for itself.
    return finish(thing, state, list, arguments.pack(...), thing.callback(state, list, 2))
  end

  return function() return b.setmetatable({ mod = true, tokens = {} }, Chain) end
end

function chains.register(kind, name, callback, positive, negative)
  name = lower(name)
  registered[kind] = registered[kind] or {}
  registered[kind][name] = {
    callback = callback,
    name = name,
    positive_message = positive,
    negative_message = negative,
  }
end

function chains.unregister(kind, name)
  if registered[kind] then registered[kind][lower(name)] = nil end
end

return chains
