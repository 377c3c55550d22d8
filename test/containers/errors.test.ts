import { describe, expect, test } from 'vitest'
import { rubyAnswer } from './container.js'

describe('errors between Ruby and Lua', { timeout: 60_000 }, () => {
  test('a Lua error has its value, status and traceback', async () => {
    expect(
      await rubyAnswer(`
        Process.setrlimit(:DATA, 256 << 20)
        errors = ['error({ code = 5 })', 'local function f() error("no") end f()', 'x x', 'local s = ("x"):rep(2^20) while true do s = s .. s end'].map do |code|
          lua.eval(code, '=game.lua')
        rescue LuaJIT::Error => e
          [e.message, e.value, e.status, e.lua_traceback]
        end
        answer(errors)`),
    ).toEqual([
      [
        '(error object is a table value)',
        { code: 5 },
        'runtime',
        "stack traceback:\n\t[C]: in function 'error'\n\tgame.lua:1: in main chunk",
      ],
      [
        'game.lua:1: no',
        'game.lua:1: no',
        'runtime',
        "stack traceback:\n\t[C]: in function 'error'\n\tgame.lua:1: in function 'f'\n\tgame.lua:1: in main chunk",
      ],
      ["game.lua:1: '=' expected near 'x'", "game.lua:1: '=' expected near 'x'", 'syntax', null],
      ['not enough memory', 'not enough memory', 'memory', null],
    ])
  })

  test('a Ruby exception can be caught by pcall, and Lua sees what it is', async () => {
    expect(
      await rubyAnswer(`
        lua.expose('fail') { raise ArgumentError, 'no' }
        ok, text, kind, exception = lua.eval('local ok, e = pcall(fail) return ok, tostring(e), type(e), e')
        answer([ok, text, kind, exception.class.to_s])`),
    ).toEqual([false, 'ArgumentError: no', 'userdata', 'ArgumentError'])
  })

  test('a Ruby exception that Lua lets through is the same object, with both tracebacks', async () => {
    expect(
      await rubyAnswer(`
        original = ArgumentError.new('no')
        lua.expose('fail') { raise original }
        [%q(local function f() fail() end f()),
         %q(local ok, e = pcall(fail) error(e, 0)),
         %q(coroutine.wrap(function() fail() end)())].map do |code|
          lua.eval(code, '=game.lua')
        rescue Exception => e
          raise 'another object' unless e.equal?(original)
        end.then do
          answer([original.backtrace.first.include?('block in'), LuaJIT.lua_traceback_of(original).lines.size])
        end`),
    ).toEqual([true, 4])
  })

  test('SystemExit and frozen exceptions come through as well', async () => {
    expect(
      await rubyAnswer(`
        lua.expose('leave') { exit 3 }
        lua.expose('frozen') { raise IndexError.new('no').freeze }
        results = %w[leave() frozen()].map do |code|
          lua.eval(code)
        rescue Exception => e
          e.class.to_s
        end
        answer(results)`),
    ).toEqual(['SystemExit', 'IndexError'])
  })

  test('throw passes through Lua 100,000 times and leaves nothing behind', async () => {
    expect(
      await rubyAnswer(`
        lua.expose('out') { throw :out, 5 }
        direct = Array.new(50_000) { catch(:out) { lua.eval('out()') } }.uniq
        inside = Array.new(50_000) { catch(:out) { lua.eval('coroutine.wrap(function() out() end)()') } }.uniq
        lua.eval('stuck = coroutine.create(function() out() end)')
        catch(:out) { lua.eval('local _, e = coroutine.resume(stuck) error(e, 0)') }
        depth = lua.eval('local n = 0 while debug.getinfo(n + 1, "l") do n = n + 1 end return n')
        deep = lua.eval('local function f(n) if n > 0 then return 1 + f(n - 1) end return 0 end return f(5000)')
        status = lua.eval('return coroutine.status(stuck), coroutine.running() == nil')
        answer(direct: direct, inside: inside, depth: depth, deep: deep, status: status)`),
    ).toEqual({ direct: [5], inside: [5], depth: 2, deep: 5000, status: ['dead', true] })
  })

  test('break and return unwind Lua', async () => {
    expect(
      await rubyAnswer(`
        def with(lua, &block) = (lua.expose('leave', &block); lua.eval('leave()'); :not_reached)
        def returning(lua) = (with(lua) { return 7 }; :not_reached)
        answer([with(lua) { break 9 }, returning(lua), lua.eval('return 1')])`),
    ).toEqual([9, 7, 1])
  })

  test('a throw that Lua caught goes on after Ruby has run in between', async () => {
    expect(
      await rubyAnswer(`
        lua.expose('out') { throw :out, 5 }
        lua.expose('tidy') { Integer('x') rescue 0 }
        answer(catch(:out) { lua.eval('local _, e = pcall(out) tidy() error(e, 0)') })`),
    ).toBe(5)
  })

  test('a throw that Lua swallows is over', async () => {
    expect(
      await rubyAnswer(`
        lua.expose('out') { throw :out, 5 }
        swallowed = catch(:out) { lua.eval('for i = 1, 1000 do pcall(out) end kept = select(2, pcall(out)) return 1') }
        late = begin
          lua.eval('error(kept, 0)')
        rescue LuaJIT::Error => e
          e.message
        end
        answer([swallowed, $!.inspect, late])`),
    ).toEqual([1, 'nil', 'a Ruby throw or break that Lua had caught was raised again too late'])
  })

  test('endless recursion between the two ends in an exception', async () => {
    expect(
      await rubyAnswer(`
        lua.expose('again') { lua.eval('again()') }
        begin
          lua.eval('again()')
        rescue SystemStackError, LuaJIT::Error => e
          answer([e.class.to_s, lua.eval('return 1')])
        end`),
    ).toEqual(['SystemStackError', 1])
  })

  test('a state refuses a second thread and being closed while it runs', async () => {
    expect(
      await rubyAnswer(`
        lua.expose('elsewhere') { Thread.new { lua.eval('return 1') rescue $!.message }.value }
        lua.expose('shut') { lua.close }
        answer([lua.eval('return elsewhere()'), (lua.eval('shut()') rescue $!.message), lua.eval('return 2')])`),
    ).toEqual([
      'this LuaJIT::State is running in another thread or fiber',
      'a LuaJIT::State cannot be closed while it runs',
      2,
    ])
  })

  test('tampering with the upvalues of a Ruby function is an error, not a crash', async () => {
    expect(
      await rubyAnswer(`
        lua.expose('f') { 1 }
        lua.channel('emit', 1, 'x' * 8)
        seen = lua.eval('return tostring(select(2, debug.getupvalue(emit, 1)))')
        lua.eval('debug.setupvalue(f, 1, newproxy()) debug.setupvalue(emit, 1, nil)')
        answer([seen.include?('xxxxxxxx'), (lua.eval('f()') rescue $!.message), (lua.eval('emit("")') rescue $!.message)])`),
    ).toEqual([false, '(eval):1: this Ruby function no longer exists', '(eval):1: this channel is closed'])
  })
})
