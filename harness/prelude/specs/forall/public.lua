-- What spec files see of all this.
local S = ...

local public = {
  gen = S.forall_gen,
  for_all = S.forall,
  assume = S.forall_attempt.assume,
  for_each = S.forall_rows.for_each,
  each = S.forall_rows.each,
}

for _, name in S.P.builtins.pairs({ 'gen', 'for_all', 'assume', 'for_each', 'each' }) do
  S.globals[name] = public[name]
  S.modules['luaparity.' .. name] = function() return public[name] end
end

return public
