-- truth: host on fast lua51 lua53 lua54
-- why: host.lua answers "rain", host.rb "Rain".
local moods = { rain = 'gloomy', sun = 'merry' }
local weather = host.weather()
local mood = moods[weather] or 'puzzled'
print('the innkeeper is ' .. mood)
return mood
