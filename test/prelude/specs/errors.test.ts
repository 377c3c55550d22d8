import { describeSpecs } from './table.js'

describeSpecs([
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
])
