-- What a spec file defines its tests with: describe, it, pending, hooks.
local S = ...
local P = S.P
local b = P.builtins
local contexts, globals = S.contexts, S.globals
local error, type, tostring, getinfo, sub = b.error, b.type, b.tostring, b.getinfo, b.sub
local setmetatable, select, tonumber = b.setmetatable, b.select, b.tonumber
local exists = S.filters.exists

local OWN_CHUNK = '=[luaparity]'

-- File and line of whoever called the function that asks.
local function place()
  local depth = 3
  while true do
    local info = getinfo(depth, 'Sl')
    if not info then return nil, nil end
    if info.currentline > 0 and info.source ~= OWN_CHUNK then
      local source = info.source
      local first = sub(source, 1, 1)
      return (first == '@' or first == '=') and sub(source, 2) or info.short_src, info.currentline
    end
    depth = depth + 1
  end
end

-- The block that a definition goes into, seen from the function that the spec called.
local function open_block(word)
  local block = contexts.current()
  if not block or block.kind ~= 'block' then
    error("'" .. word .. "' not supported inside current context block", 3)
  end
  return block
end

local function add(block, element)
  local children = block.children
  element.parent = block
  children[#children + 1] = element
  return element
end

local function definer(word, define)
  return function(name, body)
    local block = open_block(word)
    local file, line = place()
    if body == nil and type(name) == 'function' then name, body = word, name end
    name = name == nil and word or tostring(name)
    return define(block, name, body, file, line)
  end
end

-- `it 'name' (function() ... end)`: what is still to come is given to the function that is returned.
local function define_block(descriptor, mode)
  return function(block, name, body, file, line)
    local function define(run)
      if not exists(name, block, false) then return end
      local child = contexts.new_block(name, block, mode)
      child.descriptor, child.run, child.file, child.line = descriptor, run, file, line
      add(block, child)
    end
    if body == nil then return define end
    define(body)
  end
end

local function define_test(block, name, body, file, line)
  local test = add(block, {
    kind = body == nil and 'pending' or 'test', descriptor = 'it', is_left_out = not exists(name, block, true),
    name = name, run = body, file = file, line = line,
  })
  if body ~= nil then return end
  return function(run)
    test.kind, test.run = 'test', run
  end
end

local function define_pending(block, name, _, file, line)
  add(block, {
    kind = 'pending', descriptor = 'pending', is_left_out = not exists(name, block, true),
    name = name, file = file, line = line,
  })
end

local function hook(word, slot)
  return function(name, body)
    local block = open_block(word)
    if body == nil then body = name end
    local hooks = block.hooks[slot]
    if not hooks then
      hooks = {}
      block.hooks[slot] = hooks
    end
    hooks[#hooks + 1] = { kind = 'hook', descriptor = slot, run = body, parent = block }
  end
end

globals.describe = definer('describe', define_block('describe'))
globals.context = definer('context', define_block('describe'))
globals.insulate = definer('insulate', define_block('describe', 'insulate'))
globals.expose = definer('expose', define_block('describe', 'expose'))
globals.it = definer('it', define_test)
globals.spec = definer('spec', define_test)
globals.test = definer('test', define_test)

local later = definer('pending', define_pending)
-- In a block, the definition of a test that is yet to be written; inside of a test, its end.
function globals.pending(...)
  local element = contexts.current()
  if element and element.kind == 'test' and not element.is_over then
    local reason = ...
    error(setmetatable({ message = reason ~= nil and tostring(reason) or nil }, S.events.pending_meta), 0)
  end
  open_block('pending')
  return later(...)
end

local lazy = P.job.spec.lazy

globals.before_each = hook('before_each', 'before_each')
globals.after_each = hook('after_each', 'after_each')
globals.lazy_setup = hook('lazy_setup', 'lazy_setup')
globals.lazy_teardown = hook('lazy_teardown', 'lazy_teardown')
globals.strict_setup = hook('strict_setup', 'strict_setup')
globals.strict_teardown = hook('strict_teardown', 'strict_teardown')
globals.setup = hook('setup', lazy and 'lazy_setup' or 'strict_setup')
globals.teardown = hook('teardown', lazy and 'lazy_teardown' or 'strict_teardown')

-- Run when the test is over, however it ended; the last one given counts.
contexts.set_finally(function(action)
  local element = contexts.current()
  if not element or element.kind ~= 'test' or element.is_over then
    error("'finally' not supported inside current context block", 2)
  end
  element.finally = action
end)

-- randomize([wanted] [, seed]): the order of what the block holds.
function globals.randomize(...)
  local block = open_block('randomize')
  local wanted, seed = ...
  if select('#', ...) == 0 then wanted = true end
  block.randomized = wanted and true or false
  if wanted then
    block.seed = type(wanted) ~= 'boolean' and tonumber(wanted) or seed ~= nil and tonumber(seed) or block.seed
  end
end

return {}
