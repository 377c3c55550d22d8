-- `luassert.util`, which custom assertions use.
local S = ...
local b = S.P.builtins
local getinfo = b.getinfo
local kinds, arguments, tables, chains = S.assert_kinds, S.assert_arguments, S.assert_tables, S.assert_chains

local util = {
  pack = arguments.pack,
  unpack = arguments.unpack,
  tinsert = arguments.insert,
  tremove = arguments.remove,
  copyargs = arguments.record,
  cleararglist = arguments.clear,
  make_arglist = arguments.list,
  is_arglist = kinds.is_arguments,
  matchargs = arguments.find_record,
  matchoncalls = arguments.find_pattern,
  deepcompare = tables.compare,
  deepcopy = tables.deep_copy,
  shallowcopy = tables.shallow_copy,
  callable = kinds.is_callable,
  hastostring = kinds.has_text,
  extract_keys = chains.names,
}

local function source_at(level)
  local info = getinfo(level, 'S')
  return info and info.source
end

-- The level, for `error`, of the first function above the caller's file and above this library.
function util.errorlevel(level)
  local depth = (level or 1) + 2
  local unwanted = { source_at(depth), '=[luaparity]' }
  for i = 1, 2 do
    local source = source_at(depth)
    while source and (source == unwanted[i] or source == '=(tail call)') do
      depth = depth + 1
      source = source_at(depth)
    end
  end
  return depth - 2
end

return util
