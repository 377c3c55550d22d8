-- Tests by tables: for_each(rows, fn) inside of a test, and each(rows, name, fn), which defines a test for each row.
local S = ...
local b = S.P.builtins
local type, sub = b.type, b.sub
local text, generator, attempt = S.forall_text, S.forall_generator, S.forall_attempt
local complain = generator.complain

-- The arguments that a row stands for: its values from 1 on, or the row itself when it has none or is no table.
local function arguments_of(row)
  if type(row) ~= 'table' or generator.is(row) then return { row }, 1 end
  local count = 0
  for key in b.next, row do
    if type(key) == 'number' and key % 1 == 0 and key > count then count = key end
  end
  if count == 0 then return { row }, 1 end
  -- as table.pack says how many there are when the last ones are nil
  local n = b.rawget(row, 'n')
  return row, type(n) == 'number' and n > count and n or count
end

-- The rows in their order: first those of the list, then the named ones by their names.
local function rows_of(rows, name)
  if type(rows) ~= 'table' or generator.is(rows) then
    complain(name .. ': expected a table of rows, got ' .. generator.kind(rows))
  end
  local keys, list = text.sorted_keys(rows), {}
  for i = 1, #keys do
    local key = keys[i]
    local values, count = arguments_of(rows[key])
    list[i] = {
      name = type(key) == 'string' and key or nil,
      title = type(key) == 'string' and text.quoted(key) or text.of(key),
      row = rows[key],
      values = values,
      count = count,
    }
  end
  if #list == 0 then complain(name .. ': there are no rows') end
  return list
end

local function for_each(rows, fn)
  local list = rows_of(rows, 'for_each')
  generator.function_argument(fn, 'for_each')
  local lines, all_are_assertions = {}, true
  for i = 1, #list do
    local row = list[i]
    -- before the call, which may change the row
    local title = 'row ' .. row.title .. ' (' .. text.of_list(row.values, row.count) .. '):'
    local failure = attempt.call(fn, row.values, row.count)
    if failure and failure ~= 'discarded' then
      lines[#lines + 1] = title .. '\n' .. attempt.indented(failure.message)
      all_are_assertions = all_are_assertions and failure.kind == 'assertion'
    end
  end
  if #lines == 0 then return end
  local noun = #list == 1 and ' row' or ' rows'
  local summary = text.of_number(#lines) .. ' of ' .. text.of_number(#list) .. noun .. ' failed'
  attempt.raise(summary .. '\n' .. b.concat(lines, '\n'), all_are_assertions)
end

local function plain(value)
  return type(value) == 'string' and value or text.of(value)
end

-- Numbers by themselves look the same on every VM; string.format is asked only where it says how.
local function formatted(specification, value)
  local letter = sub(specification, -1)
  if #specification == 2 and letter ~= 'q' and letter ~= 'c' and letter ~= 'x' and letter ~= 'X' and letter ~= 'o' then
    return plain(value)
  end
  if specification == '%q' then return text.of(value) end
  local ok, result = b.pcall(b.format, specification, value)
  return ok and result or plain(value)
end

-- A test's name: %s, %d, %q ... stand for the row's values in turn, $key for a field of the row.
local function name_of(row, format)
  local position, used = 0, false
  local name = b.gsub(format, '%%([-+#0-9.]*)([%a%%])', function(flags, letter)
    if letter == '%' then return '%' end
    used, position = true, position + 1
    return formatted('%' .. flags .. letter, row.values[position])
  end)
  if type(row.row) == 'table' then
    name = b.gsub(name, '%$([%a_][%w_]*)', function(key)
      local value = b.rawget(row.row, key)
      if value == nil then return nil end
      used = true
      return plain(value)
    end)
  end
  if used then return name end
  return name .. (name == '' and '' or ': ') .. (row.name or text.of_list(row.values, row.count))
end

local function each(rows, format, fn)
  if fn == nil and type(format) == 'function' then format, fn = '', format end
  local list = rows_of(rows, 'each')
  generator.function_argument(fn, 'each')
  if type(format) ~= 'string' then
    complain('each: expected the name of the tests, got ' .. generator.kind(format))
  end
  local it = S.globals.it
  if not it then complain('each: there is no `it` here') end
  for i = 1, #list do
    local row = list[i]
    it(name_of(row, format), function() return fn(b.unpack(row.values, 1, row.count)) end)
  end
end

return { for_each = for_each, each = each }
