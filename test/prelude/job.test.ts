import fc from 'fast-check'
import fengari from 'fengari'
import { describe, expect, test } from 'vitest'
import { escapeForFetch, type Job, luaString, renderJob } from '../../harness/prelude/job.js'

const { lua, lauxlib, lualib, to_luastring } = fengari

const JOB: Job = {
  source: Buffer.from('return "é"\n'),
  chunk: '@a.lua',
  arguments: ['x', 'y "z"'],
  seed: 7,
  time: 1_700_000_000,
  path: '?.lua;?/init.lua',
  env: { HOME: '/tmp', 'odd key=': '\\' },
  limits: { output: 1024, values: 2048 },
  determinism: { clock: true, random: false },
  fetch: 'raw',
  host: null,
}

describe('luaString', () => {
  test.each([
    ['', '""'],
    ['plain text', '"plain text"'],
    ['a\nb', '"a\\nb"'],
    ['a\r\n', '"a\\013\\n"'],
    ['say "hi" \\o/', '"say \\034hi\\034 \\092o/"'],
    ['\x001', '"\\0001"'],
    ['é', '"\\195\\169"'],
  ])('%j is %s', (text, expected) => {
    expect(luaString(Buffer.from(text))).toBe(expected)
  })

  test('property: Lua reads the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const literal = luaString(bytes)
        expect(literal).toMatch(/^[ -~]*$/)
        expect(evaluate(literal)).toBe(latin1(bytes))
      }),
    )
  })

  test('takes a view of a larger buffer for what it shows', () => {
    expect(luaString(Buffer.from('abcdef').subarray(2, 4))).toBe('"cd"')
    expect(escapeForFetch(new Uint8Array(Buffer.from('abcdef')).subarray(2, 4))).toBe('=cd')
  })
})

describe('escapeForFetch', () => {
  test.each([
    ['plain\ttext\r\n', '=plain\ttext\r\n'],
    ['', '='],
    ['=x', '==x'],
    ['a\\001', '=a\\001'],
    ['a\0\\', '\\a\\000\\092'],
    ['é', '\\\\195\\169'],
  ])('%j is %j', (text, expected) => {
    expect(escapeForFetch(Buffer.from(text))).toBe(expected)
  })

  test('property: what the prelude does to it gives the bytes back, and nothing a binding could mangle', () => {
    const anyBytes = fc.oneof(
      fc.uint8Array(),
      fc.string().map((text) => new Uint8Array(Buffer.from(text))),
    )
    fc.assert(
      fc.property(anyBytes, (bytes) => {
        const text = escapeForFetch(bytes)
        expect(text).toMatch(/^[\t\n\r -~]+$/)
        expect(unescaped(text)).toBe(latin1(bytes))
      }),
    )
  })
})

describe('renderJob', () => {
  test('is one ASCII table constructor with every field', () => {
    const text = renderJob(JOB)
    expect(text).toMatch(/^\{[ -~]*\}$/)
    expect(evaluate(text)).toEqual({
      source: latin1(JOB.source),
      chunk: '@a.lua',
      arguments: { 1: 'x', 2: 'y "z"' },
      seed: 7,
      time: 1_700_000_000,
      path: '?.lua;?/init.lua',
      env: { HOME: '/tmp', 'odd key=': '\\' },
      limits: { output: 1024, values: 2048 },
      determinism: { clock: true, random: false },
      fetch: 'raw',
    })
  })

  test('a host is its source and path, or the word that the program provides it', () => {
    const source = Buffer.from([0xff, 0x00])
    expect(evaluate(renderJob({ ...JOB, host: { source, path: 'fakes.lua' } }))).toMatchObject({
      host: { source: '\u00ff\0', path: 'fakes.lua' },
    })
    expect(evaluate(renderJob({ ...JOB, host: { provided: true } }))).toMatchObject({
      host: { provided: true },
    })
  })

  test('no text in it can end the string it stands in', () => {
    const chunk = '"] } os.exit() --\n\\'
    expect(evaluate(renderJob({ ...JOB, chunk }))).toMatchObject({ chunk })
  })
})

// What a Lua VM makes of an expression, told by way of its own bytes: `[key]=value` for each field.
function evaluate(expression: string): unknown {
  return JSON.parse(
    inLua(`
      local function show(value)
        if type(value) == 'string' then
          return '"' .. value:gsub('.', function(c) return ('\\\\u%04x'):format(c:byte()) end) .. '"'
        elseif type(value) == 'table' then
          local fields = {}
          for key, field in pairs(value) do
            fields[#fields + 1] = show(tostring(key)) .. ':' .. show(field)
          end
          return '{' .. table.concat(fields, ',') .. '}'
        end
        return value == nil and 'null' or tostring(value)
      end
      return show(${expression})`),
  )
}

function inLua(chunk: string): string {
  const L = lauxlib.luaL_newstate()
  lualib.luaL_openlibs(L)
  const failed = lauxlib.luaL_dostring(L, to_luastring(chunk))
  const result = lua.lua_tojsstring(L, -1)
  if (failed) throw new Error(result)
  return result
}

// What `unescape` of harness/prelude/start.lua does.
function unescaped(text: string): string {
  if (text.startsWith('=')) return text.slice(1)
  return text.slice(1).replace(/\\(\d\d\d)/g, (_, digits) => String.fromCharCode(Number(digits)))
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
