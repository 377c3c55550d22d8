-- Designer formulas such as "2d6 + level * 3" or "max(1, strength - 10) / 2",
-- compiled once into closures. Division rounds down.

local formula = {}

local FUNCTIONS = {
  abs = { 1, math.abs },
  max = { 2, math.max },
  min = { 2, math.min },
}

local parseSum

local function fail(state, message)
  error({ code = 'formula', at = state.position, message = message })
end

local function skip(state)
  state.position = state.source:find('%S', state.position) or #state.source + 1
end

local function accept(state, pattern)
  skip(state)
  local first, last, capture = state.source:find('^(' .. pattern .. ')', state.position)
  if not first then return nil end
  state.position = last + 1
  return capture
end

local function expect(state, symbol)
  if not accept(state, '%' .. symbol) then fail(state, 'expected ' .. symbol) end
end

local function parseCall(state, name)
  local entry = FUNCTIONS[name] or fail(state, 'unknown function ' .. name)
  local arguments = {}
  repeat arguments[#arguments + 1] = parseSum(state) until not accept(state, ',')
  expect(state, ')')
  if #arguments ~= entry[1] then fail(state, name .. ' takes ' .. entry[1]) end
  local call, first, second = entry[2], arguments[1], arguments[2]
  if not second then return function(scope) return call(first(scope)) end end
  return function(scope) return call(first(scope), second(scope)) end
end

local function parseAtom(state)
  if accept(state, '%(') then
    local inner = parseSum(state)
    expect(state, ')')
    return inner
  end
  if accept(state, '%-') then
    local inner = parseAtom(state)
    return function(scope) return -inner(scope) end
  end
  local dice = accept(state, '%d*d%d+')
  if dice then
    local count, sides = dice:match('^(%d*)d(%d+)$')
    count, sides = tonumber(count) or 1, tonumber(sides)
    return function(scope) return scope.roll(sides, count) end
  end
  local number = accept(state, '%d+')
  if number then
    local value = tonumber(number)
    return function() return value end
  end
  local name = accept(state, '%a%w*') or fail(state, 'expected a value')
  if accept(state, '%(') then return parseCall(state, name) end
  return function(scope)
    return scope[name] or error({ code = 'formula', message = 'no value for ' .. name })
  end
end

local function parseProduct(state)
  local left = parseAtom(state)
  while true do
    local operator = accept(state, '[*/]')
    if not operator then return left end
    local a, b = left, parseAtom(state)
    if operator == '*' then
      left = function(scope) return a(scope) * b(scope) end
    else
      left = function(scope)
        local dividend, divisor = a(scope), b(scope)
        if divisor == 0 then error({ code = 'formula', message = 'division by zero' }) end
        return math.floor(dividend / divisor)
      end
    end
  end
end

function parseSum(state)
  local left = parseProduct(state)
  while true do
    local operator = accept(state, '[+-]')
    if not operator then return left end
    -- Operands are read in order: dice must fall left to right everywhere.
    local a, b, sign = left, parseProduct(state), operator == '+' and 1 or -1
    left = function(scope)
      local x = a(scope)
      return x + sign * b(scope)
    end
  end
end

-- Returns a function of a scope: { level = 3, roll = function(sides, count) ... }.
function formula.compile(source)
  local state = { source = source, position = 1 }
  local compiled = parseSum(state)
  skip(state)
  if state.position <= #source then fail(state, 'unexpected ' .. source:sub(state.position, state.position)) end
  return compiled
end

return formula
