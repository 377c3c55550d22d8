-- Runs the hooks of blocks, each as part of the block that defined it.
local S = ...
local b = S.P.builtins
local type = b.type
local enter, current, attempt = S.contexts.enter, S.contexts.current, S.events.attempt

local function callable(run)
  if type(run) == 'function' then return run end
  return function() return run() end
end

-- Runs a function of an element, as that element: what `attempt` says of it.
local function run_as(element, run, is_test)
  local outer = current()
  enter(element)
  local result, is_pending = attempt(callable(run), is_test)
  enter(outer)
  return result, is_pending
end

-- All hooks of one kind in a block: an error of one does not keep the others from running. The first error, or nil.
local function run_hooks(block, slot)
  local list, result = block.hooks[slot], nil
  if not list then return nil end
  for i = 1, #list do
    local failed = run_as(list[i], list[i].run)
    result = result or failed
  end
  return result
end

-- `before_each` of all blocks around a test, from the outermost inwards; a block where one failed is the last.
-- The error and the last block.
local function run_before(block)
  if block.parent then
    local result, last = run_before(block.parent)
    if result then return result, last end
  end
  return run_hooks(block, 'before_each'), block
end

local function run_after(block)
  local result
  while block do
    local failed = run_hooks(block, 'after_each')
    result = result or failed
    block = block.parent
  end
  return result
end

-- Those of a block run once, before the first of its tests that runs.
local function run_lazy_setup(block)
  local failed = block.parent and run_lazy_setup(block.parent)
  if failed then return failed end
  if not block.is_set_up then
    block.is_set_up = true
    block.setup_error = run_hooks(block, 'lazy_setup')
  end
  return block.setup_error
end

return {
  run_as = run_as, run_hooks = run_hooks, run_before = run_before, run_after = run_after,
  run_lazy_setup = run_lazy_setup, callable = callable,
}
