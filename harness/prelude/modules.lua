-- require, loadfile and dofile over the virtual file set. The VM's own `require` is kept, with its
-- own messages; only where it looks is replaced.
local P = ...
local b = P.builtins
local error, type = b.error, b.type
local version = _VERSION

-- Modules that are part of LuaJIT: a script that needs one where it is not built in is asking for
-- something this VM does not have, which is `unsupported` and not a mistake of the script.
local LUAJIT_ONLY = {
  ffi = true, bit = true, jit = true, ['jit.opt'] = true, ['jit.util'] = true, ['string.buffer'] = true,
  ['table.new'] = true, ['table.clear'] = true, ['thread.exdata'] = true,
}

-- Where the VM has compiled the files of the case beforehand: the chunk of one, once.
local take_compiled = P.shim.take_compiled

local function load_file(path, mode, env)
  local bytes, changed = P.files.read(path)
  if not bytes then return nil, 'cannot open ' .. path end
  if take_compiled and not changed and not P.is_replaced(path) and mode == nil and env == nil then
    local chunk = take_compiled(path)
    if chunk then return chunk end
  end
  -- a first line that starts with # is skipped, as luaL_loadfile does
  if b.byte(bytes, 1) == 35 then bytes = b.gsub(bytes, '^[^\n]*', '', 1) end
  return P.shim.load(bytes, '@' .. path, mode, env)
end

-- Where a module is found in the roots, or nil and the list of places looked at.
local function search_path(name, path, separator)
  name = b.gsub(name, '%.', '/')
  local tried = ''
  for template in string.gmatch(path, '[^;]+') do
    local candidate = b.gsub(template, '%?', (b.gsub(name, '%%', '%%%%')))
    if P.files.read(candidate) then return candidate end
    tried = tried .. "\n\tno file '" .. candidate .. "'"
  end
  return nil, tried
end

local function virtual_searcher(name)
  local path, tried = search_path(name, package.path)
  if not path then
    if LUAJIT_ONLY[name] then P.lacking = name end
    -- from 5.4 on `require` itself puts the line end in front
    if version == 'Lua 5.4' then return (b.gsub(tried, '^\n\t', '')) end
    return tried
  end
  local chunk, message = load_file(path)
  if not chunk then
    error("error loading module '" .. name .. "' from file '" .. path .. "':\n\t" .. message, 0)
  end
  return chunk, path
end

if package then
  package.path = P.job.path
  package.cpath = ''
  package.loadlib = nil
  if package.searchpath then package.searchpath = search_path end
  local searchers = package.searchers or package.loaders
  for i = #searchers, 2, -1 do searchers[i] = nil end
  searchers[2] = virtual_searcher
end

function loadfile(path, mode, env)
  if type(path) ~= 'string' then return nil, 'cannot open stdin' end
  return load_file(path, mode, env or P.shim.current_environment and P.shim.current_environment())
end

function dofile(path)
  local chunk, message = loadfile(path)
  if not chunk then error(message, 0) end
  return chunk()
end

-- debug.debug reads the terminal
if debug then debug.debug = nil end

return {}
