import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeFastVm } from '../../../fast-vm.js'
import { type Running, startEngine } from '../../running.js'

const MS = 30_000

/** What only LuaJIT's own process can do: never a mistake of the script, whatever the script makes of the error. */
const UNSUPPORTED: [what: string, source: string, message: RegExp][] = [
  ['a complex number', 'return 1i', /^the literal 1i makes a complex number/],
  ['one in a chunk that the script compiles', 'return loadstring("return 2.5i")', /^the literal 2.5i/],
  ['one in a module', 'return pcall(require, "complex")', /^the literal 3i/],
  ['ffi', 'local ffi = require("ffi")', /^the module 'ffi'/],
  ['ffi that is tried', 'return pcall(require, "ffi")', /^the module 'ffi'/],
  ["the compiler's state", 'return require("jit.util")', /^the module 'jit.util'/],
  ['a pointer', 'return require("string.buffer").new():ref()', /^buffer:ref/],
]

describeFastVm('what only LuaJIT has', () => {
  let running: Running
  beforeAll(async () => {
    running = await startEngine('fast', { files: { 'complex.lua': 'return 3i' } })
  }, MS)
  afterAll(() => running?.engine.stop())

  test.each(UNSUPPORTED)(
    '%s is unsupported',
    async (_what, source, message) => {
      const { outcome, error } = await running.observe(source)
      expect(outcome).toBe('unsupported')
      expect(error?.message).toMatch(message)
    },
    MS,
  )

  test(
    'a file that the case does not load is none of its business',
    async () => {
      const { outcome, values } = await running.observe('return 5LL, tostring(0xffULL)')
      expect(outcome).toBe('pass')
      expect(values).toMatchObject([{ kind: 'cdata' }, { kind: 'string', bytes: Buffer.from('255ULL') }])
    },
    MS,
  )
})
