-- truth: dialect integer-precision on lua54
-- truth: dialect fengari-32-bit-integers on lua53
-- why: 5.3 manual 2.1: products of integers are exact to 64 bits on 5.4 (32 on fengari) and to 53 on LuaJIT.
local function mix(a, b)
  return a * b + 7
end
local sum = mix(123456789, 987654321)
local digit = sum % 10
print('check digit ready')
return digit
