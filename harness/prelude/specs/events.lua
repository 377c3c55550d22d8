-- What a run tells of its tests, and how a call into the spec is judged.
local S = ...
local P = S.P
local b = P.builtins
local xpcall, type, tostring, rawequal = b.xpcall, b.type, b.tostring, b.rawequal
local emit, encode, encode_string, handler = P.emit, P.encode.list, P.encode.string, P.handler
local format, find, gsub = b.format, b.find, b.gsub

-- In front of the messages of a VM that lacks something.
local UNSUPPORTED = 'luaparity: unsupported: '

-- Pass these on as errors: { message }
local pending_meta = { __tostring = function(self) return tostring(self.message) end }
local failure_meta = { __tostring = function(self) return tostring(self.message) end }
local raw_metatable = debug.getmetatable or b.getmetatable

local loaded = package.loaded
-- Modules that a VM refuses when they are loaded.
local LACKED = { 'ffi', 'jit.util', 'jit.profile' }
local noted, has_lacked = P.unsupported_text(), false
-- What a block or a hook asked for in vain and got on without: what comes after it may miss it.
local missed

local function is_failure(value)
  if type(value) == 'table' and rawequal(raw_metatable(value), failure_meta) then return true end
  local assertions = S.assertions
  return assertions and assertions.is_failure(value) or false
end

-- Nothing that lay in the way of one test is in the way of the next one.
local function start_anew()
  P.start_anew()
  if has_lacked then
    has_lacked = false
    noted = P.unsupported_text()
    for i = 1, #LACKED do
      -- what `require` leaves while it loads, and after an error
      if type(loaded[LACKED[i]]) == 'userdata' then loaded[LACKED[i]] = nil end
    end
  end
end

local function unsupported(text)
  has_lacked = true
  return P.describe_error('unsupported', text)
end

-- How a call ended: nil for well, else the text of a `tested` event. Only a test itself can be pending or
-- fail; a failed assertion anywhere else is an error.
local function judged(ok, value, is_test)
  if P.exited then return P.describe_error('exit', value) end
  local lacking = P.unsupported_text()
  if lacking == noted then lacking = nil end
  if lacking and (is_test or not ok) then return unsupported(lacking) end
  if ok then
    missed = lacking or missed
    has_lacked = has_lacked or lacking
    return nil
  end
  if type(value) == 'string' and find(value, UNSUPPORTED, 1, true) then
    -- the VM notes the first one only
    return unsupported((gsub(value, UNSUPPORTED, '', 1)))
  end
  if is_test and type(value) == 'table' and rawequal(raw_metatable(value), pending_meta) then
    return 'pending ' .. encode({ value.message }, 1, P.job.limits.values), true
  end
  if missed then return unsupported(missed) end
  if value == 'not enough memory' then b.pcall(b.collectgarbage) end
  local described, text = b.pcall(P.describe_error, is_test and is_failure(value) and 'assertion'
    or P.error_kind(value), value)
  if described then return text end
  return P.describe_error(P.error_kind(text), text)
end

-- The end of one test and the beginning of the next go out together, as an event costs more than a small test; but
-- before anything of the spec is run, what was told so far must be out.
local held
local function put(line, hold)
  if held then line = held .. '\n' .. line end
  held = hold and line or nil
  if not hold then emit(line) end
end

local function take_held()
  local line = held
  held = nil
  return line
end

local function attempt(run, is_test)
  if held then emit(take_held()) end
  local ok, value = xpcall(run, handler)
  return judged(ok, value, is_test)
end

-- Numbers that are whole, as `encode` has them.
local tag = b.math_type and 'i' or 'n'
local function whole(number)
  return number and tag .. format('%d', number) or 'nil'
end

-- Names of an element, each with a comma in front; blocks keep theirs for what is inside.
local function names_text(element)
  if element.is_outermost then return '' end
  local text = element.names_text
  if not text then
    text = names_text(element.parent) .. ',' .. encode_string(element.name)
    if element.kind == 'block' then element.names_text = text end
  end
  return text
end

local function place_text(element)
  return ',' .. whole(element.line) .. ',' .. (element.file and encode_string(element.file) or 'nil')
end

-- Else wall-clock or processor time, whichever the VM's os.clock gives.
local clock = P.wall_clock or P.shim.real_clock().clock
local begun = 0

local function announce(test)
  for i = 1, #P.on_test do P.on_test[i]() end
  put('test [' .. whole(test.number) .. place_text(test) .. names_text(test) .. ']')
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
    local kind = is_pending and 'pending' or result and (find(result, '^assertion ') and 'failure' or 'error')
    if kind then published({ kind, test.descriptor }, test, result) end
    local failed = published({ 'test', 'end' }, test, kind or 'success')
    if failed and (not result or is_pending) then result = failed end
  end
  put(format('took %.3f\ntested ', took) .. (result or 'pass []'), true)
end

-- An error that belongs to no test.
local function report_apart(element, name, result)
  local names = names_text(element) .. (name and ',' .. encode_string(name) or '')
  put('test [' .. whole(0) .. place_text(element) .. names .. ']\ntested ' .. result)
end

local function listed(test)
  put('listed [' .. whole(test.number) .. place_text(test) .. ',' .. encode_string(test.kind) .. names_text(test) .. ']')
end

return {
  attempt = attempt, announce = announce, started = started, ended = ended, published = published,
  report_apart = report_apart, listed = listed,
  missed = function() return missed and unsupported(missed) end,
  start_anew = start_anew, take_held = take_held, pending_meta = pending_meta, failure_meta = failure_meta,
}
