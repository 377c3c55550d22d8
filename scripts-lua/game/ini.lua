-- Reader and writer for settings and level files in INI form.

local tables = require 'game.tables'
local text = require 'game.text'

local ini = {}

local ESCAPES = { n = '\n', t = '\t', ['\\'] = '\\', ['"'] = '"' }
local UNESCAPES = { ['\n'] = '\\n', ['\t'] = '\\t', ['\\'] = '\\\\', ['"'] = '\\"' }

local function fail(number, message)
  error({ code = 'ini', line = number, message = message })
end

local function parseQuoted(source, number)
  local inner = source:match('^"(.*)"$')
  if not inner then fail(number, 'unfinished string') end
  return (inner:gsub('\\(.)', function(c) return ESCAPES[c] or fail(number, 'bad escape') end))
end

local function parseValue(source, number)
  if source == 'true' or source == 'yes' then return true end
  if source == 'false' or source == 'no' then return false end
  if source:find('^"') then return parseQuoted(source, number) end
  if source:find('^%-?%d+$') or source:find('^%-?%d+%.%d+$') then return tonumber(source) end
  if source:find(',', 1, true) then
    return tables.map(text.split(source, ','), function(part)
      return parseValue(text.trim(part), number)
    end)
  end
  return source
end

-- Comments start with ; or # and run to the end, but not inside quotes.
local function stripComment(line)
  local quoted = false
  for index = 1, #line do
    local c = line:sub(index, index)
    if c == '"' and line:sub(index - 1, index - 1) ~= '\\' then quoted = not quoted end
    if not quoted and (c == ';' or c == '#') then return line:sub(1, index - 1) end
  end
  return line
end

local function formatValue(value)
  if type(value) == 'boolean' then return value and 'true' or 'false' end
  if type(value) == 'number' then
    return value % 1 == 0 and text.integer(value) or text.fixed(value, 3)
  end
  if type(value) == 'table' then return table.concat(tables.map(value, formatValue), ', ') end
  return '"' .. value:gsub('[\n\t\\"]', UNESCAPES) .. '"'
end

-- Keys before the first section land in the section ''.
function ini.parse(source)
  local document, section = {}, ''
  for number, raw in text.lines(source) do
    local line = text.trim(stripComment(raw))
    if line:find('^%[') then
      section = line:match('^%[%s*([%w_.-]+)%s*%]$') or fail(number, 'bad section header')
      document[section] = document[section] or {}
    elseif line ~= '' then
      local key, value = line:match('^([%w_.-]+)%s*=%s*(.-)$')
      if not key then fail(number, 'expected key = value') end
      document[section] = document[section] or {}
      if document[section][key] ~= nil then fail(number, 'duplicate key ' .. key) end
      document[section][key] = parseValue(value, number)
    end
  end
  return document
end

function ini.format(document)
  local lines = {}
  for name, section in tables.sortedPairs(document) do
    if name ~= '' then lines[#lines + 1] = '[' .. name .. ']' end
    for key, value in tables.sortedPairs(section) do
      lines[#lines + 1] = key .. ' = ' .. formatValue(value)
    end
  end
  return table.concat(lines, '\n') .. '\n'
end

return ini
