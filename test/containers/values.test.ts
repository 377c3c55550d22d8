import { describe, expect, test } from 'vitest'
import { rubyAnswer } from './container.js'

describe('values between Ruby and Lua', { timeout: 60_000 }, () => {
  test('strings are bytes, both ways', async () => {
    expect(
      await rubyAnswer(`
        bytes = (0..255).map(&:chr).join.b
        lua['bytes'] = bytes
        text = lua.eval('return "\\195\\164"')
        answer(
          same: lua['bytes'] == bytes, length: lua.eval('return #bytes'), encoding: lua['bytes'].encoding.to_s,
          nul: lua.eval('return "a\\0b"').bytes, text: text, textEncoding: text.encoding.to_s)`),
    ).toEqual({
      same: true,
      length: 256,
      encoding: 'ASCII-8BIT',
      nul: [97, 0, 98],
      text: 'ä',
      textEncoding: 'UTF-8',
    })
  })

  test('an integral number below 2^53 is an Integer, any other a Float', async () => {
    expect(
      await rubyAnswer(
        `answer(lua.eval('return -0.0, 0, 2^53, 2^53 - 1, -(2^53 - 1), 1.5, 1/0, -1/0, 0/0').map(&:inspect))`,
      ),
    ).toEqual([
      '-0.0',
      '0',
      '9.007199254740992e+15',
      '9007199254740991',
      '-9007199254740991',
      '1.5',
      'Infinity',
      '-Infinity',
      'NaN',
    ])
  })

  test('numbers reach Lua with their exact bits', async () => {
    expect(
      await rubyAnswer(`
        lua['numbers'] = [-0.0, 1e308, 5e-324, Float::INFINITY, 2**53]
        answer(lua.eval('local t = {} for i, n in ipairs(numbers) do t[i] = ("%.17g"):format(n) end return t'))`),
    ).toEqual(['-0', '1e+308', '4.9406564584124654e-324', 'inf', '9007199254740992'])
  })

  test('a table is an Array when its keys are 1..n, else a Hash', async () => {
    expect(
      await rubyAnswer(
        `answer(lua.eval('return {1, {2}}, {}, {1, nil, 3}, {1, x = 2}, {[1] = 1, [2] = 2, [4] = 4}').map(&:inspect))`,
      ),
    ).toEqual(['[1, [2]]', '{}', '{1=>1, 3=>3}', '{1=>1, "x"=>2}', '{1=>1, 2=>2, 4=>4}'])
  })

  test('arrays, hashes, symbols, booleans and nil reach Lua', async () => {
    expect(
      await rubyAnswer(`
        lua['value'] = { list: [1, nil, 3], 'yes' => true, 'no' => false }
        answer(lua.eval('return value.list[1], value.list[2], value.list[3], value.yes, value.no'))`),
    ).toEqual([1, null, 3, true, false])
  })

  test('a table that contains itself is refused', async () => {
    expect(
      await rubyAnswer(`
        begin
          lua.eval('local t = {} t.t = t return t')
        rescue LuaJIT::Error => e
          answer([e.message, lua.eval('return 1')])
        end`),
    ).toEqual(['value is nested too deeply, or contains itself', 1])
  })

  test('a block returns several values in a LuaJIT::Values, and gets them as one', async () => {
    expect(
      await rubyAnswer(`
        lua.expose('several') { LuaJIT::Values.new([1, nil, 3]) }
        lua.expose('none') { LuaJIT::Values.new }
        lua.expose('list') { [1, 2] }
        values = lua.eval('return select("#", several()), select("#", none()), #list()')
        answer([values, values.class.to_s])`),
    ).toEqual([[3, 0, 2], 'LuaJIT::Values'])
  })

  test('Lua functions can be called, handed back, and are released', async () => {
    expect(
      await rubyAnswer(`
        add = lua.eval('return function(a, b) return a + b end')
        lua['add'] = add
        before = lua.eval('collectgarbage() return collectgarbage("count")')
        20_000.times { lua.eval('return function() end') }
        GC.start
        lua.eval('') # releases what Ruby has dropped
        after = lua.eval('collectgarbage() return collectgarbage("count")')
        answer([add.call(3, 4), lua.eval('return add(1, 1)'), after - before < 600])`),
    ).toEqual([7, 2, true])
  })

  test('a function of another state is refused', async () => {
    expect(
      await rubyAnswer(`
        other = LuaJIT::State.new
        begin
          other['f'] = lua.eval('return print')
        rescue LuaJIT::Error => e
          answer(e.message)
        end`),
    ).toBe('this LuaJIT::Function belongs to another LuaJIT::State')
  })

  test('bytecode of dump runs in another state', async () => {
    expect(
      await rubyAnswer(`
        bytecode = lua.dump('return ... * 2', '=double')
        answer([LuaJIT::State.new.eval(bytecode, '=double', 21), LuaJIT::State.new.load(bytecode).call(4)])`),
    ).toEqual([42, 8])
  })

  test('survives a garbage collection at every allocation', async () => {
    expect(
      await rubyAnswer(`
        lua.expose('fail') { |x| raise ArgumentError, x.to_s }
        lua.expose('echo') { |x| x }
        GC.stress = true
        result = lua.eval('return echo({1, {a = "b"}}), (pcall(fail, 1)), echo(echo)')
        GC.stress = false
        GC.compact
        answer([result[0], result[1], lua.eval('return echo(5)')])`),
    ).toEqual([[1, { a: 'b' }], false, 5])
  })
})
