import { describe, expect, test } from 'vitest'
import { runSpec, type SpecRun } from './run-spec.js'
import { preludeVms } from './vms.js'

const { there, missing } = preludeVms()
const ROWS: (SpecRun & { name: string; events: string | RegExp })[] = [
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
  {
    name: 'a list of tests, whatever runs',
    mode: 'list',
    options: { filter_out: ['two'] },
    source: `
setup(function() error('never') end)
describe('a', function()
  it('one', function() error('never') end)
  it('two', function() end)
  describe('b', function() pending('three') end)
end)
for i = 1, 2 do it('same', function() end) end
it('nothing')`,
    events: `
listed 1 | 4 | t_spec.lua | test | a | one
listed 3 | 6 | t_spec.lua | pending | a | b | three
listed 4 | 8 | t_spec.lua | test | same
listed 5 | 8 | t_spec.lua | test | same
listed 6 | 9 | t_spec.lua | pending | nothing
pass []`,
  },
  {
    name: 'some tests of a file',
    only: '2,4',
    source: `
setup(function() print('file setup') end)
describe('a', function()
  setup(function() print('never') end)
  it('one', function() print('never') end)
end)
describe('b', function()
  setup(function() print('setup b') end)
  it('two', function() print('two') end)
  it('three', function() print('never') end)
end)
it('four', function() print('four') end)`,
    events: `
file setup
test 2 | 9 | t_spec.lua | b | two
setup b
two
tested pass
test 4 | 12 | t_spec.lua | four
four
tested pass
pass []`,
  },
  {
    name: 'all tests of a file but some',
    skip: '1,3',
    source: `for i = 1, 4 do it('test ' .. i, function() end) end`,
    events: `
test 2 | 1 | t_spec.lua | test 2
tested pass
test 4 | 1 | t_spec.lua | test 4
tested pass
pass []`,
  },
  {
    name: 'a failing setup fails all tests of its block',
    source: `
describe('a', function()
  setup(function() error('no setup') end)
  teardown(function() print('teardown') end)
  it('one', function() print('never') end)
  describe('b', function()
    before_each(function() print('never') end)
    it('two', function() print('never') end)
  end)
end)
describe('lazy', function()
  lazy_setup(function() error('no lazy setup') end)
  it('three', function() print('never') end)
  it('four', function() print('never') end)
end)
describe('empty', function() setup(function() error('nobody sees it') end) end)
it('five', function() end)`,
    events: `
test 1 | 5 | t_spec.lua | a | one
tested runtime no setup | t_spec.lua | 3
test 2 | 8 | t_spec.lua | a | b | two
tested runtime no setup | t_spec.lua | 3
teardown
test 3 | 13 | t_spec.lua | lazy | three
tested runtime no lazy setup | t_spec.lua | 12
test 4 | 14 | t_spec.lua | lazy | four
tested runtime no lazy setup | t_spec.lua | 12
test 0 | 16 | t_spec.lua | empty | setup
tested runtime nobody sees it | t_spec.lua | 16
test 5 | 17 | t_spec.lua | five
tested pass
pass []`,
  },
  {
    name: 'errors that belong to no test',
    source: `
describe('a', function()
  teardown(function() error('no teardown') end)
  it('one', function() end)
end)
describe('b', function()
  it('never', function() end)
  describe('c', function() end)
  error('no body')
end)
describe('d', function() describe('e', function() error({}) end) end)
it('two', function() end)`,
    events: `
test 1 | 4 | t_spec.lua | a | one
tested pass
test 0 | 2 | t_spec.lua | a | teardown
tested runtime no teardown | t_spec.lua | 3
test 0 | 6 | t_spec.lua | b
tested runtime no body | t_spec.lua | 9
test 0 | 11 | t_spec.lua | d | e
tested runtime (error object is a table value) | t_spec.lua | 11
test 2 | 12 | t_spec.lua | two
tested pass
pass []`,
  },
  {
    name: 'hooks that fail',
    source: `
describe('before', function()
  before_each(function() error('no before') end)
  after_each(function() print('after') end)
  it('one', function() print('never') end)
end)
describe('after', function()
  after_each(function() error('no after') end)
  it('two', function() end)
  it('three', function() error('first') end)
  it('four', function() pending('waits') end)
end)
it('five', function() finally(function() error('no end') end) end)`,
    events: `
test 1 | 5 | t_spec.lua | before | one
after
tested runtime no before | t_spec.lua | 3
test 2 | 9 | t_spec.lua | after | two
tested runtime no after | t_spec.lua | 8
test 3 | 10 | t_spec.lua | after | three
tested runtime first | t_spec.lua | 10
test 4 | 11 | t_spec.lua | after | four
tested runtime no after | t_spec.lua | 8
test 5 | 13 | t_spec.lua | five
tested runtime no end | t_spec.lua | 13
pass []`,
  },
  {
    name: 'what ends a test does not end the next one',
    source: `
after_each(function() print('after') end)
it('exits', function() os.exit(3) end)
it('exits and catches it', function() pcall(os.exit) print('goes on') end)
it('runs a program', function() os.execute('ls') end)
it('fails', function() require('busted').fail('not so') end)
it('passes', function() end)
it('raises a number', function() error(12) end)
it('raises nil', function() error() end)`,
    events: `
test 1 | 3 | t_spec.lua | exits
after
tested exit os.exit(3) was called: the host process would end here | t_spec.lua | 3
test 2 | 4 | t_spec.lua | exits and catches it
goes on
after
tested exit os.exit(true) was called: the host process would end here | - | -
test 3 | 5 | t_spec.lua | runs a program
after
tested unsupported os.execute is not available to a script under test: it starts another program | t_spec.lua | 5
test 4 | 6 | t_spec.lua | fails
after
tested assertion not so | t_spec.lua | 6
test 5 | 7 | t_spec.lua | passes
after
tested pass
test 6 | 8 | t_spec.lua | raises a number
after
tested runtime 12 | t_spec.lua | 8
test 7 | 9 | t_spec.lua | raises nil
after
tested runtime (error object is a nil value) | t_spec.lua | 9
pass []`,
  },
  {
    name: 'an error in a module, in a coroutine, in a spec that replaced what the program needs',
    files: { 'm.lua': 'local m = {}\nfunction m.f() error("in m") end\nreturn m' },
    source: `
string.find, table.concat, next, error_before = nil, nil, nil, error
_G.type, _G.pcall, _G.setmetatable = print, nil, nil
it('one', function() require('m').f() end)
it('two', function()
  coroutine.wrap(function() error_before('inside', 2) end)()
end)
it('three', function() coroutine.wrap(function() it('x', function() end) end)() end)
it('four', function() end)`,
    events: `
test 1 | 4 | t_spec.lua | one
tested runtime in m | m.lua | 2
test 2 | 5 | t_spec.lua | two
tested runtime inside | t_spec.lua | 6
test 3 | 8 | t_spec.lua | three
tested runtime t_spec.lua:8: 'it' not supported inside current context block | t_spec.lua | 8
test 4 | 9 | t_spec.lua | four
tested pass
pass []`,
  },
  {
    name: 'a file that raises',
    source: `it('never', function() end)\nerror('at the top')`,
    events: 'error runtime at the top | t_spec.lua | 2',
  },
  {
    name: 'a file that does not compile',
    source: `it((\n))`,
    events: /^error syntax unexpected symbol near '\)' \| t_spec.lua \| 2$/,
  },
  {
    name: 'a file that exits, even when it catches that',
    source: `pcall(os.exit, 1) it('never', function() end)`,
    events: 'error exit os.exit(1) was called: the host process would end here | - | -',
  },
  {
    name: 'the helper and its arguments, modules from lpath',
    options: { helper: 'h.lua', helper_args: ['x', 'y'], lpath: 'own/?.lua;own/?/init.lua' },
    files: {
      'h.lua': 'print("helper", arg[0], arg[1], ...) set_by_helper = "set"',
      'own/inner.lua': 'return { name = ... }',
      'own/busted/init.lua': 'return { version = "of the project" }',
    },
    source: `
print(set_by_helper, #arg, package.path)
it('one', function() print(require('inner').name, require('busted').version) end)`,
    events: `
helper\tbusted\tx\tx\ty
set\t0\town/?.lua;own/?/init.lua;?.lua
test 1 | 3 | t_spec.lua | one
inner\tof the project
tested pass
pass []`,
  },
  {
    name: 'a helper that is a module',
    options: { helper: 'h' },
    files: { 'h.lua': 'require("busted").before_each(function() print("before") end)' },
    source: `it('one', function() end)`,
    events: `
test 1 | 1 | t_spec.lua | one
before
tested pass
pass []`,
  },
  {
    name: 'a helper that gives a function',
    options: { helper: 'h.lua', helper_args: ['x'] },
    files: {
      'h.lua':
        'return function(busted, name, options) print(busted.version, name, options.arguments[1]) return true end',
    },
    source: `pending('one')`,
    events: `
2.2.0\th.lua\tx
test 1 | 1 | t_spec.lua | one
tested pending
pass []`,
  },
  {
    name: 'a helper whose function gives nothing true',
    options: { helper: 'h.lua' },
    files: { 'h.lua': 'return function() return nil, "no way" end' },
    source: `it('never', function() end)`,
    events: /^error runtime no way/,
  },
  {
    name: 'a helper that fails',
    options: { helper: 'h.lua' },
    files: { 'h.lua': '\nerror("no help")' },
    source: `it('never', function() end)`,
    events: 'error runtime no help | h.lua | 2',
  },
  {
    name: 'names and names that are left out',
    options: { names: ['a one', 'a two'], exclude_names: ['a two'] },
    source: `describe('a', function() for _, n in ipairs { 'one', 'two', 'three' } do it(n, function() end) end end)`,
    events: `
test 1 | 1 | t_spec.lua | a | one
tested pass
pass []`,
  },
  {
    name: 'one order for a seed on every VM',
    mode: 'list',
    options: { shuffle: true, seed: 4_294_967_295 },
    source: `
for i = 1, 6 do it('t' .. i, function() end) end
describe('as written', function() randomize(false) for i = 1, 2 do it('n' .. i, function() end) end end)
describe('by its own seed', function() randomize(6) for i = 1, 4 do it('s' .. i, function() end) end end)`,
    events: `
listed 10 | 4 | t_spec.lua | test | by its own seed | s4
listed 7 | 4 | t_spec.lua | test | by its own seed | s1
listed 8 | 4 | t_spec.lua | test | by its own seed | s2
listed 9 | 4 | t_spec.lua | test | by its own seed | s3
listed 6 | 2 | t_spec.lua | test | t6
listed 2 | 2 | t_spec.lua | test | t2
listed 3 | 2 | t_spec.lua | test | t3
listed 5 | 2 | t_spec.lua | test | t5
listed 11 | 3 | t_spec.lua | test | as written | n1
listed 12 | 3 | t_spec.lua | test | as written | n2
listed 4 | 2 | t_spec.lua | test | t4
listed 1 | 2 | t_spec.lua | test | t1
pass []`,
  },
  {
    name: 'files beside a spec',
    source: `
local fixtures = require 'busted.fixtures'
it('one', function()
  print(fixtures.path('data/../x.txt'), fixtures.read('x.txt'), fixtures.load('loaded'))
  fixtures.read('nothing.txt')
end)`,
    files: { 'x.txt': 'text', 'loaded.lua': 'return "loaded"' },
    events: `
test 1 | 3 | t_spec.lua | one
x.txt\ttext\tloaded
tested runtime Error reading file 'nothing.txt': No such file or directory | t_spec.lua | 5
pass []`,
  },
  {
    name: 'the first failure as the last',
    options: { bail: true },
    source: `
teardown(function() print('teardown') end)
it('one', function() pending() end)
it('two', function() error('boom') end)
it('never', function() end)`,
    events: `
test 1 | 3 | t_spec.lua | one
tested pending -
test 2 | 4 | t_spec.lua | two
tested runtime boom | t_spec.lua | 4
teardown
pass []`,
  },
]

for (const name of missing) test.skip(`${name} [skipped: it is not there]`, () => {})

describe.each(there)('$name', (vm) => {
  test.each(ROWS)('$name', async ({ events, ...run }) => {
    const seen = await runSpec(vm, run)
    if (typeof events === 'string') expect(seen).toEqual(events.trim().split('\n'))
    else expect(seen.join('\n')).toMatch(events)
  })
})
