-- Calls a function of the spec file and says how it went, and raises in one error what was found out of several calls.
local S = ...
local P, b = S.P, S.P.builtins
local type, find = b.type, b.find

-- What `assume` raises; the note beside it is for a test that catches errors.
local DISCARD = {}
local running, discarded = 0, false

local function assume(condition)
  if running == 0 then S.forall_generator.complain('assume: only inside of for_all or for_each') end
  if condition then return condition end
  discarded = true
  return b.error(DISCARD, 0)
end

-- Whether the value is one of those that the runner of tests marks with this metatable.
local function is_marked(value, name)
  local mark = S.events and S.events[name]
  return mark ~= nil and type(value) == 'table' and b.rawequal(b.getmetatable(value), mark)
end

local function is_assertion(value)
  if is_marked(value, 'failure_meta') then return true end
  return S.assertions ~= nil and S.assertions.is_failure(value) and true or false
end

-- What is no finding about the function: the test has been ended, or needs what there is not here.
local function must_pass_through(value)
  if P.exited or value == 'not enough memory' then return true end
  if P.refused and b.rawequal(value, P.refused) then return true end
  if P.lacking and type(value) == 'string' and find(value, "module '" .. P.lacking .. "' not found", 1, true) then
    return true
  end
  return is_marked(value, 'pending_meta')
end

local function message_of(value)
  if type(value) == 'string' then return value end
  if type(value) == 'table' then
    local meta = b.getmetatable(value)
    if type(meta) == 'table' and b.rawget(meta, '__tostring') then
      local ok, text = b.pcall(b.tostring, value)
      if ok and type(text) == 'string' then return text end
    end
    if type(b.rawget(value, 'message')) == 'string' then return b.rawget(value, 'message') end
  end
  return 'the error value is ' .. S.forall_text.of(value)
end

local function at(file, line)
  return file and file .. ':' .. b.format('%d', line) .. ': ' or ''
end

-- Calls `fn` with the values from 1 to count. Gives nil when that went well, 'discarded', or how it failed:
-- { kind = 'assertion' | 'error' | 'false', message = text that begins with the place }.
local function attempt(fn, values, count)
  local file, line
  local outer = discarded
  running, discarded = running + 1, false
  local ok, value = b.xpcall(function() return fn(b.unpack(values, 1, count)) end, function(raised)
    local _
    _, file, line = P.frames(2)
    return raised
  end)
  local was_discarded = discarded
  running, discarded = running - 1, outer
  if P.exited then b.error(P.exited, 0) end
  if not ok and must_pass_through(value) then b.error(value, 0) end
  if was_discarded then return 'discarded' end
  if ok then
    if value ~= false then return nil end
    local info = b.getinfo(fn, 'S')
    local place = info.linedefined > 0 and at(info.short_src, info.linedefined) or ''
    return { kind = 'false', message = place .. 'the function returned false' }
  end
  local message = message_of(value)
  if not find(message, '^[^\n]-:%d+: ') then message = at(file, line) .. message end
  return { kind = is_assertion(value) and 'assertion' or 'error', message = message }
end

-- Raises the text as what it reports: a failed assertion, or an error at the place from which we were called.
local function raise(text, is_assertion_failure)
  if is_assertion_failure then
    if S.assertions and S.assertions.fail then S.assertions.fail(text, 2) end
    local mark = S.events and S.events.failure_meta
    if mark then
      local _, file, line = P.frames(2)
      b.error(b.setmetatable({ message = at(file, line) .. text }, mark), 0)
    end
  end
  S.forall_generator.complain(text)
end

-- Lines with a margin, as a part of a longer message.
local function indented(text)
  return '  ' .. b.gsub(text, '\n', '\n  ')
end

return {
  call = attempt, raise = raise, assume = assume, must_pass_through = must_pass_through, indented = indented,
}
