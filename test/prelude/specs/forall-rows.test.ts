import { describeTexts, messageOf } from './forall-driver.js'

const names = (calls: string): string => `${calls}\nreturn table.concat(TESTS, '\\n')`

describeTexts('for_each', [
  {
    name: 'says nothing when all rows are well',
    source: messageOf(
      `for_each({ { 1, 2, 3 }, { 2, 3, 5 } }, function(a, b, sum) check(a + b == sum) end) error('end', 0)`,
    ),
    text: ['end'],
  },
  {
    name: 'names rows by their keys, in order',
    source: messageOf(
      `for_each({ zero = { 0, 0 }, negative = { -1, 1 }, { 3, 4 } }, function(x, y) return x == y end)`,
    ),
    text: [
      'test.lua:2: 2 of 3 rows failed',
      'row 1 (3, 4):',
      '  test.lua:2: the function returned false',
      "row 'negative' (-1, 1):",
      '  test.lua:2: the function returned false',
    ],
  },
  {
    name: 'passes nil, records and what is no table',
    source: `local seen = {}
      for_each({ { nil, 2 }, { hp = 3 }, 'text', { n = 2 }, { 1, n = 2 }, {} }, function(...)
        local texts = {}
        for i = 1, select('#', ...) do texts[i] = PARTS.forall_text.of((select(i, ...))) end
        seen[#seen + 1] = table.concat(texts, ', ')
      end)
      return table.concat(seen, '; ')`,
    text: ["nil, 2; {hp = 3}; 'text'; {n = 2}; 1, nil; {}"],
  },
  {
    name: 'raises a failed assertion when all that failed are some, else an error',
    source: `local function kind(fn)
        local ok, value = pcall(for_each, { 1, 2 }, fn)
        return ok and 'none' or is_failure(value) and 'assertion' or type(value)
      end
      return kind(function() check(false) end) .. ' ' .. kind(function(n) check(n == 1) end) .. ' '
        .. kind(function(n) check(n == 1) error('x') end) .. ' ' .. kind(function() end)`,
    text: ['assertion assertion string none'],
  },
  {
    name: 'needs rows',
    source: messageOf(`for_each({}, function() end)`),
    text: ['test.lua:2: for_each: there are no rows'],
  },
  {
    name: 'needs a table',
    source: messageOf(`for_each('rows', function() end)`),
    text: ['test.lua:2: for_each: expected a table of rows, got a string'],
  },
  {
    name: 'needs a function',
    source: messageOf(`for_each({ 1 })`),
    text: ['test.lua:2: for_each: expected a function, got nil'],
  },
])

describeTexts('each', [
  {
    name: 'defines a test for each row, named by its values',
    source: names(`local sums = {}
      each({ { 1, 2, 3 }, { 2.0, 0.5, 2.5 } }, 'adds %d and %d', function(a, b, sum) sums[#sums + 1] = a + b == sum end)
      TESTS[#TESTS + 1] = #sums .. tostring(sums[1]) .. tostring(sums[2])`),
    text: ['adds 1 and 2', 'adds 2 and 0.5', '2truetrue'],
  },
  {
    name: 'names tests by strings, quoted strings, formats and percent signs',
    source: names(`each({ { 'sword', 'a b', 12.5, { 1 } } }, '%s %q %6.1f|%s 100%%', function() end)
      each({ { 255, 'a' } }, '%x %q', function() end)`),
    text: ["sword 'a b'   12.5|{1} 100%", "ff 'a'"],
  },
  {
    name: 'names tests by the fields of records',
    source: names(
      `each({ { unit = 'orc', hp = 40 }, { unit = 'elf' } }, '$unit has $hp', function(row) end)`,
    ),
    text: ['orc has 40', 'elf has $hp'],
  },
  {
    name: 'adds what tells rows apart where the name does not',
    source: names(`each({ { 1, 'a' }, { 2, 'b' } }, 'works', function() end)
      each({ none = { 0 }, ['a lot'] = { 9 } }, 'works', function() end)
      each({ none = { 0 }, ['a lot'] = { 9 } }, function() end)`),
    text: ["works: 1, 'a'", "works: 2, 'b'", 'works: a lot', 'works: none', 'a lot', 'none'],
  },
  {
    name: 'needs rows',
    source: messageOf(`each({}, 'name', function() end)`),
    text: ['test.lua:2: each: there are no rows'],
  },
  {
    name: 'needs a name that is a text',
    source: messageOf(`each({ 1 }, {}, function() end)`),
    text: ['test.lua:2: each: expected the name of the tests, got a table'],
  },
])
