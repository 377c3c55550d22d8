import fengari from 'fengari'
import { describe, expect, test } from 'vitest'
import { preludeBundle, type ShimName } from '../../harness/prelude/bundle.js'

const { lua, lauxlib, to_luastring } = fengari

describe.each<ShimName>(['luajit', 'lua51', 'lua53', 'fast'])('the prelude for %s', (shim) => {
  const bundle = preludeBundle(shim)

  test('is one chunk of Lua', () => {
    const L = lauxlib.luaL_newstate()
    const code = to_luastring(bundle)
    expect(lauxlib.luaL_loadbuffer(L, code, code.length, to_luastring('=prelude'))).toBe(lua.LUA_OK)
  })

  test('is ASCII with plain line ends, so that no binding or checkout can change it', () => {
    expect(bundle).toMatch(/^[\t\n -~]*$/)
  })

  test('holds its own shim and no other', () => {
    const names = [...bundle.matchAll(/^ {2}name = '(\w+)',$/gm)].map(([, name]) => name)
    expect(names).toEqual([shim])
  })

  test('runs the case behind everything else', () => {
    const parts = [...bundle.matchAll(/^P\.(\w+) = parts\.\1\(P\)$/gm)].map(([, name]) => name)
    expect(parts.slice(0, 3)).toEqual(['builtins', 'shim', 'encode'])
    expect(bundle.lastIndexOf('(P.run_spec or P.run)(P.job.source')).toBeGreaterThan(
      bundle.indexOf('P.run = '),
    )
  })

  test('has what VMs share at the same lines in all of them', () => {
    const lineOf = (text: string): number => text.slice(0, text.indexOf('parts.run = ')).split('\n').length
    expect(lineOf(bundle)).toBe(lineOf(preludeBundle('luajit')))
  })
})
