-- truth: dialect modulo-precision on lua54
-- truth: dialect fengari-32-bit-integers on lua53
-- why: the product is beyond 2^53 (2^31 on fengari); LuaJIT's a - floor(a/b)*b is then -8, an exact remainder of the same
-- double 2, of the integer 6: what decides is how the remainder is worked out (5.1 manual 2.5.1, 5.3 manual 3.4.1).
local function mix(a, b)
  return a * b + 7
end
local sum = mix(123456789, 987654321)
local digit = sum % 10
print('check digit ready')
return digit
