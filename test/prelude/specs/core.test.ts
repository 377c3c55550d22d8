import { describe, expect, test } from 'vitest'
import { runSpec, type SpecRun } from './run-spec.js'
import { preludeVms } from './vms.js'

const { there, missing } = preludeVms()
const ROWS: (SpecRun & { name: string; events: string })[] = [
  {
    name: 'blocks and hooks',
    source: `
print('file')
setup(function() print('file setup') end)
describe('a', function()
  print('body a')
  before_each(function() print('before a') end)
  after_each(function() print('after a') end)
  it('one', function() print('one') finally(function() print('finally') end) end)
  describe('b', function()
    print('body b')
    setup(function() print('setup b') end)
    teardown(function() print('teardown b') end)
    before_each(function() print('before b') end)
    after_each(function() print('after b') end)
    it('two', function() error('boom') end)
    it('three')
    pending('four', function() end)
    it('five', function() pending('not now') end)
  end)
end)
it('six', function() error({ code = 1 }) end)
`,
    events: `
file
file setup
body a
test 1 | 8 | t_spec.lua | a | one
before a
one
finally
after a
tested pass
body b
test 2 | 15 | t_spec.lua | a | b | two
setup b
before a
before b
after b
after a
tested runtime boom | t_spec.lua | 15
test 3 | 16 | t_spec.lua | a | b | three
tested pending
test 4 | 17 | t_spec.lua | a | b | four
tested pending
test 5 | 18 | t_spec.lua | a | b | five
before a
before b
after b
after a
tested pending not now
teardown b
test 6 | 21 | t_spec.lua | six
tested runtime (error object is a table value) | t_spec.lua | 21
pass []
`,
  },
]

for (const name of missing) test.skip(`${name} [skipped: it is not there]`, () => {})

describe.each(there)('$name', (vm) => {
  test.each(ROWS)('$name', async ({ events, ...run }) => {
    expect(await runSpec(vm, run)).toEqual(events.trim().split('\n'))
  })
})
