import { describeSpecs } from './table.js'

describeSpecs([
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
    name: 'all tests of a file but those of some names',
    skip: '5\n=a\tone\n=a\ttwo\n=a\ttwo\n=three',
    source: `
describe('a', function()
  for _, name in ipairs { 'two', 'two', 'one', 'two' } do it(name, function() end) end
end)
it('five', function() end)
it('one', function() end)
`,
    events: `
test 4 | 3 | t_spec.lua | a | two
tested pass
test 6 | 6 | t_spec.lua | one
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
])
