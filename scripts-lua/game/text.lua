-- Text helpers. Numbers are formatted here rather than concatenated, because
-- "5" and "5.0" are the same amount of gold but not the same bytes.

local text = {}

function text.integer(n)
  n = n - n % 1
  if n == 0 then return '0' end -- also hides a negative zero
  return string.format('%.0f', n)
end

-- Rounds half up by hand: C libraries and other runtimes disagree about which
-- way "%.1f" takes an exact half.
function text.fixed(n, digits)
  local scale = 1
  for _ = 1, digits do scale = scale * 10 end
  local scaled = math.abs(n) * scale + 0.5
  scaled = scaled - scaled % 1
  local sign = (n < 0 and scaled > 0) and '-' or ''
  if digits == 0 then return sign .. text.integer(scaled) end
  local fraction = scaled % scale
  local whole = (scaled - fraction) / scale
  return sign .. text.integer(whole) .. '.' .. string.format('%0' .. digits .. 'd', fraction)
end

function text.signed(n)
  return (n < 0 and '' or '+') .. text.integer(n)
end

function text.trim(s)
  return (s:gsub('^%s+', ''):gsub('%s+$', ''))
end

function text.padRight(s, width)
  return s .. string.rep(' ', width - #s)
end

function text.padLeft(s, width)
  return string.rep(' ', width - #s) .. s
end

function text.split(s, separator)
  local parts, from = {}, 1
  while true do
    local first, last = s:find(separator, from, true)
    if not first then break end
    parts[#parts + 1] = s:sub(from, first - 1)
    from = last + 1
  end
  parts[#parts + 1] = s:sub(from)
  return parts
end

-- for number, line in text.lines(s): a final line break does not open a line.
function text.lines(s)
  local from, number = 1, 0
  return function()
    if from > #s then return nil end
    local stop = s:find('\n', from, true) or #s + 1
    local line = s:sub(from, stop - 1)
    from, number = stop + 1, number + 1
    return number, line
  end
end

function text.wrap(s, width)
  local lines, line = {}, ''
  for word in s:gmatch('%S+') do
    if line == '' then
      line = word
    elseif #line + 1 + #word <= width then
      line = line .. ' ' .. word
    else
      lines[#lines + 1], line = line, word
    end
  end
  if line ~= '' then lines[#lines + 1] = line end
  return lines
end

function text.list(items, conjunction)
  if #items < 2 then return items[1] or '' end
  local head = table.concat(items, ', ', 1, #items - 1)
  return head .. ' ' .. (conjunction or 'and') .. ' ' .. items[#items]
end

local function pluralOf(noun)
  if noun:find('[^aeiou]y$') then return noun:sub(1, -2) .. 'ies' end
  if noun:find('[cs]h$') or noun:find('[sx]$') then return noun .. 'es' end
  return noun .. 's'
end

function text.plural(count, noun)
  return text.integer(count) .. ' ' .. (count == 1 and noun or pluralOf(noun))
end

-- Replaces {name}; an unknown name stays visible so a writer notices the typo.
function text.fill(template, values)
  return (template:gsub('{(%w+)}', function(name)
    local value = values[name]
    if type(value) == 'number' then return text.integer(value) end
    if value == nil then return nil end
    return tostring(value)
  end))
end

function text.bar(value, maximum, width)
  local filled = math.floor(width * math.max(0, math.min(value, maximum)) / maximum)
  return '[' .. string.rep('#', filled) .. string.rep('.', width - filled) .. ']'
end

function text.hex(bytes)
  return (bytes:gsub('.', function(c) return string.format('%02x', c:byte()) end))
end

return text
