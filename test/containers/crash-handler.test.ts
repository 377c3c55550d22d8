import { describe, expect, test } from 'vitest'
import { rubyAnswer } from './container.js'

// A child with the crash handler; answers with its wait status and the frames that it wrote.
const inChild = (body: string) => `
  reader, writer = IO.pipe
  token = 'T' * 8
  pid = fork do
    LuaJIT.crash_handler!(writer.fileno, token)
    ${body}
    exit!(0)
  end
  writer.close
  bytes = reader.read.b
  status = Process.wait2(pid)[1]
  frames = []
  until bytes.empty?
    length = bytes.byteslice(8, 4).unpack1('N')
    frames << [bytes.byteslice(12, 1), bytes.byteslice(13, length - 1)]
    bytes = bytes.byteslice((12 + length)..)
  end
  answer(signal: status.termsig && Signal.signame(status.termsig), frames: frames)`

const PARSER_CRASH = `
  local function inner() loadstring'local _ for _ in (nil):foo() do end' end
  local function outer() inner() end
  outer()`

interface Answer {
  signal: string
  frames: Array<[type: string, payload: string]>
}

async function crash(body: string) {
  const { signal, frames } = (await rubyAnswer(inChild(body))) as Answer
  const lines = (type: string) =>
    frames.filter(([kind]) => kind === type).flatMap(([, payload]) => payload.trimEnd().split('\n'))
  return {
    signal,
    types: frames.map(([type]) => type),
    crash: lines('C'),
    lua: lines('B'),
    native: lines('N'),
  }
}

describe('the crash handler', { timeout: 60_000 }, () => {
  test('tells signal, address, Lua and native backtrace, and leaves the true signal', async () => {
    const seen = await crash(`lua.eval(${JSON.stringify(PARSER_CRASH)}, '=game.lua')`)
    expect(seen).toMatchObject({
      signal: 'SEGV',
      types: ['C', 'B', 'N'],
      lua: [
        "[C]: in function 'loadstring'",
        "game.lua:2: in function 'inner'",
        "game.lua:3: in function 'outer'",
        'game.lua:4: in main chunk',
      ],
    })
    expect(seen.crash[0]).toMatch(/^SIGSEGV 0x[0-9a-f]{1,4} 1$/)
    expect(seen.native[0]).toMatch(/^parse_\w+\+0x/)
    expect(seen.native).toContainEqual(expect.stringMatching(/^lj_parse\+0x/))
  })

  test.each(['coroutine.wrap(outer)()', 'coroutine.resume(coroutine.create(outer))'])(
    'finds the coroutine that crashed: %s',
    async (call) => {
      const source = PARSER_CRASH.replace(/outer\(\)$/, call)
      const seen = await crash(`lua.eval(${JSON.stringify(source)}, '=game.lua')`)
      expect(seen.lua[1]).toBe("game.lua:2: in function 'inner'")
      expect(seen.lua.at(-1)).toBe('game.lua:4: in main chunk')
    },
  )

  test('a crash in compiled code still names the Lua function', async () => {
    const seen = await crash(`lua.eval(<<~LUA, '=game.lua')
      local ffi = require 'ffi'
      local array = ffi.cast('int *', ffi.new('int[1]'))
      local function sum() local s = 0 for i = 0, 1e8 do s = s + array[i] end return s end
      sum()
    LUA`)
    expect(seen.signal).toBe('SEGV')
    expect(seen.lua).toContainEqual(expect.stringContaining("in function 'sum'"))
  })

  test.each(['ABRT', 'TRAP', 'FPE', 'ILL', 'BUS', 'SYS'])('a SIG%s that was sent stays one', async (name) => {
    const seen = await crash(`Process.kill(:${name}, Process.pid); sleep`)
    expect(seen).toMatchObject({ signal: name, types: ['C', 'B', 'N'] })
    expect(seen.crash[0]).toMatch(new RegExp(`^SIG${name} 0x0 0$`))
  })

  test('a second fault while the Lua stack is read costs the Lua traceback only', async () => {
    // A coroutine overwrites the stack base in its own lua_State, so that the handler faults on it too.
    const seen = await crash(`
      lua.eval(<<~LUA, '=game.lua')
        local ffi = require 'ffi'
        coroutine.wrap(function()
          local state = tonumber(tostring(coroutine.running()):match('0x%x+'))
          ffi.fill(ffi.cast('char *', state) + 32, 8, 0x41)
        end)()
      LUA`)
    expect(seen).toMatchObject({ signal: 'SEGV', types: ['C', 'B', 'N'] })
    expect(seen.lua.at(-1)).toBe('(the Lua stack cannot be read further)')
    expect(seen.native.length).toBeGreaterThan(3)
  })

  test('without it, raw_signals! alone lets the true signal through', async () => {
    expect(
      await rubyAnswer(`
        pid = fork { LuaJIT.raw_signals!; lua.eval(${JSON.stringify(PARSER_CRASH)}) }
        answer(Signal.signame(Process.wait2(pid)[1].termsig))`),
    ).toBe('SEGV')
  })
})
