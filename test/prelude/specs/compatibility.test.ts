import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeSpecs } from './table.js'

const FIXTURE = join(import.meta.dirname, '..', '..', 'fixtures', 'specs', 'compatibility_spec.lua')

describeSpecs([
  {
    name: 'busted.compatibility',
    source: readFileSync(FIXTURE, 'latin1'),
    events: `
test 1 | 4 | t_spec.lua | busted.compatibility | has what not every Lua has under one name
tested pass
test 2 | 11 | t_spec.lua | busted.compatibility | gives a function globals of its own
tested pass
test 3 | 20 | t_spec.lua | busted.compatibility | takes levels, too
tested pass
pass []
`,
  },
  {
    name: 'a spec that has its coverage measured runs without',
    source: `
require 'luacov'
require('luacov')('other.luacov')
it('one', function() end)
`,
    events: `
test 1 | 4 | t_spec.lua | one
tested pass
pass []
`,
  },
])
