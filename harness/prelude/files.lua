-- A virtual file set in place of the file system: what the harness sends can be read, what a script
-- writes stays in the case. Nothing reaches the host, on any VM.
local P = ...
local b = P.builtins
local type, select, setmetatable = b.type, b.select, b.setmetatable
local getmetatable, error, gmatch = b.getmetatable, b.error, string.gmatch

local written = {} -- path -> bytes, or false for one that was removed
local temporary = 0

-- Without `.`, `..` and doubled slashes, as far as they can be taken out.
local function resolved(path)
  local segments, count = {}, 0
  for segment in gmatch(path, '[^/]+') do
    if segment == '..' and count > 0 and segments[count] ~= '..' then
      segments[count] = nil
      count = count - 1
    elseif segment ~= '.' then
      count = count + 1
      segments[count] = segment
    end
  end
  return (b.sub(path, 1, 1) == '/' and '/' or '') .. b.concat(segments, '/')
end

local function normal(path)
  path = b.gsub(path, '\\', '/')
  return b.find(path, './', 1, true) and resolved(path) or path
end

-- Bytes of a virtual file, or nil; and whether the script wrote them.
local function read(path)
  path = normal(path)
  local own = written[path]
  if own ~= nil then return own or nil, true end
  return P.fetch(path), false
end

local function missing(path)
  return nil, path .. ': No such file or directory', P.integer(2.0)
end

local Handle = {}
Handle.__index = setmetatable({}, {
  __index = function(_, name) return P.part('handles').methods[name] end,
})
Handle.__name = 'FILE*'

function Handle:__tostring()
  return self.closed and 'file (closed)' or 'file (virtual)'
end

local function is_handle(value)
  return type(value) == 'table' and getmetatable(value) == Handle
end

local function write_all(self, name, level, ...)
  for i = 1, select('#', ...) do
    local value = select(i, ...)
    local kind = type(value)
    if kind == 'number' then
      value = P.shim.number_to_file and P.shim.number_to_file(value) or b.tostring(value)
    elseif kind ~= 'string' then
      P.argument_error(i, name, P.type_problem('string', value, i, i), level + 1)
    end
    if self.stream then
      P.output.write(self.stream, value)
    else
      if self.append then self.position = #self.bytes + 1 end
      local before = b.sub(self.bytes, 1, self.position - 1)
      if #before < self.position - 1 then before = before .. b.rep('\0', self.position - 1 - #before) end
      self.bytes = before .. value .. b.sub(self.bytes, self.position + #value)
      self.position = self.position + #value
      written[self.path] = self.bytes
    end
  end
end

local function handle(fields)
  fields.bytes = fields.bytes or ''
  fields.position = 1
  return setmetatable(fields, Handle)
end

local function open(path, mode)
  if type(path) ~= 'string' then
    P.argument_error(1, 'open', P.type_problem('string', path, 1, 1))
  end
  mode = mode or 'r'
  local kind, plus = b.match(mode, '^([rwa])(%+?)b?$')
  if not kind then P.argument_error(2, 'open', 'invalid mode') end
  local bytes = read(path)
  if kind == 'r' and not bytes then return missing(path) end
  path = normal(path)
  if kind == 'w' then bytes = '' end
  if kind ~= 'r' then written[path] = bytes or '' end
  return handle {
    path = path, bytes = bytes, append = kind == 'a',
    readable = kind == 'r' or plus == '+', writable = kind ~= 'r' or plus == '+',
  }
end

local stdin = handle { path = 'stdin', readable = true }
local stdout = handle { stream = 'out', writable = true }
local stderr = handle { stream = 'err', writable = true }
local input, output = stdin, stdout

-- Hands values on without the tail call that Lua 5.1 would count as a level.
local function values(...)
  return ...
end

local function denied(name)
  return function() P.unsupported(name, 'starts another program') end
end

local io_library = {
  stdin = stdin, stdout = stdout, stderr = stderr, open = open, popen = denied('io.popen'),
  read = function(...) return values(P.part('handles').read_formats(input, 2, ...)) end,
  write = function(...)
    write_all(output, 'write', 2, ...)
    return P.shim.write_returns_file == false and true or output
  end,
  close = function(file) return (file or output):close() end,
  flush = function() return true end,
  type = function(...)
    if select('#', ...) == 0 then P.argument_error(1, 'type', 'value expected') end
    local value = ...
    if not is_handle(value) then return nil end
    return value.closed and 'closed file' or 'file'
  end,
  tmpfile = function()
    temporary = temporary + 1
    return open(b.format('/tmp/lua_%06d', temporary), 'w+')
  end,
}

local function redirect(mode, get, set)
  return function(file)
    if file == nil then return get() end
    if type(file) == 'string' then
      local opened, message = open(file, mode)
      if not opened then error(message, 2) end
      file = opened
    end
    set(file)
    return file
  end
end
io_library.input = redirect('r', function() return input end, function(file) input = file end)
io_library.output = redirect('w', function() return output end, function(file) output = file end)

function io_library.lines(path, ...)
  if path == nil then return input:lines(...) end
  local file, message = open(path)
  if not file then error(message, 2) end
  return file:lines(...)
end

local function remove(path)
  if not read(path) then return missing(path) end
  written[normal(path)] = false
  return true
end

local function rename(from, to)
  local bytes = read(from)
  if not bytes then return missing(from) end
  written[normal(to)] = bytes
  written[normal(from)] = false
  return true
end

local clock = P.clock
local real = P.job.determinism.clock and {} or P.shim.real_clock()
local os_library = {
  time = real.time or clock.time, date = real.date or clock.date, clock = real.clock or clock.clock,
  difftime = function(later, earlier) return later - (earlier or 0) + 0.0 end,
  getenv = function(name) return P.job.env[name] end,
  setlocale = function(locale)
    if locale == nil or locale == '' or locale == 'C' or locale == 'POSIX' then return 'C' end
    return nil
  end,
  tmpname = function()
    temporary = temporary + 1
    return b.format('/tmp/lua_%06d', temporary)
  end,
  remove = remove, rename = rename, execute = denied('os.execute'),
  exit = function(...) P.exit(...) end,
}

-- Kept as the same tables where they exist: `require 'os'` and earlier locals must see them too.
local function replace(name, library)
  local table = _G[name] or {}
  for key in b.pairs(table) do table[key] = nil end
  for key, value in b.pairs(library) do table[key] = value end
  _G[name] = table
  if package and package.loaded then package.loaded[name] = table end
end
replace('io', io_library)
replace('os', os_library)

return { read = read, resolved = resolved, is_handle = is_handle, write_all = write_all }
