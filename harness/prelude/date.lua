-- os.date and os.time of a table, in UTC. Loaded when a script first asks for a date.
local P = ...
local b = P.builtins
local floor, integer, format = P.floor, P.integer, b.format
local type, tonumber = b.type, b.tonumber

local DAYS = { 'Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday' }
local MONTHS = {
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
}
local DAY_SECONDS = 86400.0

-- Days since 1970-01-01 of a proleptic Gregorian date (month 1..12); Howard Hinnant's algorithm,
-- http://howardhinnant.github.io/date_algorithms.html
local function days_from_civil(year, month, day)
  if month <= 2 then year = year - 1 end
  local era = floor(year / 400)
  local year_of_era = year - era * 400
  local shifted = (month + 9) % 12
  local day_of_year = floor((153 * shifted + 2) / 5) + day - 1
  local day_of_era = year_of_era * 365 + floor(year_of_era / 4) - floor(year_of_era / 100) + day_of_year
  return era * 146097 + day_of_era - 719468
end

local function civil_from_days(days)
  days = days + 719468
  local era = floor(days / 146097)
  local doe = days - era * 146097
  local yoe = floor((doe - floor(doe / 1460) + floor(doe / 36524) - floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + floor(yoe / 4) - floor(yoe / 100))
  local shifted = floor((5 * doy + 2) / 153)
  local day = doy - floor((153 * shifted + 2) / 5) + 1
  local month = shifted < 10 and shifted + 3 or shifted - 9
  local year = yoe + era * 400
  if month <= 2 then year = year + 1 end
  return year, month, day
end

-- The broken-down UTC time of an epoch second, all fields floats.
local function broken_down(time)
  local days = floor(time / DAY_SECONDS)
  local rest = time - days * DAY_SECONDS
  local year, month, day = civil_from_days(days)
  return {
    year = year, month = month, day = day,
    hour = floor(rest / 3600), min = floor(rest % 3600 / 60), sec = rest % 60,
    wday = (days + 4) % 7 + 1,
    yday = days - days_from_civil(year, 1, 1) + 1,
  }
end

local function field(date, name, default)
  local value = tonumber(date[name])
  if value == nil then
    if default == nil then b.error("field '" .. name .. "' missing in date table", 4) end
    return default
  end
  return value < 0 and -floor(-value) or floor(value)
end

local function time(date)
  if type(date) ~= 'table' then
    P.argument_error(1, 'time', P.type_problem('table', date, 1, 1), 3)
  end
  local sec, min, hour = field(date, 'sec', 0.0), field(date, 'min', 0.0), field(date, 'hour', 12.0)
  local day, month, year = field(date, 'day'), field(date, 'month'), field(date, 'year')
  -- months outside 1..12 carry into the year, as mktime does
  local carried = floor((month - 1) / 12)
  local days = days_from_civil(year + carried, month - carried * 12, 1.0) + day - 1
  return integer(days * DAY_SECONDS + hour * 3600 + min * 60 + sec)
end

local function two(n) return format('%02.0f', n) end

-- ISO 8601 week and its year, for %V and %G
local function iso_week(t)
  local weekday = (t.wday + 5) % 7
  local week = floor((t.yday - 1 - weekday + 10) / 7)
  if week < 1 then
    local last = broken_down((days_from_civil(t.year - 1, 12, 31)) * DAY_SECONDS)
    return iso_week(last)
  end
  if week == 53 and (days_from_civil(t.year, 12, 31) + 3) % 7 < 3 then return 1.0, t.year + 1 end
  return week, t.year
end

local formats
local function expand(pattern, t)
  return (b.gsub(pattern, '%%(.?)', function(letter)
    local expansion = formats[letter]
    return expansion and expansion(t) or '%' .. letter
  end))
end

-- The conversions of C99's strftime in the C locale.
formats = {
  ['%'] = function() return '%' end,
  a = function(t) return b.sub(DAYS[t.wday], 1, 3) end,
  A = function(t) return DAYS[t.wday] end,
  b = function(t) return b.sub(MONTHS[t.month], 1, 3) end,
  B = function(t) return MONTHS[t.month] end,
  c = function(t) return expand('%a %b %e %H:%M:%S %Y', t) end,
  C = function(t) return two(floor(t.year / 100)) end,
  d = function(t) return two(t.day) end,
  D = function(t) return expand('%m/%d/%y', t) end,
  e = function(t) return format('%2.0f', t.day) end,
  F = function(t) return expand('%Y-%m-%d', t) end,
  g = function(t) local _, year = iso_week(t) return two(year % 100) end,
  G = function(t) local _, year = iso_week(t) return format('%.0f', year) end,
  h = function(t) return b.sub(MONTHS[t.month], 1, 3) end,
  H = function(t) return two(t.hour) end,
  I = function(t) return two((t.hour + 11) % 12 + 1) end,
  j = function(t) return format('%03.0f', t.yday) end,
  m = function(t) return two(t.month) end,
  M = function(t) return two(t.min) end,
  n = function() return '\n' end,
  p = function(t) return t.hour < 12 and 'AM' or 'PM' end,
  r = function(t) return expand('%I:%M:%S %p', t) end,
  R = function(t) return expand('%H:%M', t) end,
  S = function(t) return two(t.sec) end,
  t = function() return '\t' end,
  T = function(t) return expand('%H:%M:%S', t) end,
  u = function(t) return format('%.0f', (t.wday + 5) % 7 + 1) end,
  U = function(t) return two(floor((t.yday - t.wday + 7) / 7)) end,
  V = function(t) return two((iso_week(t))) end,
  w = function(t) return format('%.0f', t.wday - 1) end,
  W = function(t) return two(floor((t.yday - 1 - (t.wday + 5) % 7 + 7) / 7)) end,
  x = function(t) return expand('%m/%d/%y', t) end,
  X = function(t) return expand('%H:%M:%S', t) end,
  y = function(t) return two(t.year % 100) end,
  Y = function(t) return format('%.0f', t.year) end,
  z = function() return '+0000' end,
  Z = function() return 'UTC' end,
}

local function date(now, pattern, at)
  if pattern == nil then pattern = '%c' end
  if type(pattern) == 'number' then pattern = b.tostring(pattern) end
  if type(pattern) ~= 'string' then
    P.argument_error(1, 'date', P.type_problem('string', pattern, 1, 1), 3)
  end
  local seconds = now
  if at ~= nil then
    seconds = tonumber(at)
    if not seconds then P.argument_error(2, 'date', P.type_problem('number', at, 2, 2), 3) end
    seconds = floor(seconds + 0.0)
  end
  local t = broken_down(seconds)
  pattern = b.gsub(pattern, '^!', '')
  if b.sub(pattern, 1, 2) == '*t' then
    local result = { isdst = false }
    for name, value in b.next, t do result[name] = integer(value) end
    return result
  end
  return expand(pattern, t)
end

return { time = time, date = date }
