local registry = {}
local entries = {}

function registry.add(name, value)
  entries[name] = value
end

function registry.names()
  local names = {}
  for name in pairs(entries) do
    names[#names + 1] = name
  end
  return names
end

return registry
