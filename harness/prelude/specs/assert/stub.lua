-- `stub`: a spy on a function that does as it is told.
local S = ...
local b = S.P.builtins
local kinds, arguments, failures, spy = S.assert_kinds, S.assert_arguments, S.assert_failures, S.assert_spy

local stub = {}

local function returning(...)
  local values = arguments.pack(...)
  return function() return arguments.unpack(values) end
end

local function invoking(callback)
  return function(...) return callback(...) end
end

-- The answers of a stub: one for calls that fit a pattern, and one for all others.
local function new_answers(default)
  local answers = { patterns = {}, of = {}, default = default }

  function answers.give(...)
    local pattern = answers.patterns[1] and arguments.find_pattern(answers.patterns, arguments.list(...))
    return (pattern and answers.of[pattern] or answers.default)(...)
  end

  return answers
end

-- `returns` and `invokes`, which hand what they make of their arguments to `set` and give back the stub.
local function setters(self, set)
  return {
    returns = function(...)
      set(returning(...))
      return self
    end,
    invokes = function(callback)
      set(invoking(callback))
      return self
    end,
  }
end

local function first_answer(...)
  local callback = ...
  if b.select('#', ...) == 1 and kinds.is_callable(callback) then return callback end
  return returning(...)
end

-- stub.new(table, key [, function | values...]), or without arguments a stub that replaces nothing.
function stub.new(object, key, ...)
  if object == nil and key == nil then object, key = {}, '' end
  if b.type(object) ~= 'table' or key == nil then
    failures.raise('stub.new(): Can only create stub on a table key, call with 2 params; table, key')
  end
  local original = object[key]
  if original ~= nil and not kinds.is_callable(original) then
    failures.raise('stub.new(): The element for which to create a stub must either be callable, or be nil')
  end

  local answers = new_answers(first_answer(...))
  object[key] = answers.give
  local self = spy.on(object, key)

  function self.revert()
    if not self.reverted then
      object[key] = original
      self.reverted = true
    end
    return original
  end

  self.by_default = setters(self, function(answer) answers.default = answer end)
  self.returns, self.invokes = self.by_default.returns, self.by_default.invokes

  function self.on_call_with(...)
    local pattern = arguments.record(arguments.list(...))
    return setters(self, function(answer)
      answers.patterns[#answers.patterns + 1] = pattern
      answers.of[pattern] = answer
    end)
  end

  return self
end

return b.setmetatable(stub, { __call = function(_, ...) return stub.new(...) end })
