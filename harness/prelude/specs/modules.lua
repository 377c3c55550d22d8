-- What `require` finds in a spec: the program's own modules before those of the project, unless `lpath` has a file
-- for one, so that a project which is such a module can test its own.
local S = ...
local P = S.P
local b = P.builtins
local gmatch, loadfile = string.gmatch, loadfile
local error, gsub = b.error, b.gsub

local lpath = P.job.spec.lpath
if lpath == '' then lpath = nil end
if lpath then
  package.path = package.path == '' and lpath or lpath .. ';' .. package.path
end

local function file_in(templates, name)
  local path = gsub(gsub(name, '%.', '/'), '%%', '%%%%')
  for template in gmatch(templates, '[^;]+') do
    local candidate = gsub(template, '%?', path)
    if P.files.read(candidate) then return candidate end
  end
end

local made = {}
local function own(name)
  local module = made[name]
  if module == nil then
    module = S.modules[name]()
    made[name] = module
  end
  return module
end

local function load(name)
  local path = lpath and file_in(lpath, name)
  if not path then return own(name) end
  local chunk, message = loadfile(path)
  if not chunk then
    error("error loading module '" .. name .. "' from file '" .. path .. "':\n\t" .. message, 0)
  end
  return chunk(name, path)
end

for name in b.next, S.modules do
  package.preload[name] = load
end

return {}
