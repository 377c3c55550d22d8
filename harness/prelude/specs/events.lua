-- What a run tells of its tests, and how a call into the spec is judged.
local S = ...
local P = S.P
local b = P.builtins
local xpcall, type, tostring, rawequal = b.xpcall, b.type, b.tostring, b.rawequal
local emit, encode, handler = P.emit, P.encode.list, P.handler

-- Pass these on as errors: { message }
local pending_meta = { __tostring = function(self) return tostring(self.message) end }
local failure_meta = { __tostring = function(self) return tostring(self.message) end }
local raw_metatable = debug.getmetatable or b.getmetatable

local noted = P.unsupported_text()

local function is_failure(value)
  if type(value) == 'table' and rawequal(raw_metatable(value), failure_meta) then return true end
  local assertions = S.assertions
  return assertions and assertions.is_failure(value) or false
end

-- Nothing that lay in the way of one test is in the way of the next one.
local function start_anew()
  P.start_anew()
  noted = P.unsupported_text()
end

-- How a call ended: nil for well, else the text of a `tested` event. Only a test itself can be pending or
-- fail; a failed assertion anywhere else is an error.
local function judged(ok, value, is_test)
  if P.exited then return P.describe_error('exit', value) end
  local lacking = P.unsupported_text()
  if lacking and lacking ~= noted then return P.describe_error('unsupported', lacking) end
  if ok then return nil end
  if is_test and type(value) == 'table' and rawequal(raw_metatable(value), pending_meta) then
    return 'pending ' .. encode({ value.message }, 1, P.job.limits.values), true
  end
  if value == 'not enough memory' then b.pcall(b.collectgarbage) end
  local described, text = b.pcall(P.describe_error, is_test and is_failure(value) and 'assertion'
    or P.error_kind(value), value)
  if described then return text end
  return P.describe_error(P.error_kind(text), text)
end

local function attempt(run, is_test)
  local ok, value = xpcall(run, handler)
  return judged(ok, value, is_test)
end

local function test_list(element, number, last_name)
  local names = S.contexts.names_of(element)
  local values, count = { number, element.line, element.file }, 3
  for i = 1, #names do
    count = count + 1
    values[count] = names[i]
  end
  if last_name then
    count = count + 1
    values[count] = last_name
  end
  return values, count
end

-- Else wall-clock or processor time, whichever the VM's os.clock gives.
local clock = P.wall_clock or P.shim.real_clock().clock
local begun = 0

local function announce(test)
  local values, count = test_list(test, test.number)
  emit('test ' .. encode(values, count, 1e9))
  begun = clock()
end

-- Tells subscribers; an error of one is returned as `attempt` does.
local function published(channel, element, ...)
  if not S.channels.are_in_use() then return nil end
  local extra = ...
  return attempt(function() S.channels.publish(channel, element, element.parent, extra) end)
end

local function started(test)
  return published({ 'test', 'start' }, test)
end

local function ended(test, result, is_pending)
  local took = (clock() - begun) * 1000
  if S.channels.are_in_use() then
    local kind = is_pending and 'pending' or result and (b.find(result, '^assertion ') and 'failure' or 'error')
    if kind then published({ kind, test.descriptor }, test, result) end
    local failed = published({ 'test', 'end' }, test, kind or 'success')
    if failed and (not result or is_pending) then result = failed end
  end
  emit(b.format('took %.3f\ntested ', took) .. (result or 'pass []'))
end

-- An error that belongs to no test.
local function report_apart(element, name, result)
  local values, count = test_list(element, 0, name)
  emit('test ' .. encode(values, count, 1e9) .. '\ntested ' .. result)
end

local function listed(test)
  local names = S.contexts.names_of(test)
  local values = { test.number, test.line, test.file, test.kind }
  for i = 1, #names do values[4 + i] = names[i] end
  emit('listed ' .. encode(values, 4 + #names, 1e9))
end

return {
  attempt = attempt, announce = announce, started = started, ended = ended, published = published,
  report_apart = report_apart, listed = listed,
  start_anew = start_anew, pending_meta = pending_meta, failure_meta = failure_meta,
}
