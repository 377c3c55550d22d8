-- The helper of a run: a Lua file, or the name of a module, that gets things ready before each spec file. It has
-- the globals of the Lua state, not those of spec files; its arguments are in `arg` and `...`. A function that it
-- gives back is called with the module `busted`, the helper's name and the options, and must give something true.
local S = ...
local P = S.P
local b = P.builtins
local G = _G
local error, type, unpack, rawget, rawset, find = b.error, b.type, b.unpack, b.rawget, b.rawset, b.find
local loadfile, require = loadfile, require

local function run(helper, arguments)
  if not find(helper, '%.lua$') then return require(helper) end
  local chunk, message = loadfile(helper)
  if not chunk then error(message, 0) end
  return chunk(unpack(arguments, 1, #arguments))
end

-- Runs the helper, if there is one, as a part of the suite.
local function prepare()
  local helper = P.job.spec.helper
  if not helper or helper == '' then return end
  local arguments, before = { [0] = 'busted' }, rawget(G, 'arg')
  local given = P.job.spec.helper_args or {}
  for i = 1, #given do arguments[i] = given[i] end
  rawset(G, 'arg', arguments)
  local action = run(helper, arguments)
  if type(action) == 'function' then
    local options = { verbose = false, language = 'en', arguments = arguments }
    local done, message = action(require('busted'), helper, options)
    if not done then error(message or 'the function of the helper ' .. helper .. ' gave nothing true', 0) end
  end
  rawset(G, 'arg', before)
end

return prepare
