import { expect, test } from 'vitest'
import { describeVms } from './assert-driver.js'

// What a call raises, as text, and whether that is a failure.
const RAISED = `local function raised(f, ...)
  local ok, value = pcall(f, ...)
  if ok then return 'nothing' end
  return (S.assertions.is_failure(value) and 'failure ' or 'error ') .. tostring(value)
end`

describeVms('the assertion library', (evaluate) => {
  test('assert is Lua’s own: returns all arguments, or fails at the line of the caller', async () => {
    expect(
      await evaluate(`${RAISED}
        local function called(...) return select('#', ...), ... end
        local function f() assert(nil, 'no hero') end
        local function g() assert(false, 'blame the caller', assert:level(2)) end
        local function h()
          g()
        end
        return raised(f), raised(function() assert(false) end), raised(h),
          raised(function() error('plain') end), called(assert(7, nil, 'x', nil))`),
    ).toEqual([
      'failure spec.lua:7: no hero',
      'failure spec.lua:12: assertion failed!',
      'failure spec.lua:10: blame the caller',
      'error spec.lua:13: plain',
      ...['4', '7', 'nil', 'x', 'nil'],
    ])
  })

  test('a failure carries its message as a field', async () => {
    const [text, kind] = await evaluate(`
      local _, value = pcall(function() assert.is_true(1) end)
      return value.message, type(value)`)
    expect(kind).toBe('table')
    expect(text).toBe(
      'spec.lua:2: Expected objects to be the same.\nPassed in:\n(number) 1\nExpected:\n(boolean) true',
    )
  })

  test.each([
    [
      'assert.are.equal(1, 2)',
      'Expected objects to be equal.\nPassed in:\n(number) 2\nExpected:\n(number) 1',
    ],
    [
      'assert.are_not.equal(1, 1)',
      'Expected objects to not be equal.\nPassed in:\n(number) 1\nDid not expect:\n(number) 1',
    ],
    [
      "assert.is_nil(0, 'own')",
      'own\nExpected objects to be the same.\nPassed in:\n(number) 0\nExpected:\ntype nil',
    ],
    ['assert.message("m").truthy(nil)', 'm\nExpected to be truthy, but value was:\n(nil)'],
    ['assert.has_no.errors(function() error("x", 0) end)', "Expected no error, but caught:\n(string) 'x'"],
    [
      'assert.has.error(function() error({ code = 1 }) end, { code = 2 })',
      'Expected a different error.\nCaught:\n(table: 0x) {\n  [code] = 1 }\nExpected:\n(table: 0x) {\n  [code] = 2 }\n' +
        'At .code: (number) 1, expected (number) 2',
    ],
    [
      "assert.matches('%d+', 'none')",
      "Expected strings to match.\nPassed in:\n(string) 'none'\nExpected:\n(string) '%d+'",
    ],
    [
      'assert.near(1, 2, 0.25)',
      'Expected values to be near.\nPassed in:\n(number) 2\nExpected:\n(number) 1 +/- 0.25',
    ],
    ['assert.equal(1)', "the 'equals' function requires a minimum of 2 arguments, got: 1"],
    [
      'assert.returned_arguments(2, "one")',
      'Expected to be called with 2 argument(s), but was called with 1',
    ],
    [
      'assert.array({ 1, nil, 3 }).has.no.holes()',
      'Expected array to not have holes, hole found at position: (number) 2\n',
    ],
    [
      'local s = spy.new() s() assert.spy(s).was.called(2)',
      'Expected to be called 2 time(s), but was called 1 time(s)',
    ],
    [
      'local s = spy.new() s(1, nil) assert.spy(s).was.called_with(match.is_string(), match._)',
      'Function was never called with matching arguments.\nCalled with (last call if any):\n' +
        '(values list) ((number) 1, (nil))\nExpected:\n(values list) ((matcher) is.string(), (matcher) _)',
    ],
  ])('%s', async (call, text) => {
    expect(await evaluate(`${RAISED} return raised(function() ${call} end)`)).toEqual([
      `failure spec.lua:5: ${text}`,
    ])
  })

  test('every assertion holds and fails, and so does its opposite', async () => {
    expect(
      await evaluate(`
        local function raise() error('the cause 42') end
        local function raise_table() error({ code = 1 }) end
        local function nothing() end
        local spied = spy.new(function(x) return x end)
        spied(1)
        spied(2)
        -- what is asserted, arguments for which it holds, arguments for which it does not
        local cases = {
          { 'True', { true }, { 1 } }, { 'is_false', { false }, { nil, n = 1 } },
          { 'Nil', { nil, n = 1 }, { false } }, { 'boolean', { false }, { nil, n = 1 } },
          { 'number', { 1 }, { '1' } }, { 'String', { '' }, { 1 } }, { 'table', { {} }, { '' } },
          { 'is_function', { print }, { {} } }, { 'userdata', { io and io.stdout or nil }, { {} }, not io },
          { 'thread', { coroutine.create(nothing) }, { nothing } },
          { 'truthy', { 0 }, { false } }, { 'falsy', { nil, n = 1 }, { '' } },
          { 'equals', { 'a', 'a' }, { {}, {} } }, { 'same', { { { 1 } }, { { 1 } } }, { { 1 }, { 1, 2 } } },
          { 'near', { 1, '1.5', 0.5 }, { 1, 1.5, 0.25 } },
          { 'unique', { { 1, 2 } }, { { 1, 1 } } }, { 'unique', { { {}, {} }, false }, { { {}, {} }, true } },
          { 'match', { '^%a+$', 'abc' }, { '%d', 'abc' } }, { 'matches', { '.', 'a.c', 1, true }, { '%a', 'abc', 1, true } },
          { 'error', { raise, 'the cause 42' }, { raise, 'cause' } }, { 'errors', { raise }, { nothing } },
          { 'error', { raise_table, { code = 1 } }, { raise_table, { code = 2 } } },
          { 'error_matches', { raise, '%d+$' }, { raise, '%d%d%d' } },
          { 'match_error', { raise, 'e c', 1, true }, { raise, '%d', 1, true } },
          { 'error_match', { raise, 'cause' }, { raise_table, 'cause' } }, { 'matches_error', { raise, '' }, { nothing, '' } },
          { 'returned_arguments', { 2, nil, nil, n = 3 }, { 2, nil, n = 2 } },
        }
        local wrong = {}
        local function try(holds, chain, name, arguments)
          local ok, value = pcall(chain[name], (table.unpack or unpack)(arguments, 1, arguments.n or #arguments))
          if ok ~= holds or not ok and not S.assertions.is_failure(value) then wrong[#wrong + 1] = name .. tostring(value) end
        end
        for _, case in ipairs(cases) do
          if not case[4] then
            try(true, assert, case[1], case[2])
            try(false, assert, case[1], case[3])
            try(false, assert.is_not, case[1], case[2])
            try(true, assert.does_not, case[1], case[3])
          end
        end
        for _, case in ipairs({
          { 'called', { 2 }, { 1 } }, { 'called_at_least', { 2 }, { 3 } }, { 'called_at_most', { 2 }, { 1 } },
          { 'called_more_than', { 1 }, { 2 } }, { 'called_less_than', { 3 }, { 2 } },
          { 'called_with', { 1 }, { 3 } }, { 'returned_with', { 2 }, { 2, 2 } },
        }) do
          try(true, assert.spy(spied).was, case[1], case[2])
          try(false, assert.spy(spied).was, case[1], case[3])
          try(false, assert.spy(spied).was_not, case[1], case[2])
          try(true, assert.stub(spied).was_not, case[1], case[3])
        end
        return #cases, (unpack or table.unpack)(wrong)`),
    ).toEqual(['27'])
  })

  test('every matcher', async () => {
    expect(
      await evaluate(`
        local t = {}
        local yes = {
          match._, match.is_true(), match.is_not_false(), match.truthy(), match.boolean(), match.is.same(true),
          match.equals(true), match.all_of(match._, match.is_boolean()), match.any_of(match.is_nil(), match.is_true()),
          match.none_of(match.is_nil(), match.is_string()), match.is_not_falsy(), match.not_number(),
        }
        local missed = 0
        for _, matcher in ipairs(yes) do if matcher(true) ~= true then missed = missed + 1 end end
        return missed, match.is_ref(t)(t), match.is_ref(t)({}), match.has_match('^%d')('1x'), match.near(1, 0.5)(2),
          match.unique()({ 1, 1 }), match.is_matcher(yes[2]), match.is_matcher(t), match.is_ref_matcher(match.ref(t))`),
    ).toEqual(['0', 'true', 'false', 'true', 'false', 'false', 'true', 'false', 'true'])
  })

  test('a file of the prelude, which is a table, is a userdata', async () => {
    expect(
      await evaluate(`
        local s = spy.new()
        s(a_file)
        assert.is_userdata(a_file)
        assert.is_not_table(a_file)
        assert.is_not.same(a_file, { position = 1 })
        return match.is_userdata()(a_file), s.calls[1].vals[1] == a_file, (assert:format({ a_file })[1]:sub(1, 11))`),
    ).toEqual(['true', 'true', '(userdata) '])
  })

  test('a metamethod that raises while a difference is looked for does not hide the failure', async () => {
    const [text] = await evaluate(`
      local count = 0
      local restless = setmetatable({}, { __index = function(_, key)
        count = count + 1
        if count > 1 then error('asked again') end
      end })
      return (select(2, pcall(assert.same, { a = 1 }, restless)))`)
    expect(text).toBe(
      'Expected objects to be the same.\nPassed in:\n(table: 0x) { }\nExpected:\n(table: 0x) {\n  [a] = 1 }',
    )
  })

  test('numbers have as many digits as tell them apart', async () => {
    const [both] = await evaluate('return tostring(select(2, pcall(assert.equal, 0.3, 0.1 + 0.2)))')
    expect(both).toContain('(number) 0.30000000000000004\nExpected:\n(number) 0.3')
    expect(
      await evaluate(`
        local texts = assert:format({ 0.1, 12, -7.25, 1 / 0, -1 / 0, 0 / 0, 1e100 })
        return (unpack or table.unpack)(texts)`),
    ).toEqual(['0.1', '12', '-7.25', 'Inf', '-Inf', 'NaN', '1e+100'].map((text) => `(number) ${text}`))
  })

  test('keys are in one order, and the difference is marked and told', async () => {
    const [text] = await evaluate(`
      local function hero(hp, extra)
        return { stats = { hp = hp, mp = 5 }, name = 'x', [true] = 1, [-2] = 'm', 'one', 'two', [1.5] = 'h', extra = extra }
      end
      local expected = hero(4)
      expected.lost = { 1, 2 }
      return (select(2, pcall(assert.same, expected, hero(3, 'more'))))`)
    expect(text).toBe(`Expected objects to be the same.
Passed in:
(table: 0x) {
  [1] = 'one'
  [2] = 'two'
  [-2] = 'm'
  [1.5] = 'h'
  [true] = 1
 *[extra] = 'more'
  [name] = 'x'
  [stats] = {
    [hp] = 3
    [mp] = 5 } }
Expected:
(table: 0x) {
  [1] = 'one'
  [2] = 'two'
  [-2] = 'm'
  [1.5] = 'h'
  [true] = 1
  [lost] = {
    [1] = 1
    [2] = 2 }
  [name] = 'x'
  [stats] = {
    [hp] = 4
    [mp] = 5 } }
Unexpected .extra: (string) 'more'
Missing .lost, expected (table) { [1] = 1, [2] = 2 }
At .stats.hp: (number) 3, expected (number) 4`)
  })

  test('of long strings the first differing byte is told', async () => {
    const [text] = await evaluate(`
      local function page(word) return ('a line of text\\n'):rep(300) .. word .. ('b'):rep(900) end
      local text = tostring(select(2, pcall(assert.equal, page('north'), page('nurth'))))
      return text:match('\\n(At [^\\n]*)$')`)
    expect(text).toBe(
      `At byte 4502 (line 301): '...ext\\na line of text\\nnurth${'b'.repeat(17)}...', ` +
        `expected '...ext\\na line of text\\nnorth${'b'.repeat(17)}...'`,
    )
  })

  test('equal of two tables with the same contents says so', async () => {
    const [text] = await evaluate('return (select(2, pcall(assert.equal, { 1 }, { 1 })))')
    expect(text).toContain('\nThese are two tables with the same contents')
  })

  test('tables that contain themselves compare by shape', async () => {
    expect(
      await evaluate(`
        local function ring(length)
          local first = {}
          local last = first
          for _ = 2, length do
            local node = {}
            last.next, last = node, node
          end
          last.next = first
          return first
        end
        local stub_of_ring = ring(2)
        stub_of_ring.next.next = { next = {} }
        assert.same(ring(2), ring(6))
        assert.same(ring(1), ring(7))
        return (pcall(assert.same, ring(3), stub_of_ring))`),
    ).toEqual(['false'])
  })

  test('a chain that ends in an assertion may be kept and called again', async () => {
    expect(
      await evaluate(`
        local is_set, fails = assert.is_not_nil, assert.is_true
        is_set(1)
        is_set(2)
        pcall(fails, false, 'first message')
        return (pcall(is_set, nil)), tostring(select(2, pcall(fails, false))):find('first', 1, true)`),
    ).toEqual(['false', 'nil'])
  })

  test('custom assertions, modifiers and matchers', async () => {
    expect(
      await evaluate(`${RAISED}
        local say = require('say')
        say:set('assertion.alive.positive', 'Expected %s to be alive (%s)')
        say:set('assertion.alive.negative', 'Expected %s to be dead (%s)')
        assert:register('assertion', 'alive', function(state, arguments, level)
          local hero = rawget(state, 'hero')
          if not hero then error('no hero', level + 1) end
          arguments[1], arguments[2], arguments.n = hero.name, hero.hp, 2
          return hero.hp > 0, { hero.hp }
        end, 'assertion.alive.positive', 'assertion.alive.negative')
        assert:register('modifier', 'the_hero', function(state, arguments)
          if arguments then rawset(state, 'hero', arguments[1]) end
        end)
        assert:register('matcher', 'odd', function() return function(value) return value % 2 == 1 end end)
        local ann = { name = 'Ann', hp = 3 }
        local hp = assert.the_hero(ann).is.alive()
        local dead = raised(function() assert.the_hero(ann).is_not.alive() end)
        local none = raised(function() assert.is.alive() end)
        assert:unregister('assertion', 'alive')
        local unknown = raised(function() assert.is.alive() end)
        return hp, dead, none, unknown, match.is_odd()(3), match.is_not_odd()(3)`),
    ).toEqual([
      '3',
      "failure spec.lua:21: Expected (string) 'Ann' to be dead ((number) 3)",
      'error spec.lua:22: no hero',
      "error spec.lua:24: luassert: unknown modifier/assertion: 'is_alive'",
      'true',
      'false',
    ])
  })

  test('spies, stubs and mocks', async () => {
    expect(
      await evaluate(`
        local game = { roll = function(sides) return sides end, log = { write = function() return 'w' end } }
        local s = spy.on(game, 'roll')
        game.roll(6)
        assert.spy(s).was.called_with(match.is_number())
        assert.spy(game.roll).was.returned_with(6)
        s:revert()
        local st = stub(game, 'roll').returns(1, nil)
        st.on_call_with(20).returns('critical').on_call_with(match.is_string()).invokes(string.upper)
        local one, critical, upper, count = game.roll(6), game.roll(20), game.roll('x'), select('#', game.roll(1))
        assert.stub(st).was.called(4)
        st:clear()
        assert.stub(st).was_not.called()
        st:revert()
        mock(game, true)
        local silent = game.log.write()
        assert.spy(game.log.write).was.called_at_most(1)
        mock.clear(game)
        assert.spy(game.log.write).was_not_called()
        mock.revert(game)
        return one, critical, upper, count, silent, game.log.write(), type(game.roll)`),
    ).toEqual(['1', 'critical', 'X', '2', 'nil', 'w', 'function'])
  })

  test('a call is compared as it was made, or by identity', async () => {
    expect(
      await evaluate(`
        local hero, s = { hp = 1 }, spy.new()
        s(hero)
        hero.hp = 2
        assert.spy(s).was.called_with({ hp = 1 })
        assert.spy(s).was_not.called_with(hero)
        assert.spy(s).was.called_with(match.is_ref(hero))
        assert.spy(s).was_not.called_with(match.is_ref({ hp = 1 }))
        return 'held'`),
    ).toEqual(['held'])
  })

  test('a snapshot takes back spies, the last first, parameters and formatters', async () => {
    expect(
      await evaluate(`
        local original = function() end
        local game = { roll = original }
        local snapshot = S.assertions.snapshot()
        for _ = 1, 20 do stub(game, 'roll') end
        assert:set_parameter('TableFormatLevel', 0)
        assert:add_formatter(function(value) if value == 5 then return 'five' end end)
        local before = assert:format({ 5, { 1 } })
        snapshot:revert()
        local after = assert:format({ 5, { 1 } })
        return game.roll == original, before[1], before[2], after[1], after[2]`),
    ).toEqual(['true', 'five', '(table: 0x) { ... more }', '(number) 5', '(table: 0x) {\n  [1] = 1 }'])
  })

  test('works on when a script replaces what the library uses', async () => {
    expect(
      await evaluate(`${RAISED}
        local names = { 'tostring', 'type', 'pairs', 'next', 'select', 'setmetatable', 'rawget', 'error', 'pcall' }
        local call = pcall
        for _, name in ipairs(names) do _G[name] = nil end
        string.format, string.gsub, string.find, table.insert, debug.getinfo = nil, nil, nil, nil, nil
        local _, value = call(function() assert.same({ a = 1 }, { a = 2 }) end)
        return value.message`),
    ).toEqual([
      'spec.lua:10: Expected objects to be the same.\nPassed in:\n(table: 0x) {\n *[a] = 2 }\nExpected:\n' +
        '(table: 0x) {\n *[a] = 1 }\nAt .a: (number) 2, expected (number) 1',
    ])
  })

  test('is there as the modules that scripts require', async () => {
    expect(
      await evaluate(`
        local util = require('luassert.util')
        local list = util.make_arglist('a', nil)
        util.tinsert(list, 1, 'first')
        return require('luassert') == assert, require('luassert.spy') == spy, require('luassert.stub') == stub,
          require('luassert.mock') == mock, require('luassert.match') == match, list.n, util.tremove(list, 1),
          util.deepcompare({ { 1 } }, { { 1 } }), require('luassert.formatters.binarystring')('AB\\1')`),
    ).toEqual([
      ...['true', 'true', 'true', 'true', 'true', '3', 'first', 'true'],
      `Binary string length; 3 bytes\n41 42  1 ${' '.repeat(15)}  ${' '.repeat(24)} AB.${' '.repeat(5)} ${' '.repeat(8)}\n`,
    ])
  })
})
