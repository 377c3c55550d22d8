-- Runs or lists the tests of a block: its body first, then in order what the body defined. As the bodies of
-- inner blocks run when it is their turn, they see what earlier tests have done.
local S = ...
local P = S.P
local b = P.builtins
local type = b.type
local contexts, events = S.contexts, S.events
local enter, attempt, current = contexts.enter, events.attempt, contexts.current

local options = P.job.spec or {}
local run_block

-- The tests numbered so far, and the one that has been announced before its turn.
local count, announced = 0, nil
local is_listing, is_wanted
local stopped = false

local function callable(run)
  if type(run) == 'function' then return run end
  return function() return run() end
end

-- Runs one function of an element, as that element.
local function run_as(element, run, is_test)
  local outer = current()
  enter(element)
  local result, is_pending = attempt(callable(run), is_test)
  enter(outer)
  return result, is_pending
end

-- All hooks of one kind in a block: an error of one does not keep the others from running.
local function run_hooks(block, slot)
  local hooks, result = block.hooks[slot], nil
  if not hooks then return nil end
  for i = 1, #hooks do
    local hook = hooks[i]
    result = run_as(hook, hook.run) or result
  end
  return result
end

-- From the outermost block inwards; a block where one failed is the last. Returns it, too.
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
    result = result or run_hooks(block, 'after_each')
    if not result then result = nil end
    block = block.parent
  end
  return result
end

-- Those of a block run once, before its first test that runs.
local function run_lazy_setup(block)
  local failed = block.parent and run_lazy_setup(block.parent)
  if failed then return failed end
  if not block.is_set_up then
    block.is_set_up = true
    block.setup_error = run_hooks(block, 'lazy_setup')
  end
  return block.setup_error
end

local function number(test)
  if not test.number then
    count = count + 1
    test.number = count
  end
end

-- How a test ends in the end: an error outweighs all, pending outweighs a pass.
local function run_body(test)
  local result, is_pending = run_as(test, test.run, true)
  test.is_over = true
  if test.finally then
    local more = run_as(test, test.finally)
    if more and (not result or is_pending) then result, is_pending = more, false end
  end
  return result, is_pending
end

local function run_test(test, broken)
  number(test)
  if is_listing then
    events.listed(test)
    return
  end
  if not is_wanted(test.number) then return end
  if announced == test then announced = nil else events.announce(test) end
  if test.kind == 'pending' then
    events.ended('pending []')
    return
  end
  events.start_anew()
  local parent = test.parent
  local result = broken or run_lazy_setup(parent)
  local is_pending = false
  if not result then
    local last
    result, last = run_before(parent)
    if not result then result, is_pending = run_body(test) end
    local more = run_after(last)
    if more and (not result or is_pending) then result, is_pending = more, false end
  end
  events.ended(result)
  if result and not is_pending and options.bail then stopped = true end
end

-- Puts the children of a block into the order they run in. Tests that have no blocks between them are
-- numbered as they stand in the text.
local function arrange(block)
  local children = block.children
  for i = 1, #children do
    if children[i].kind == 'block' then break end
    number(children[i])
  end
  local randomized = block.randomized
  if randomized == nil then randomized = options.shuffle end
  if randomized then S.shuffle(children, block.seed or options.seed or 0) end
end

-- Whether any test of a block may run; and the first one, where no inner block comes before it.
local function first_wanted(block)
  local children = block.children
  for i = 1, #children do
    local child = children[i]
    if child.kind == 'block' then return true, nil end
    number(child)
    if is_wanted(child.number) then return true, child end
  end
  return #children == 0, nil
end

local function run_children(block, broken)
  local children = block.children
  local i = 1
  while i <= #children and not stopped do
    local child = children[i]
    if child.kind == 'block' then run_block(child, broken) else run_test(child, broken) end
    i = i + 1
  end
end

local function report_outside(block, name, result)
  if announced then
    -- it was announced for the sake of the setup and never got its turn
    announced = nil
  end
  events.report_apart(block, name, result)
  if options.bail then stopped = true end
end

local function run_contents(block, broken)
  if is_listing then
    run_children(block)
    return
  end
  local sets_up, first = first_wanted(block)
  if not sets_up then return end
  events.start_anew()
  if not broken and block.hooks.strict_setup then
    -- what a setup prints belongs to the first test
    if first and first.kind == 'test' then
      announced = first
      events.announce(first)
    end
    broken = run_hooks(block, 'strict_setup')
    if broken and #block.children == 0 then report_outside(block, 'setup', broken) end
  end
  run_children(block, broken)
  events.start_anew()
  local failed = block.is_set_up and run_hooks(block, 'lazy_teardown')
  failed = run_hooks(block, 'strict_teardown') or failed
  if failed then report_outside(block, 'teardown', failed) end
end

local function run_inside(block, broken)
  events.start_anew()
  local failed = attempt(callable(block.run))
  if failed then
    if not is_listing then report_outside(block, nil, failed) end
    return
  end
  arrange(block)
  run_contents(block, broken)
end

function run_block(block, broken)
  contexts.inside(block, function() run_inside(block, broken) end)
end

return {
  run_contents = run_contents, arrange = arrange,
  begin = function(mode, wanted)
    is_listing, is_wanted = mode == 'list', wanted
  end,
}
