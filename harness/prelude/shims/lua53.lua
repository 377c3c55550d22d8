-- Lua 5.3 and 5.4: integers of 64 bits, and fengari's of 32
local load, sub = load, string.sub
local math_tointeger, format, math_type = math.tointeger, string.format, math.type
local time, date, clock = os.time, os.date, os.clock

-- Compiled only here: the operator is a syntax error on 5.1.
local xor_integers = load('return function(x, y) return x ~ y end')()

return {
  name = 'lua53',
  to_integer = function(x)
    return math_tointeger(x) or x
  end,
  -- Two float halves in 0..2^32-1; through 16-bit pieces, so that 32-bit integers serve too.
  xor32 = function(x, y)
    local x_low, y_low = x % 65536.0, y % 65536.0
    local high = xor_integers(math_tointeger((x - x_low) / 65536.0), math_tointeger((y - y_low) / 65536.0))
    local low = xor_integers(math_tointeger(x_low), math_tointeger(y_low))
    return high * 65536.0 + low
  end,
  -- g_write of liolib.c prints a float with "%.14g", which leaves out the ".0"
  number_to_file = function(x)
    if math_type(x) == 'float' then return format('%.14g', x) end
    return nil
  end,
  load = function(bytes, name, mode, env)
    -- the mark of UTF-8 in front of a file is skipped, as luaL_loadfilex does
    if sub(bytes, 1, 3) == '\239\187\191' then bytes = sub(bytes, 4) end
    if env ~= nil then return load(bytes, name, mode, env) end
    return load(bytes, name, mode)
  end,
  real_clock = function() return { time = time, date = date, clock = clock } end,
}
