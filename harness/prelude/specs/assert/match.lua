-- `match`: makes matchers, which stand for arguments in `called_with` and the like.
local S = ...
local b = S.P.builtins
local kinds, chains, metatable = S.assert_kinds, S.assert_chains, S.assert_kinds.matcher

metatable.__call = function(self, value)
  return self.callback(value) == self.mod
end

local match = { is_matcher = kinds.is_matcher }

match._ = b.setmetatable({ mod = true, callback = function() return true end }, metatable)

function match.is_ref_matcher(value)
  return kinds.is_matcher(value) and value.name == 'ref'
end

match.state = chains.kind('matcher', function(matcher, chain, list, _, callback)
  return b.setmetatable({ name = matcher.name, mod = chain.mod, callback = callback, arguments = list }, metatable)
end)

return b.setmetatable(match, {
  __index = function(_, key) return match.state()[key] end,
})
