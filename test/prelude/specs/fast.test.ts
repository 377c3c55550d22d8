import { expect, test } from 'vitest'
import { describeFastVm } from '../../fast-vm.js'
import { rawEvents, runSpec } from './run-spec.js'
import { preludeVms } from './vms.js'

const fast = preludeVms().there.find(({ name }) => name === 'fast')

describeFastVm('specs in the fast VM', () => {
  test('going over keys in no fixed order is told of the spec alone', async () => {
    const spec = (body: string) => `
local busted = require 'busted'
describe('a', function()
  before_each(function() global = 1 end)
  it('one', function() finally(function() end) ${body} end)
  it('two', function() pending('later') end)
end)`
    expect(await rawEvents(fast!, { source: spec('') })).toContain('iterates false')
    expect(await rawEvents(fast!, { source: spec('for _ in pairs { a = 1, b = 2 } do end') })).toContain(
      'iterates true',
    )
  })

  test('every test that needs what the VM lacks is told so', async () => {
    const source = `
it('one', function() require 'ffi' end)
it('two', function() require 'ffi' end)
it('three', function() end)`
    const why = "the module 'ffi' needs the C types, libraries and memory of LuaJIT's own process"
    expect(await runSpec(fast!, { source })).toEqual([
      'test 1 | 2 | t_spec.lua | one',
      `tested unsupported ${why} | t_spec.lua | 2`,
      'test 2 | 3 | t_spec.lua | two',
      `tested unsupported ${why} | t_spec.lua | 3`,
      'test 3 | 4 | t_spec.lua | three',
      'tested pass',
      // what one test ran into is not the file's end
      'pass []',
    ])
  })

  test('what a file or a block got on without is the matter of the tests that fail for it alone', async () => {
    const source = `
local has_ffi = pcall(require, 'ffi')
it('one', function() end)
it('two', function() assert(has_ffi) end)
describe('block', function()
  before_each(function() pcall(require, 'ffi') end)
  it('three', function() end)
  it('four', function() pending('later') end)
end)`
    const why = "the module 'ffi' needs the C types, libraries and memory of LuaJIT's own process"
    expect(await runSpec(fast!, { source })).toEqual([
      'test 1 | 3 | t_spec.lua | one',
      'tested pass',
      'test 2 | 4 | t_spec.lua | two',
      `tested unsupported ${why} | t_spec.lua | 4`,
      'test 3 | 7 | t_spec.lua | block | three',
      'tested pass',
      'test 4 | 8 | t_spec.lua | block | four',
      'tested pending later',
      // it may have no tests for what it did not have
      `error unsupported ${why} | - | -`,
    ])
    expect(await runSpec(fast!, { source, mode: 'list' })).toContain('pass []')
  })
})
