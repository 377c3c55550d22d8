-- Runs programs, each a source text, in an environment of its own, and returns a list with what each
-- logged. What the environment offers besides the library:
--   log(...)    one line, values typed and exact
--   try(f, ...) calls f and logs how that ended
--   compile(source, ...) does the same with source as the function, and logs why it is none
--   spend()     ends a program that has looped too often; every loop calls it
--   cut(x)      a short string, num(x) a number: whatever x is
--   rnd(s, ...) a random number from the given seed
local FUEL = 1500
local MAX_LINES = 200
local MAX_TEXT = 60

local type, tostring, format, gsub, sub, byte = type, tostring, string.format, string.gsub, string.sub, string.byte
local concat, sort, select, pcall, next, rawget = table.concat, table.sort, select, pcall, next, rawget
local unpack, tonumber, error, setfenv, loadstring = unpack, tonumber, error, setfenv, loadstring
local randomseed, random = math.randomseed, math.random
local co_create, co_resume, co_status = coroutine.create, coroutine.resume, coroutine.status

local function escape(char)
  return format('\\%03d', byte(char))
end

local function number_text(x)
  if x ~= x then return 'nan' end
  if x == 0 then return 1 / x < 0 and '-0' or '0' end
  return format('%.17g', x)
end

local text_of

-- By kind and then by value, so that no order of `next` shows.
local function key_order(a, b)
  local kind, other = type(a), type(b)
  if kind ~= other then return kind < other end
  if kind == 'boolean' then return a and not b end
  return a < b
end

local function table_text(t, depth)
  if depth > 2 then return '{..}' end
  local keys, others, named = {}, 0, false
  for key in next, t do
    local kind = type(key)
    if kind == 'string' or kind == 'number' or kind == 'boolean' then
      keys[#keys + 1] = key
      named = named or kind == 'string'
    else
      others = others + 1
    end
  end
  sort(keys, key_order)
  -- Where there are string keys the length may depend on how these hash, which is different each time.
  local parts = { named and 'named' or '#' .. #t }
  for i = 1, #keys do
    parts[i + 1] = text_of(keys[i], depth + 1) .. '=' .. text_of(rawget(t, keys[i]), depth + 1)
  end
  if others > 0 then parts[#parts + 1] = others .. ' other keys' end
  return '{' .. concat(parts, ' ') .. '}'
end

function text_of(value, depth)
  local kind = type(value)
  if kind == 'number' then return number_text(value) end
  if kind == 'string' then
    -- Messages may hold addresses, and lines of the harness where an error's level points past the program.
    local text = gsub(gsub(value, '0x%x%x%x%x+', '0x?'), '(%[luaparity%]):%d+', '%1')
    return "'" .. gsub(sub(text, 1, MAX_TEXT * 4), '[^ -~]', escape) .. "'"
  end
  if kind == 'table' then return table_text(value, depth) end
  if kind == 'nil' or kind == 'boolean' or kind == 'cdata' then return tostring(value) end
  return kind
end

local function line_of(...)
  local parts = {}
  for i = 1, select('#', ...) do parts[i] = text_of((select(i, ...)), 0) end
  return concat(parts, ', ')
end

local function run(source)
  local lines, fuel = {}, FUEL
  local env = setmetatable({}, { __index = _G })
  local function log(...)
    if #lines < MAX_LINES then lines[#lines + 1] = line_of(...) end
  end
  env.log = log
  function env.try(...) log(pcall(...)) end
  function env.compile(text, ...)
    local chunk, message = loadstring(text, '=l')
    if chunk then log(pcall(setfenv(chunk, env), ...)) else log(message) end
  end
  function env.spend()
    fuel = fuel - 1
    if fuel < 0 then error('out of fuel', 0) end
  end
  function env.cut(x) return type(x) == 'string' and sub(x, 1, MAX_TEXT) or type(x) end
  function env.num(x) return type(x) == 'number' and x or 0 end
  function env.rnd(seed, ...)
    randomseed(seed)
    return random(...)
  end
  local chunk, message = loadstring(source, '=p')
  if not chunk then return 'syntax: ' .. message end
  log('end', pcall(setfenv(chunk, env)))
  return concat(lines, '\n')
end

local results = {}
for i, source in ipairs({ ... }) do results[i] = run(source) end
return results
