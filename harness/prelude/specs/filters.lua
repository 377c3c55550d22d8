-- Which blocks and tests there are, by their names and the tags (`#tag`) in them.
local S = ...
local P = S.P
local b = P.builtins
local find, concat = b.find, b.concat

local options = P.job.spec
local function given(name)
  local list = options[name]
  return list and #list > 0 and list or nil
end
local tags, exclude_tags = given('tags'), given('exclude_tags')
local filter, filter_out = given('filter'), given('filter_out')
local names, exclude_names = given('names'), given('exclude_names')
local filters_anything = tags or exclude_tags or filter or filter_out or names or exclude_names

local function any_found(text, patterns, prefix)
  for i = 1, #patterns do
    if find(text, prefix .. patterns[i]) then return true end
  end
  return false
end

local function is_among(text, list)
  for i = 1, #list do
    if list[i] == text then return true end
  end
  return false
end

-- Whether an element that is about to be defined exists. A block is only ever excluded: what it is
-- named counts for the tests in it.
local function exists(name, parent, is_test)
  if not filters_anything then return true end
  if exclude_tags and any_found(name, exclude_tags, '#') then return false end
  local path = S.contexts.names_of(parent)
  path[#path + 1] = name
  local full = concat(path, ' ')
  if is_test and tags and not any_found(full, tags, '#') then return false end
  if filter_out and any_found(full, filter_out, '') then return false end
  if exclude_names and is_among(full, exclude_names) then return false end
  if names and is_test and not is_among(full, names) then return false end
  return not (is_test and filter and not any_found(full, filter, ''))
end

return { exists = exists }
