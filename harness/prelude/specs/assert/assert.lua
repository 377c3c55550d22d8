-- The global `assert` of specs: Lua's own, and the root of chains.
local S = ...
local b = S.P.builtins
local kinds, state, failures = S.assert_kinds, S.assert_state, S.assert_failures
local arguments, chains, say = S.assert_arguments, S.assert_chains, S.say

local assert = { _VERSION = 'Luassert 1.9.0' }

-- `custom` is what the script gave as message.
local function message_of(key, custom, list)
  if kinds.has_text(custom) then
    custom = b.tostring(custom)
  elseif custom ~= nil then
    custom = state.format_argument(custom)
  end
  local text = say(key, assert:format(list))
  if text and custom then return custom .. '\n' .. text end
  return text or custom or 'assertion failed!'
end

-- `list.explain`, where an assertion sets it, gives lines that tell more, before the list becomes text. Metamethods of
-- the values may raise in it, which must not hide the failure.
local function explained(list)
  local explain = b.rawget(list, 'explain')
  if not explain then return nil end
  local ok, more = b.pcall(explain)
  return ok and more or nil
end

local function judge(assertion, chain, list, given, holds, results)
  if (not holds) == chain.mod then
    local more = chain.mod and explained(list)
    local key = chain.mod and assertion.positive_message or assertion.negative_message
    local text = message_of(key, b.rawget(chain, 'failure_message'), list)
    failures.raise(more and text .. '\n' .. more or text)
  end
  return arguments.unpack(results or given)
end

assert.state = chains.kind('assertion', judge)

function assert:register(...) return chains.register(...) end
function assert:unregister(...) return chains.unregister(...) end

function assert:add_formatter(formatter) state.add_formatter(formatter) end
function assert:remove_formatter(formatter) state.remove_formatter(formatter) end
function assert:set_parameter(name, value) state.set_parameter(name, value) end
function assert:get_parameter(name) return state.get_parameter(name) end
function assert:add_spy(spy) state.add_spy(spy) end
function assert:snapshot() return state.snapshot() end

-- Makes texts of a list's values, in place. `list.nofmt[i]`: leave it; `list.fmtargs[i]`: hints for the formatter.
function assert:format(list)
  local as_is, hints = list.nofmt or {}, list.fmtargs or {}
  for i = 1, list.n or #list do
    if not as_is[i] then list[i] = state.text_of(list[i], hints[i]) end
  end
  return list
end

-- A third argument of `assert`, which says whose line an error is: 1 the caller's, 2 its caller's, and so on.
function assert:level(level)
  return b.setmetatable({ level = level }, kinds.level)
end

function assert:get_level(value)
  return kinds.is_level(value) and value.level or nil
end

local root = {}

function root.__call(_, value, message, level, ...)
  if not value then
    failures.raise(message or 'assertion failed!', (assert:get_level(level) or 1) - 1)
  end
  return value, message, level, ...
end

function root.__index(_, key)
  return assert.state()[key]
end

return b.setmetatable(assert, root)
