-- truth: dialect load-string on lua51
-- why: 5.2 manual 6.1: load takes strings; 5.1 only functions (facts row `load('x x')`). LuaJIT follows 5.2.
local function run(line)
  local ok, chunk = pcall(load, line)
  return ok and chunk and chunk()
end
local answer = run('return 6 * 7')
print(answer or 'no console')
return answer
