-- The elements of a spec (suite, file, blocks, hooks, tests), which of them is at work, and what a global
-- name means there. Globals that a spec assigns belong to the element that assigns them and are seen by what
-- is inside of it; names that no element has are those of the Lua state.
local S = ...
local b = S.P.builtins
local next, rawget, rawset, setmetatable = b.next, b.rawget, b.rawset, b.setmetatable
local raw_metatable = debug.getmetatable or b.getmetatable
local G, loaded = _G, package.loaded

-- Element kinds: 'block' (suite, file, describe...), 'hook', 'test', 'pending'. A block's mode is nil,
-- 'insulate' or 'expose'.
local current

-- Built-in modules stay loaded whatever an insulated block forgets: a second copy of them breaks the VM.
local BUILT_IN = {
  ffi = true, jit = true, bit = true, bit32 = true, utf8 = true, ['jit.opt'] = true, ['jit.util'] = true,
  ['jit.profile'] = true, ['string.buffer'] = true, ['table.new'] = true, ['table.clear'] = true,
  ['table.isempty'] = true, ['table.isarray'] = true, ['table.nkeys'] = true, ['table.clone'] = true,
  ['thread.exdata'] = true, ['thread.exdata2'] = true, _G = true, package = true,
}

-- The environment of a spec file is this empty table: reading goes to the innermost element that has the name.
local proxy_meta = {}
local environment = setmetatable({}, proxy_meta)

-- Where a block's own globals are. A block always has such a table, made after its parent's.
local function add_globals(element)
  local parent = element.parent
  local meta = { __index = parent and parent.globals or G }
  if element.mode == 'expose' then
    local outer = parent and parent.parent
    local target = outer and outer.globals or G
    meta.__newindex = function(_, key, value) target[key] = value end
  end
  element.globals = setmetatable({}, meta)
end

-- What only tests see, beyond what their block does: one table for all tests of a block.
local finally
local function seen_by_tests(block)
  local seen = block.seen_by_tests
  if not seen then
    seen = setmetatable({ finally = finally }, { __index = block.globals })
    block.seen_by_tests = seen
  end
  return seen
end

local function assign(_, key, value)
  local element = current
  if element.kind == 'test' and not element.globals then
    element.globals = setmetatable({}, { __index = seen_by_tests(element.parent) })
    proxy_meta.__index = element.globals
  end
  -- hooks work for their block
  local globals = element.globals or element.parent.globals
  globals[key] = value
end
proxy_meta.__newindex = assign

local function enter(element)
  current = element
  if not element then
    proxy_meta.__index = G
  elseif element.kind == 'test' then
    proxy_meta.__index = element.globals or seen_by_tests(element.parent)
  else
    proxy_meta.__index = element.globals or element.parent.globals
  end
end

local function copy(table)
  local result = {}
  for key, value in next, table do result[key] = value end
  return result
end

-- What an insulated block puts back: globals, their metatable, loaded modules.
local function save()
  return { globals = copy(G), meta = raw_metatable(G), loaded = copy(loaded) }
end

local function put_back(state)
  if raw_metatable(G) ~= state.meta then
    (debug.setmetatable or setmetatable)(G, state.meta)
  end
  -- assigning to a field that is there may be done on the way
  for key in next, G do
    if state.globals[key] == nil then rawset(G, key, nil) end
  end
  for key, value in next, state.globals do
    if rawget(G, key) ~= value then rawset(G, key, value) end
  end
  for key in next, loaded do
    if state.loaded[key] == nil and not BUILT_IN[key] then loaded[key] = nil end
  end
  for key, value in next, state.loaded do loaded[key] = value end
end

-- Runs `action(block)` as what happens inside of the block.
local states = {}
local function inside(block, action)
  local outer, depth, mode = current, #states + 1, block.mode
  states[depth] = mode == 'insulate' and save() or false
  enter(block)
  action(block)
  enter(outer)
  local state = states[depth]
  states[depth] = nil
  -- what an exposed block changed outlives the insulated block around it
  if mode == 'expose' and states[depth - 1] then states[depth - 1] = save() end
  if state then put_back(state) end
end

local function new_block(name, parent, mode)
  local block = { kind = 'block', name = name, parent = parent, mode = mode, children = {}, hooks = {} }
  add_globals(block)
  return block
end

-- What is around the file. Nothing is copied here: going over the keys of a table counts as the script's doing.
local function new_suite(globals)
  local meta = { __index = G }
  return {
    kind = 'block', descriptor = 'suite', children = {}, hooks = {}, is_outermost = true,
    globals = setmetatable(globals, meta),
  }
end

local function names_of(element)
  local names, depth = {}, 0
  local block = element
  while block and not block.is_outermost do
    depth = depth + 1
    block = block.parent
  end
  for i = depth, 1, -1 do
    names[i] = element.name
    element = element.parent
  end
  return names
end

return {
  environment = environment, new_block = new_block, new_suite = new_suite, names_of = names_of,
  inside = inside, enter = enter,
  current = function() return current end,
  set_finally = function(action) finally = action end,
}
