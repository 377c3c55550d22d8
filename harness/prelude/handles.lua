-- Methods of file handles. Loaded when a script first calls one.
local P = ...
local b = P.builtins
local type, select, tonumber, error = b.type, b.select, b.tonumber, b.error
local is_handle, write_all = P.files.is_handle, P.files.write_all

local methods = {}

local function check(self, name)
  if not is_handle(self) then
    P.argument_error(1, name, 'FILE* expected, got ' .. type(self), 3)
  end
  if self.closed then error('attempt to use a closed file', 3) end
end

local readers = {}
function readers.l(self)
  local start = self.position
  if start > #self.bytes then return nil end
  local stop = b.find(self.bytes, '\n', start, true)
  self.position = (stop or #self.bytes) + 1
  return b.sub(self.bytes, start, stop and stop - 1 or -1)
end
function readers.L(self)
  local start = self.position
  if start > #self.bytes then return nil end
  local stop = b.find(self.bytes, '\n', start, true) or #self.bytes
  self.position = stop + 1
  return b.sub(self.bytes, start, stop)
end
function readers.a(self)
  local rest = b.sub(self.bytes, self.position)
  self.position = #self.bytes + 1
  return rest
end
function readers.n(self)
  local first, last = b.find(self.bytes, '^%s*[-+]?[%w.]+', self.position)
  local number = first and tonumber((b.gsub(b.sub(self.bytes, first, last), '^%s+', '')))
  if last then self.position = last + 1 end
  return number
end

local function read_count(self, count)
  if count == 0 then return self.position <= #self.bytes and '' or nil end
  if self.position > #self.bytes then return nil end
  local chunk = b.sub(self.bytes, self.position, self.position + count - 1)
  self.position = self.position + #chunk
  return chunk
end

local function read_formats(self, level, ...)
  local count = select('#', ...)
  if count == 0 then return readers.l(self) end
  local results = {}
  for i = 1, count do
    local wanted = select(i, ...)
    local value
    if type(wanted) == 'number' then
      value = read_count(self, wanted)
    else
      local reader = type(wanted) == 'string' and readers[b.match(wanted, '^%*?(%a)') or '']
      if not reader then P.argument_error(i, 'read', 'invalid format', level + 1) end
      value = reader(self)
    end
    results[i] = value
    if value == nil then return b.unpack(results, 1, i) end
  end
  return b.unpack(results, 1, count)
end

function methods:read(...)
  check(self, 'read')
  if not self.readable then return nil, 'Bad file descriptor', P.integer(9.0) end
  return read_formats(self, 2, ...)
end

function methods:lines(...)
  check(self, 'lines')
  local formats, count = { ... }, select('#', ...)
  return function()
    if self.closed then error('file is already closed', 2) end
    return read_formats(self, 2, b.unpack(formats, 1, count))
  end
end

function methods:write(...)
  check(self, 'write')
  if not self.writable then return nil, 'Bad file descriptor', P.integer(9.0) end
  write_all(self, 'write', 2, ...)
  return P.shim.write_returns_file == false and true or self
end

function methods:seek(whence, offset)
  check(self, 'seek')
  local base = ({ set = 0, cur = self.position - 1, ['end'] = #self.bytes })[whence or 'cur']
  if not base then P.argument_error(1, 'seek', "invalid option '" .. b.tostring(whence) .. "'") end
  local target = base + (offset or 0)
  if target < 0 then return nil, 'Invalid argument', P.integer(22.0) end
  self.position = target + 1
  return P.integer(target + 0.0)
end

function methods:close()
  check(self, 'close')
  self.closed = true
  return true
end

function methods:flush()
  check(self, 'flush')
  return true
end

function methods:setvbuf()
  return true
end

return { methods = methods, read_formats = read_formats }
