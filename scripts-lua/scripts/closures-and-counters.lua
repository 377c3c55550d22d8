-- Proves that closures keep their own variables, loop variables included.
local function account(balance)
  local history = {}
  local function book(amount)
    balance = balance + amount
    history[#history + 1] = amount
    return balance
  end
  return {
    deposit = book,
    withdraw = function(amount)
      if amount > balance then return nil, 'the chest holds only ' .. balance end
      return book(-amount)
    end,
    history = function() return history end,
  }
end

local guild, thief = account(100), account(0)
print(guild.deposit(50), guild.withdraw(30), thief.withdraw(5))
print(thief.deposit(7), guild.withdraw(121))

local levers = {}
for number = 1, 5 do
  local pulled = 0
  levers[number] = function()
    pulled = pulled + number
    return pulled
  end
end
for number = 1, 5 do
  for _ = 1, number do levers[number]() end
end
local pulls = {}
for number = 1, 5 do pulls[number] = levers[number]() end

local function compose(...)
  local steps = { ... }
  return function(value)
    for _, step in ipairs(steps) do value = step(value) end
    return value
  end
end
local function memoize(compute)
  local known, misses = {}, 0
  return function(n)
    if known[n] == nil then known[n], misses = compute(n), misses + 1 end
    return known[n], misses
  end
end

local fibonacci
fibonacci = memoize(function(n) return n < 2 and n or (fibonacci(n - 1)) + (fibonacci(n - 2)) end)
local enchant = compose(string.upper, string.reverse, function(s) return s .. '!' end)
print(enchant('ember'), fibonacci(40))
return guild.history(), thief.history(), pulls, enchant('fall'), fibonacci(45)
