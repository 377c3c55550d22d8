-- The module `busted.fixtures`: files beside a spec file.
local S = ...
local P = S.P
local b = P.builtins
local error, type, find, gsub, match, sub, getinfo = b.error, b.type, b.find, b.gsub, b.match, b.sub, b.getinfo

local function expect_text(value, name)
  if type(value) == 'string' then return end
  error('bad argument to ' .. name .. ': a relative file name expected, got ' .. type(value), 3)
end

-- The folder of whoever called the module, with its slash; '' for the folder of the project.
local function folder()
  for level = 3, 60 do
    local info = getinfo(level, 'S')
    if not info then return '' end
    if sub(info.source, 1, 1) == '@' then return match(info.source, '^@(.*[/\\])') or '' end
  end
  return ''
end

local function normal(path)
  return P.files.resolved((gsub(path, '\\', '/')))
end

local function path(relative)
  if relative ~= nil then expect_text(relative, "'path'") end
  local result = normal(folder() .. (relative or ''))
  return result
end

local function bytes_of(file)
  local bytes = P.files.read(file)
  if not bytes then error("Error reading file '" .. file .. "': No such file or directory", 3) end
  return bytes
end

local function read(relative)
  expect_text(relative, "'read'")
  local bytes = bytes_of(normal(folder() .. relative))
  return bytes
end

local function load(relative)
  expect_text(relative, "'load'")
  if not find(relative, '%.lua$') then relative = relative .. '.lua' end
  local file = normal(folder() .. relative)
  local chunk, message = P.shim.load(bytes_of(file), '@' .. file)
  if not chunk then error("Error loading code from '" .. relative .. "': " .. message, 2) end
  return chunk()
end

S.modules['busted.fixtures'] = function() return { path = path, read = read, load = load } end

return {}
