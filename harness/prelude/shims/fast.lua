-- The fast VM: LuaJIT's behaviour in a VM whose memory is put back after every case
local P = ...

local byte, ipairs, loadstring, math_randomseed = string.byte, ipairs, loadstring, math.randomseed
local host_clock = P.take_global('__luaparity_clock')

if P.job.determinism.random then math_randomseed(P.job.seed) end

-- Every case starts from here, so what they all may need is compiled once. A chunk serves for one load:
-- two of the same file have nothing in common, not even their environments.
local compiled = {}
local function compile(...)
  for _, path in ipairs({ ... }) do
    local bytes = P.fetch(path)
    if byte(bytes, 1) ~= 35 then compiled[path] = loadstring(bytes, '@' .. path) end
  end
end

local collectgarbage = collectgarbage
-- What a spec file may take before the collector looks for garbage: about half of what it begins with.
local FIRST_KILOBYTES = 512

return {
  name = 'fast',
  -- A negative step puts the next one off. Without it, the collector begins at once to go over all that the prelude and
  -- the spec program have made, which takes longer than a small spec file.
  start_collector = function()
    collectgarbage('restart')
    collectgarbage('step', -FIRST_KILOBYTES)
  end,
  write_returns_file = false,
  print_asks_global_tostring = true,
  load = P.load_then_setfenv,
  compile = compile,
  take_compiled = function(path)
    local chunk = compiled[path]
    compiled[path] = nil
    return chunk
  end,
  -- The only clock there is; UTC, as the VM knows no time zones.
  real_clock = function()
    local started = host_clock()
    return {
      time = function(date)
        if date ~= nil then
          -- no tail call, which would be a level less for the position of an error
          local seconds = P.part('date').time(date)
          return seconds
        end
        return P.floor(host_clock())
      end,
      date = function(...) return (P.part('date').date(host_clock(), ...)) end,
      clock = function() return host_clock() - started end,
    }
  end,
}
