-- Values as one line of ASCII, encoded inside the VM so that no binding can cut or mangle them.
--
--   value   nil | true | false | number | string | table | @id | opaque
--   number  n<%.17g> (the one kind of 5.1), i<decimal> (integer) or f<%.17g> (float) of 5.3+;
--           nan, inf, -inf and -0 spelled so
--   string  "..." with every byte but printable ASCII, and " and \, as \ddd
--   table   {id:key=value,...} in the order `next` gave; {id^:...} when it has a metatable
--   @id     a table or opaque value seen before
--   opaque  <function id>, <thread id>, <userdata id>, <cdata id "type or literal">
--   list    [value,value,...]
--
-- Iterative: a table a million levels deep must not overflow the stack it is reported from.
local P = ...
local b = P.builtins
local type, next, format, gsub, concat, tostring = b.type, b.next, b.format, b.gsub, b.concat, b.tostring
local math_type, getmetatable, find = b.math_type, b.getmetatable, b.find
local raw_metatable = debug.getmetatable or getmetatable

-- Filled as bytes turn up: most cases need few of them, and a VM is made for every case.
local escapes = b.setmetatable({}, {
  __index = function(self, char)
    local escape = format('\\%03d', b.byte(char))
    self[char] = escape
    return escape
  end,
})

local INFINITY = 1e308 * 10
-- Inside a set "%" makes no range: ] must come first, and [ ends one as it is.
local UNSAFE = '[^]-~ !#-[]'

local function encode_string(s)
  if find(s, UNSAFE) then s = gsub(s, UNSAFE, escapes) end
  return '"' .. s .. '"'
end

local function encode_number(x)
  local kind = math_type and math_type(x)
  if kind == 'integer' then return format('i%d', x) end
  local tag = kind and 'f' or 'n'
  if x ~= x then return tag .. 'nan' end
  if x == INFINITY then return tag .. 'inf' end
  if x == -INFINITY then return tag .. '-inf' end
  if x == 0 then return tag .. (1 / x < 0 and '-0' or '0') end
  return tag .. format('%.17g', x)
end

local function encode_opaque(kind, value, id)
  -- 64-bit integers of LuaJIT are values, not addresses; everything else would print its address.
  if kind == 'cdata' then
    local ok, text = b.pcall(tostring, value)
    if ok and find(text, '^%-?%d+U?LL$') then return '<cdata ' .. id .. ' "' .. text .. '">' end
  end
  return '<' .. kind .. ' ' .. id .. '>'
end

-- Encodes `count` values of the array `values` as one list. Raises when the text would grow beyond
-- `limit` bytes.
local function encode_list(values, count, limit)
  local out, size, length = {}, 0, 0
  local ids, last_id = {}, 0
  local function put(piece)
    size = size + 1
    out[size] = piece
    length = length + #piece
    if length > limit then
      b.error({ too_large = limit }, 0)
    end
  end
  -- One frame for each open table: the table, the key last visited, and the value still to be put.
  local tables, keys, values_due, has_due, depth = {}, {}, {}, {}, 0

  local function put_value(value)
    local kind = type(value)
    if kind == 'number' then return put(encode_number(value)) end
    if kind == 'string' then return put(encode_string(value)) end
    if kind == 'nil' then return put('nil') end
    if kind == 'boolean' then return put(value and 'true' or 'false') end
    local id = ids[value]
    if id then return put('@' .. id) end
    last_id = last_id + 1
    id = format('%d', last_id)
    ids[value] = id
    if kind ~= 'table' then return put(encode_opaque(kind, value, id)) end
    put('{' .. id .. (raw_metatable(value) ~= nil and '^:' or ':'))
    depth = depth + 1
    tables[depth], keys[depth], has_due[depth] = value, nil, false
  end

  -- Works on the innermost open table until none is open.
  local function drain()
    while depth > 0 do
      local level = depth
      if has_due[level] then
        has_due[level] = false
        put('=')
        put_value(values_due[level])
      else
        local key, value = next(tables[level], keys[level])
        if key == nil then
          put('}')
          tables[level], keys[level], values_due[level] = nil, nil, nil
          depth = level - 1
        else
          if keys[level] ~= nil then put(',') end
          keys[level], values_due[level], has_due[level] = key, value, true
          put_value(key)
        end
      end
    end
  end

  put('[')
  for i = 1, count do
    if i > 1 then put(',') end
    put_value(values[i])
    drain()
  end
  put(']')
  return concat(out)
end

return { list = encode_list, string = encode_string }
