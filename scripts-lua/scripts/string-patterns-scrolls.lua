-- Proves pattern matching: captures, anchors, balances, frontiers and replacements.
local scroll = [[
  Ysolde (level 7) owes 250 gold to Bran; Bran owes 40 gold to Wren.
  Map: {vault{trap}{gem}} {empty} -- see p.12, p.7 and p.103!
  Codes: AB-12, xy-9, QQ-777, a1-b2
]]

local debts = {}
for who, amount, whom in scroll:gmatch('(%u%l+)[^%u]-owes (%d+) gold to (%u%l+)') do
  debts[#debts + 1] = { who = who, amount = tonumber(amount), whom = whom }
end

local pages, total = {}, 0
for page in scroll:gmatch('p%.(%d+)') do
  pages[#pages + 1] = page
  total = total + tonumber(page)
end

local balanced = {}
for group in scroll:gmatch('%b{}') do balanced[#balanced + 1] = group end

local codes = {}
for letters, digits in scroll:gmatch('%f[%w](%a%a)%-(%d+)%f[%W]') do
  codes[#codes + 1] = letters:lower() .. digits
end

local secret, count = scroll:gsub('%d', function(digit) return digit == '7' and '#' or nil end)
local initials = (('the lantern bearer'):gsub('(%a)(%a*)', function(head, rest)
  return head:upper() .. rest
end))
local swapped = ('key=value; lock=door'):gsub('(%w+)=(%w+)', '%2=%1')
local doubled = ('abc'):gsub('', '-')
local vowels = ('Emberfall'):gsub('[aeiou]', { e = '3', a = '4' })
local first, last, capture, position = ('  find  me'):find('(%S+)()')
local caesar = ('Dwarves dig'):gsub('%a', function(c)
  local base = c:lower() == c and 97 or 65
  return string.char((c:byte() - base + 13) % 26 + base)
end)

print(#debts, table.concat(pages, '+') .. '=' .. total, table.concat(codes, ' '))
print(initials, (swapped), (doubled), (vowels), (caesar))
print(secret)
return debts, pages, total, balanced, codes, count, initials, swapped, doubled, vowels, caesar,
  first, last, capture, position,
  ('x'):rep(3) .. ('%5.1f|%-6s|%05d|%x|%c'):format(2.31, 'ab', 42, 48879, 33), ('a.b'):find('.', 2, true)
