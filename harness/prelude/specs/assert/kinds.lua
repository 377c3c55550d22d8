-- The kinds of table that assertions treat otherwise than a script's tables, each told by its metatable.
local S = ...
local b = S.P.builtins
local type = b.type
local metatable_of = debug.getmetatable

-- Each is filled in where it is made.
local kinds = { arguments = {}, matcher = {}, spy = {}, level = {}, failure = {} }

local function test_of(kind)
  local metatable = kinds[kind]
  return function(value)
    return type(value) == 'table' and b.rawequal(metatable_of(value), metatable)
  end
end

kinds.is_arguments = test_of('arguments')
kinds.is_matcher = test_of('matcher')
kinds.is_spy = test_of('spy')
kinds.is_level = test_of('level')
kinds.is_failure = test_of('failure')

local is_file = S.P.files and S.P.files.is_handle

-- As `type`, but a file of the prelude, which is a table, is what files are.
function kinds.type_of(value)
  local kind = type(value)
  if kind == 'table' and is_file and is_file(value) then return 'userdata' end
  return kind
end

local function has_function(value, name)
  local metatable = metatable_of(value)
  return metatable ~= nil and type(metatable[name]) == 'function'
end

function kinds.is_callable(value)
  return type(value) == 'function' or has_function(value, '__call')
end

function kinds.has_text(value)
  return type(value) == 'string' or has_function(value, '__tostring')
end

return kinds
