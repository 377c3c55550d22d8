-- Runs or lists the tests of a block: its body first, then in order what the body defined. As the bodies of
-- inner blocks run when it is their turn, they see what earlier tests have done.
local S = ...
local contexts, events, hooks = S.contexts, S.events, S.hooks
local attempt, publish = events.attempt, S.channels.publish
local run_as, run_hooks, callable = hooks.run_as, hooks.run_hooks, hooks.callable

local options = S.P.job.spec
local run_block

-- The tests numbered so far, and the one that has been announced before its turn.
local count, announced = 0, nil
local is_listing, is_wanted_test
local stopped = false

local function number(test)
  if not test.number then
    count = count + 1
    test.number = count
  end
end

-- A test that the filters leave out has a number, too.
local function is_wanted(test)
  number(test)
  return not test.is_left_out and is_wanted_test(test)
end

-- How a test ends in the end: an error outweighs all, pending outweighs a pass.
local function worse(result, is_pending, more)
  if more and (not result or is_pending) then return more, false end
  return result, is_pending
end

local function run_body(test)
  local result, is_pending = run_as(test, test.run, true)
  test.is_over = true
  if test.finally then return worse(result, is_pending, run_as(test, test.finally)) end
  return result, is_pending
end

local function run_test(test, broken)
  if not is_wanted(test) then return end
  if is_listing then
    events.listed(test)
    return
  end
  if announced == test then announced = nil else events.announce(test) end
  if test.kind == 'pending' then
    events.started(test)
    events.ended(test, 'pending []', true)
    return
  end
  events.start_anew()
  local result, is_pending = broken or hooks.run_lazy_setup(test.parent), false
  if not result then
    local last
    result, last = hooks.run_before(test.parent)
    if not result then
      result = events.started(test)
      if not result then result, is_pending = run_body(test) end
    end
    result, is_pending = worse(result, is_pending, hooks.run_after(last))
  end
  events.ended(test, result, is_pending)
  if result and not is_pending and options.bail then stopped = true end
end

-- Puts the children of a block into the order they run in. Tests that no block comes before are numbered as
-- they stand in the text; those behind one, when it is their turn, as it takes the block's body to count its tests.
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
  local is_empty = true
  for i = 1, #children do
    local child = children[i]
    if child.kind == 'block' then return true, nil end
    if is_wanted(child) then return true, child end
    is_empty = is_empty and child.is_left_out
  end
  return is_empty, nil
end

local function run_children(block, broken)
  local children = block.children
  for i = 1, #children do
    if stopped then return end
    local child = children[i]
    if child.kind == 'block' then run_block(child, broken) else run_test(child, broken) end
  end
end

local function report_outside(block, name, result)
  events.report_apart(block, name, result)
  if options.bail then stopped = true end
end

local function set_up(block, first)
  if not block.hooks.strict_setup then return nil end
  -- what a setup prints belongs to the first test
  if first and first.kind == 'test' then
    announced = first
    events.announce(first)
  end
  local broken = run_hooks(block, 'strict_setup')
  if broken and not first and #block.children == 0 then report_outside(block, 'setup', broken) end
  return broken
end

local function run_contents(block, broken)
  if is_listing then
    run_children(block)
    return
  end
  local may_run, first = first_wanted(block)
  if not may_run then return end
  events.start_anew()
  run_children(block, broken or set_up(block, first))
  events.start_anew()
  local failed = block.is_set_up and run_hooks(block, 'lazy_teardown')
  block.is_set_up = nil
  local more = run_hooks(block, 'strict_teardown')
  if failed or more then report_outside(block, 'teardown', failed or more) end
end

local function run_inside(block, broken)
  events.start_anew()
  local name = block.descriptor
  local failed = not is_listing and events.published({ name, 'start' }, block) or attempt(callable(block.run))
  if not failed then
    arrange(block)
    run_contents(block, broken)
  elseif block.descriptor == 'file' then
    block.failed = failed
  else
    report_outside(block, nil, failed)
  end
  if not is_listing then events.published({ name, 'end' }, block) end
end

function run_block(block, broken)
  contexts.inside(block, function() run_inside(block, broken) end)
end

-- Runs a file in the suite; what was wrong with the file itself, or nil.
local function run_suite(suite, chunk, chunk_name)
  local file = contexts.new_block(chunk_name, suite)
  file.is_outermost, file.descriptor, file.run = true, 'file', chunk
  suite.children[#suite.children + 1] = file
  if not is_listing then publish({ 'suite', 'start' }, suite, 1, 1) end
  run_contents(suite)
  if not is_listing then
    publish({ 'suite', 'end' }, suite, 1, 1)
    publish({ 'exit' })
  end
  return file.failed
end

return {
  run_suite = run_suite,
  begin = function(mode, wanted)
    is_listing, is_wanted_test = mode == 'list', wanted
  end,
}
