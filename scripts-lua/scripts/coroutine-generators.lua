-- Proves generators, pipelines and the life of a coroutine.
local function permutations(list)
  local function generate(n)
    if n <= 1 then return coroutine.yield(table.concat(list, '')) end
    for index = 1, n do
      list[n], list[index] = list[index], list[n]
      generate(n - 1)
      list[n], list[index] = list[index], list[n]
    end
  end
  return coroutine.wrap(function() generate(#list) end)
end

local runes = {}
for word in permutations({ 'F', 'E', 'O', 'H' }) do runes[#runes + 1] = word end
print(#runes, runes[1], runes[24])

-- A mine digs, a smelter takes two ores per bar, a cart counts.
local function mine(count)
  return coroutine.wrap(function()
    for number = 1, count do coroutine.yield({ ore = number, pure = number % 3 ~= 0 }) end
  end)
end
local function smelter(source)
  return coroutine.wrap(function()
    local pending
    for ore in source do
      if ore.pure and pending then
        coroutine.yield(pending + ore.ore)
        pending = nil
      elseif ore.pure then
        pending = ore.ore
      end
    end
  end)
end
local bars = {}
for bar in smelter(mine(20)) do bars[#bars + 1] = bar end
print(table.concat(bars, ' '))

local trace = {}
local sage = coroutine.create(function(question, detail)
  while question ~= 'farewell' do
    trace[#trace + 1] = question .. '/' .. tostring(detail)
    question, detail = coroutine.yield('hmm', #trace, nil)
  end
  return 'farewell', 'friend'
end)
local answers = {}
for _, question in ipairs({ 'who', 'why', 'farewell', 'again' }) do
  local ok, first, second = coroutine.resume(sage, question, #question)
  answers[#answers + 1] = { ok = ok, first = first, second = second, status = coroutine.status(sage) }
end
return runes, bars, trace, answers
