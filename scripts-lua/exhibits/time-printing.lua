-- expect: difference fast lua51 lua54 lua53 native:*
-- real: clock
-- Scripts have a clock that stands still, unless they ask for the real one as this one does. How long a
-- march takes is then another number each time.

local march, paces = {}, 0
for league = 1, 20 do
  for step = 1, 2000 do paces = paces + step % 7 end
  march[league] = string.format('%.9f', os.clock())
end

print('the march: ' .. table.concat(march, ' '))
return #march
