-- `spy`: functions that remember how they were called.
local S = ...
local b = S.P.builtins
local kinds, arguments, failures, assert = S.assert_kinds, S.assert_arguments, S.assert_failures, S.assert
local Spy = kinds.spy

local spy = { is_spy = kinds.is_spy }

local function noted(self, ...)
  self.returnvals[#self.returnvals + 1] = arguments.record(arguments.list(...))
  return ...
end

function Spy.__call(self, ...)
  self.calls[#self.calls + 1] = arguments.record(arguments.list(...))
  return noted(self, self.callback(...))
end

local methods = {}

-- Puts the function back where the spy took its place.
function methods.revert(self)
  if not self.reverted then
    if self.target_table and self.target_key then self.target_table[self.target_key] = self.callback end
    self.reverted = true
  end
  return self.callback
end

function methods.clear(self)
  self.calls, self.returnvals = {}, {}
  return self
end

-- Whether it was called (that many times, or as `compare(count, times)` wants it), and how often.
function methods.called(self, times, compare)
  local count = #self.calls
  if compare then return compare(count, times), count end
  if times then return count == times, count end
  return count > 0, count
end

-- Whether a record fits, and the values of that record or else of the last.
local function search(records, wanted)
  local found = arguments.find_record(records, wanted)
  if found then return true, found.vals end
  local last = records[#records]
  return false, last and last.vals
end

function methods.called_with(self, wanted) return search(self.calls, wanted) end
function methods.returned_with(self, wanted) return search(self.returnvals, wanted) end

function spy.new(callback)
  if callback == nil then callback = function() end end
  if not kinds.is_callable(callback) then
    failures.misuse("Cannot spy on type '" .. b.type(callback) .. "', only on functions or callable elements")
  end
  local self = { calls = {}, returnvals = {}, callback = callback }
  -- Fields and not an __index, since a script may replace one or look for it.
  for name, method in b.next, methods do self[name] = method end
  assert:add_spy(b.setmetatable(self, Spy))
  return self
end

function spy.on(target, key)
  local self = spy.new(target[key])
  target[key] = self
  self.target_table, self.target_key = target, key
  return self
end

return b.setmetatable(spy, { __call = function(_, ...) return spy.new(...) end })
