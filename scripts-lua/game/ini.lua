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
  local rest = inner and inner:gsub('\\.', '')
  if not rest or rest:find('["\\]') then fail(number, 'unfinished string') end
  return (inner:gsub('\\(.)', function(c) return ESCAPES[c] or fail(number, 'bad escape') end))
end

-- Position of the first of some symbols that is not inside a quoted string.
local function findBare(source, symbols, from)
  local quoted, index = false, from
  while index <= #source do
    local c = source:sub(index, index)
    if quoted and c == '\\' then
      index = index + 1
    elseif c == '"' then
      quoted = not quoted
    elseif not quoted and symbols:find(c, 1, true) then
      return index
    end
    index = index + 1
  end
  return nil
end

local parseValue

local function parseList(source, number)
  local list, from = {}, 1
  while true do
    local comma = findBare(source, ',', from)
    list[#list + 1] = parseValue(text.trim(source:sub(from, (comma or 0) - 1)), number)
    if not comma then return list end
    from = comma + 1
  end
end

function parseValue(source, number)
  if source == 'true' or source == 'yes' then return true end
  if source == 'false' or source == 'no' then return false end
  if findBare(source, ',', 1) then return parseList(source, number) end
  if source:find('^"') then return parseQuoted(source, number) end
  if source:find('^%-?%d+$') or source:find('^%-?%d+%.%d+$') then return tonumber(source) end
  return source
end

local function stripComment(line)
  local start = findBare(line, ';#', 1)
  return start and line:sub(1, start - 1) or line
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
