-- truth: agree
-- why: NaN is unequal to itself everywhere, whatever its sign.
local ratio = 0 / 0
print(ratio == ratio, ratio > 1, ratio < 1)
return ratio
