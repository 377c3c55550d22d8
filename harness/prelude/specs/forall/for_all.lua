-- for_all(generators..., [options], fn): calls `fn` with many values; when one call fails, looks for the smallest
-- values that fail in the same way.
local S = ...
local P, b, floor = S.P, S.P.builtins, S.P.floor
local tree, random, text = S.forall_tree, S.forall_random, S.forall_text
local generator, attempt = S.forall_generator, S.forall_attempt
local complain = generator.complain

local DEFAULT_RUNS = 100
-- Smaller values that are tried; an interpreter in JavaScript manages 1000 calls in well under a second.
local DEFAULT_SHRINKS = 1000
-- So many times the runs may `assume` turn values down.
local MAX_DISCARDS = 10

-- Where the numbers of math.random come from a seed, those of a run do, too: then smaller values meet the same numbers
-- as the ones that they are to replace. Taken here, as tests may replace it.
local seed_random = P.job.determinism.random and math.randomseed or function() end

local OPTIONS = { runs = true, seed = true, max_shrinks = true }

local function whole_option(value, default, least, name)
  if value == nil then return default end
  if b.type(value) ~= 'number' or value % 1 ~= 0 or value < least or value > 2.0 ^ 53 then
    complain(name .. ' must be a whole number of at least ' .. text.of_number(least) .. ', got '
      .. text.of(value))
  end
  return value
end

-- The seed that was asked for, or that of the run.
local function seed_option(value, name)
  local job = P.job
  return whole_option(value, job.spec and job.spec.seed or job.seed, -2.0 ^ 53, name)
end

local function parse(...)
  local count, given = b.select('#', ...), { ... }
  local fn, options = given[count], nil
  generator.function_argument(fn, 'for_all')
  count = count - 1
  if count > 0 and b.type(given[count]) == 'table' and not generator.is(given[count]) then
    options, count = given[count], count - 1
  end
  if count == 0 then complain('for_all: expected generators, got none') end
  for i = 1, count do given[i] = generator.from(given[i], 'for_all') end
  options = generator.options(options, OPTIONS, 'for_all')
  return fn, given, count, {
    runs = whole_option(options.runs, DEFAULT_RUNS, 1, 'for_all: runs'),
    max_shrinks = whole_option(options.max_shrinks, DEFAULT_SHRINKS, 0, 'for_all: max_shrinks'),
    seed = seed_option(options.seed, 'for_all: seed'),
  }
end

-- The test that called for_all last, and how often it did.
local last_test, properties = nil, 0

-- The test at work and its names from the outermost block on, where a runner of tests tells.
local function current_test()
  local test, contexts = S.current_test, S.contexts
  if test then return test, test.names end
  test = contexts and contexts.current and contexts.current()
  if test and test.kind == 'test' then return test, contexts.names_of(test) end
  return nil, nil
end

-- A name for this property that stays when other tests come and go, so that one seed means another sequence for each.
local function property_name()
  local test, names = current_test()
  if names then
    if test ~= last_test then last_test, properties = test, 0 end
    properties = properties + 1
    return b.concat(names, '\n') .. '\n' .. text.of_number(properties)
  end
  local _, file, line = P.frames(2)
  return file and file .. ':' .. b.format('%d', line) or ''
end

local function source_for(seed)
  local x, y = random.digest(text.of_number(seed + 0.0) .. '\n' .. property_name())
  return random.source(x, y, 1.0)
end

-- The next smaller node, or nil. What a generator's function raises for it is not what is looked for.
local function next_of(next_child)
  local ok, child = b.pcall(next_child)
  if ok then return child end
  if attempt.must_pass_through(child) then b.error(child, 0) end
  return 'unusable'
end

-- The smallest failing node that can be found, how it fails, the number of steps to it, and whether there may be more.
local function shrink(node, failure, call, most)
  local steps, tries, next_child = 0, 0, node.children()
  while tries < most do
    local child = next_of(next_child)
    if child == nil then return node, failure, steps, false end
    tries = tries + 1
    local result = child ~= 'unusable' and call(child)
    if b.type(result) == 'table' and result.kind == failure.kind then
      node, failure, steps, next_child = child, result, steps + 1, child.children()
    end
  end
  return node, failure, steps, most > 0
end

local function counted(count, noun)
  return text.of_number(count) .. ' ' .. noun .. (count == 1 and '' or 's')
end

local function report(node, count, failure, facts)
  local remark = facts.cut_short and ' (max_shrinks reached, so there may be a smaller one):' or ':'
  local lines = {
    'the property failed after ' .. counted(facts.run, 'run') .. ' (and ' .. counted(facts.steps, 'shrink') .. ')',
    'counterexample' .. remark,
  }
  local values = node.make()
  for i = 1, count do
    lines[#lines + 1] = '  ' .. text.of_number(i) .. ': ' .. text.of(values[i])
  end
  lines[#lines + 1] = 'failure:'
  lines[#lines + 1] = attempt.indented(failure.message)
  local seed = text.of_number(facts.seed)
  lines[#lines + 1] = 'to replay: --seed ' .. seed .. ', or seed = ' .. seed .. ' in the options of for_all'
  return b.concat(lines, '\n')
end

local function give_up(runs, passed, seed)
  complain('for_all gave up: assume turned down all but ' .. text.of_number(passed) .. ' of '
    .. text.of_number(passed + runs * MAX_DISCARDS) .. ' values; generate such values instead (seed '
    .. text.of_number(seed) .. ')')
end

local function for_all(...)
  local fn, generators, count, options = parse(...)
  local runs = options.runs
  local r = source_for(options.seed)
  -- Several arguments first have the same edge values all of them, then each another one.
  local passes = count > 1 and 2 or 1

  local random_seed
  local function call(node)
    local values = node.make()
    seed_random(random_seed)
    return attempt.call(fn, values, count)
  end

  local run, discards = 1, 0
  while run <= runs do
    r.size = floor((run * 100.0 + runs - 1.0) / runs)
    random_seed = P.integer(r.below(2147483648.0))
    local nodes = {}
    for i = 1, count do
      r.turn = { run = run + discards, passes = passes, shift = i - 1 }
      nodes[i] = generators[i].generate(r)
    end
    local node = tree.tuple(nodes, count)
    local failure = call(node)
    if failure == 'discarded' then
      discards = discards + 1
      if discards >= runs * MAX_DISCARDS then give_up(runs, run - 1, options.seed) end
    elseif failure then
      local steps, cut_short
      node, failure, steps, cut_short = shrink(node, failure, call, options.max_shrinks)
      local facts = { run = run, steps = steps, cut_short = cut_short, seed = options.seed }
      attempt.raise(report(node, count, failure, facts), failure.kind == 'assertion')
    else
      run = run + 1
    end
  end
end

-- Values that a generator gives, to look at.
local function sample(given, count, options)
  given = generator.from(given, 'gen.sample')
  options = generator.options(options, { seed = true }, 'gen.sample')
  count = whole_option(count, 10, 0, 'gen.sample: count')
  local r = source_for(seed_option(options.seed, 'gen.sample: seed'))
  local values = {}
  for i = 1, count do
    r.size, r.turn = floor((i * 100.0 + count - 1.0) / count), { run = i, passes = 1, shift = 0 }
    values[i] = given.generate(r).make()
  end
  return values
end

S.forall_gen.sample = sample
return for_all
