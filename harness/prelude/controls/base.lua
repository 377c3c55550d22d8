-- What all control runs share: `C`, with which a part of a control changes the VM before the script runs, and notes
-- where in the script that made a difference.
local P = ...
local b = P.builtins
local type, select, rawget, rawset, rawequal, next = b.type, b.select, b.rawget, b.rawset, b.rawequal, b.next

-- `tointeger` is nil where there is one kind of number, `rawlen` where # asks no metamethod. They and the version are kept
-- here, as a rule may take them away.
local C = { P = P, b = b, tointeger = math.tointeger, rawlen = rawlen, version = _VERSION }

-- Enough to name a line; a loop would note the same one a million times.
local MOST_NOTES = 200
local noted, notes = {}, 0
-- Each test is told for itself what was at work in it.
P.on_test[#P.on_test + 1] = function() noted, notes = {}, 0 end

-- The first function of the script's, from a level above the caller: file and line, or nothing.
local function script_position(level)
  for depth = level + 1, level + 20 do
    local info = b.getinfo(depth, 'Sl')
    if not info then return nil end
    if info.short_src ~= '[luaparity]' and info.currentline and info.currentline > 0 then
      return info.short_src, info.currentline
    end
  end
end
C.script_position = script_position

function C.emit_note(kind, rule, file, line, what, is, instead)
  local key = kind .. '\0' .. rule .. '\0' .. (file or '') .. '\0' .. b.format('%.0f', line or 0)
  if noted[key] or notes >= MOST_NOTES then return end
  noted[key], notes = true, notes + 1
  P.emit('note ' .. P.encode.list({ kind, rule, file, line, what or '', is or '', instead or '' }, 7, 1e9))
end

-- An error at the level of whoever called the function that one of ours stands for has our position, and would have none.
function C.without_own_position(value)
  if type(value) ~= 'string' then return value end
  return (b.gsub(value, '^%[luaparity%]:%d+: ', ''))
end

-- A value as a person reads it, in a few words.
function C.show(value)
  local kind = type(value)
  if kind == 'string' then
    if #value > 60 then value = b.sub(value, 1, 57) .. '...' end
    return '"' .. value .. '"'
  end
  if kind == 'number' or kind == 'boolean' or kind == 'nil' then return b.tostring(value) end
  return kind
end

-- Notes that `rule` made a difference where the script is now: the expression `what` is `is` here, `instead` on the
-- other VM (texts).
function C.note(rule, what, is, instead)
  local file, line = script_position(2)
  C.emit_note('rule', rule, file, line, what, is, instead)
end

local function library(lib)
  if lib == nil then return _G end
  local found = rawget(_G, lib)
  return type(found) == 'table' and found or nil
end

-- What stands in the place of functions of the VM.
C.ours = b.setmetatable({}, { __mode = 'k' })

-- Puts `make(original)` in the place of a library function, where there is one; `lib` is nil for a global.
function C.wrap(lib, name, make)
  local owner = library(lib)
  local original = owner and rawget(owner, name)
  if original == nil then return end
  local ours = make(original)
  C.ours[ours] = true
  rawset(owner, name, ours)
end

local function pack(...) return select('#', ...), { ... } end

-- Where the caller's caller is, as an error's text begins with: nothing where it is not Lua.
local function position_of_caller()
  local info = b.getinfo(4, 'Sl')
  local is_tail_call = info and info.what == 'tail' or C.version ~= 'Lua 5.1' and b.getinfo(3, 't').istailcall
  local file, line = info and info.short_src, info and info.currentline or -1
  if is_tail_call then file, line = script_position(3) end
  return file and line and line > 0 and file .. ':' .. b.format('%d', line) .. ': ' or ''
end

-- An error of a library function that ours called, as if the script had called it.
local function as_raised(message, name)
  local position = position_of_caller()
  local problem = b.match(message, '^%[luaparity%]:%d+: (.*)$')
  if not problem and b.sub(message, 1, #position) == position then problem = b.sub(message, #position + 1) end
  local argument, rest = b.match(problem or message, "^bad argument #(%d+) to '[^']*'(.*)$")
  if argument then
    -- The object of a method does not count.
    if b.getinfo(2, 'n').namewhat == 'method' then argument = b.format('%d', argument - 1) end
    return position .. 'bad argument #' .. argument .. " to '" .. (position == '' and '?' or name) .. "'" .. rest
  end
  return problem and position .. problem or message
end

-- As `C.wrap`, and errors look as if the script had called the original: for functions that never yield.
function C.redefine(lib, name, make)
  C.wrap(lib, name, function(original)
    local replacement = make(function(...)
      -- No tail call, which would leave an error without a position to be recognised by.
      local count, results = pack(original(...))
      return b.unpack(results, 1, count)
    end)
    return function(...)
      local count, results = pack(b.pcall(replacement, ...))
      if results[1] then return b.unpack(results, 2, count) end
      local value = results[2]
      if type(value) == 'string' then value = as_raised(value, name) end
      b.error(value, 0)
    end
  end)
end

-- Fields that scripts find otherwise than the VM has them: asking for one is noted.
local replaced = {}
local function replace(owner, name, field)
  rawset(owner, name, nil)
  local fields = replaced[owner]
  if not fields then
    fields = {}
    replaced[owner] = fields
    if b.getmetatable(owner) == nil then
      b.setmetatable(owner, { __index = function(_, key)
        local found = fields[key]
        if not found then return nil end
        -- What a control itself asks for is nothing to the script.
        if script_position(2) then C.note(found.rule, found.what, found.is, found.instead) end
        return found.value
      end })
    end
  end
  fields[name] = field
end

local function described(value)
  local kind = type(value)
  if kind == 'function' then return 'a function' end
  return kind == 'table' and 'a library' or C.show(value)
end

-- Gives a field of a library (or a global) another value; what asks for it is noted. Once all parts are in place, as
-- others may need what this one takes away.
local waiting = {}
function C.field(rule, lib, name, value)
  waiting[#waiting + 1] = function()
    local owner = library(lib)
    if not owner then return end
    local is = rawget(owner, name)
    local what = lib and lib .. '.' .. name or name
    replace(owner, name, { rule = rule, what = what, is = described(is), value = value, instead = described(value) })
    if rawequal(owner, _G) and value == nil and package and package.loaded then package.loaded[name] = nil end
  end
end

function C.all_in_place()
  for i = 1, #waiting do waiting[i]() end
end

-- Gives the VM a library function (or a value) that it lacks; asking for it is noted.
function C.define(rule, lib, name, value)
  local owner = library(lib)
  if owner and rawget(owner, name) == nil then C.field(rule, lib, name, value) end
end

-- Takes a library function (or a whole library) from the VM; what asks for it is noted.
function C.lack(rule, lib, name)
  local owner = library(lib)
  if owner and rawget(owner, name) ~= nil then C.field(rule, lib, name, nil) end
end

-- Operators, where the script's text was rewritten so that they call us. Handlers are asked in turn, the first that
-- answers `true, value` has it; else the VM's own operator does its work.
--   binary ops  + - * / % ^ .. == ~= < <= > >=                   handler(a, b, site)
--   unary ops   '-u' and '#'                                     handler(a, nil, site)
--   'numeral'   a number too large for a double                  handler(exact, as a double, site)
--   'escape'    a string with an escape that 5.1 does not know   handler(as LuaJIT reads it, nil, site)
--   'step'      the step of a numeric for                        handler(step, nil, site)
-- `site` has `text`, the expression as written, `left` and `right`, its operands, `file` and `line`.
local handlers = {}
function C.on(op, handler)
  local list = handlers[op] or {}
  handlers[op] = list
  list[#list + 1] = handler
end

-- As `C.note`, for a place in the text that was rewritten.
function C.note_site(rule, site, is, instead, what)
  C.emit_note('rule', rule, site.file, site.line, what or site.text, is, instead)
end

local own = {
  ['+'] = function(x, y) return x + y end, ['-'] = function(x, y) return x - y end,
  ['*'] = function(x, y) return x * y end, ['/'] = function(x, y) return x / y end,
  ['%'] = function(x, y) return x % y end, ['^'] = function(x, y) return x ^ y end,
  ['..'] = function(x, y) return x .. y end, ['=='] = function(x, y) return x == y end,
  ['~='] = function(x, y) return x ~= y end,
  ['<'] = function(x, y) return x < y end, ['<='] = function(x, y) return x <= y end,
  ['>'] = function(x, y) return x > y end, ['>='] = function(x, y) return x >= y end,
  ['-u'] = function(x) return -x end, ['#'] = function(x) return #x end,
  numeral = function(x) return x end, escape = function(x) return x end, step = function(x) return x end,
}
C.own = own

local raw_metatable = debug.getmetatable or b.getmetatable
local function may_have_metamethods(value)
  local kind = type(value)
  return (kind == 'table' or kind == 'userdata') and raw_metatable(value) ~= nil
end

-- The names of our own variables say nothing about the script's.
local function without_names(message)
  message = b.gsub(message, " %(local '[xy]'%)$", '')
  return (b.gsub(message, "local '[xy]' %((a %w+ value)%)$", '%1'))
end

local function operate(_, op, x, y, id)
  local site = C.sites[id]
  local list = handlers[op]
  if list then
    for i = 1, #list do
      local done, value = list[i](x, y, site)
      if done then return value end
    end
  end
  local perform = own[op]
  -- Metamethods may yield, which VMs of 5.1 do not let them do through pcall.
  if may_have_metamethods(x) or may_have_metamethods(y) then return (perform(x, y)) end
  local ok, value = b.pcall(perform, x, y)
  if ok then return value end
  -- Our own position in front of the message is the script's.
  if type(value) == 'string' then
    -- A tail call has left the script by now.
    local info = b.getinfo(2, 'Sl')
    local file = info and info.currentline == site.line and info.short_src or site.file
    value = b.gsub(without_names(value), '^%[luaparity%]:%d+: ', function()
      return file .. ':' .. b.format('%d', site.line) .. ': '
    end)
  end
  b.error(value, 0)
end

-- The script reaches us through a method of strings, whatever environment it runs in.
string.__luaparity = operate

return C
