-- truth: dialect format-x-negative on lua51 lua53
-- why: facts row `string.format('%x',-1)`: 64 bits of f on LuaJIT and 5.4, an error on 5.2, 0 on wasmoon-lua5.1, 32 bits on fengari.
local flags = { visible = 1, all = -1 }
local function show(name)
  return name .. '=' .. string.format('%x', flags[name])
end
print(show('visible'))
print(show('all'))
return flags.all
