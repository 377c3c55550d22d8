import { expect, test } from 'vitest'
import { runSpec } from './run-spec.js'
import { preludeVms } from './vms.js'

const luajit = preludeVms().there.find(({ name }) => name === 'luajit')
const MODULE = `
local ffi = require 'ffi'
ffi.cdef 'typedef struct { double x; } spec_point;'
return ffi.metatype('spec_point', { __index = { twice = function(self) return self.x * 2 end } })`

test.skipIf(!luajit)(
  'a module with C types can be loaded again in every insulated block, and ffi stays loaded',
  async () => {
    const source = `
local ffi = require 'ffi'
for i = 1, 2 do
  insulate('block ' .. i, function()
    it('loads it', function()
      assert(require('ffi') == ffi and package.loaded.point == nil and require('jit') == jit)
      print(require('point')(i):twice())
    end)
  end)
end
it('reports a wrong declaration where it is', function()
  ffi.cdef 'no such type;'
end)`
    const events = await runSpec(luajit!, { source, files: { 'point.lua': MODULE } })
    expect(events.slice(0, -3)).toEqual([
      'test 1 | 5 | t_spec.lua | block 1 | loads it',
      '2',
      'tested pass',
      'test 2 | 5 | t_spec.lua | block 2 | loads it',
      '4',
      'tested pass',
    ])
    expect(events.at(-2)).toMatch(/^tested runtime .*near 'no' \| t_spec\.lua \| 12$/)
  },
)
