-- Proves text layout: wrapping, padding, lists, bars, signs and rounding by hand.
local text = require 'game.text'

local tale = 'The  innkeeper of Ashford swears that, on the night the ember fell, ' ..
  'seven ravens sat on the well and spoke the names of the drowned.'
local wrapped = text.wrap(tale, 32)
for number, line in ipairs(wrapped) do io.write(text.padLeft(text.integer(number), 2), ' | ', line, '\n') end

local heroes = { { 'Ysolde', 31, 40 }, { 'Bran', 0, 25 }, { 'Wren', 25, 25 }, { 'Old Tom', -3, 12 } }
for _, hero in ipairs(heroes) do
  print(text.padRight(hero[1], 8) .. text.bar(hero[2], hero[3], 12) .. text.padLeft(text.signed(hero[2]), 4))
end

local rounded = {}
for _, case in ipairs({ { 0.5, 0 }, { 1.5, 0 }, { 2.5, 0 }, { -2.5, 0 }, { 0.125, 2 }, { -0.004, 2 },
  { 1234.5678, 1 }, { 7, 3 }, { -0.05, 1 }, { 1 / 3, 4 }, { 99.995, 2 } }) do
  rounded[#rounded + 1] = text.fixed(case[1], case[2])
end
print(table.concat(rounded, ' '))

local lists = {
  text.list({}), text.list({ 'axe' }), text.list({ 'axe', 'bow' }), text.list({ 'axe', 'bow', 'cup' }, 'or'),
}
local split = text.split('a,,b,', ',')
local filled = text.fill('{who} pays {sum} for {what}, {what}? {no one}', { who = 'Wren', sum = 7.0 })
print(filled)

local numbered = {}
for number, line in text.lines('one\n\nthree\n') do numbered[number] = line end
return wrapped, rounded, lists, split, filled, numbered, text.trim(' \t x y \n'), text.integer(-0.0),
  text.hex('\0\255A')
