import { expect } from 'vitest'
import { isModern } from './every-engine.js'
import { list, type Plain, type PlainTable, record } from './plain.js'
import { describeTable, type Row } from './table.js'

const BYTES = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('')
const escaped = [...BYTES].map((char) => `\\${String(char.charCodeAt(0)).padStart(3, '0')}`).join('')
// Line ends are the one thing that a Lua parser changes in a literal.
const WITHOUT_LINE_ENDS = BYTES.replace(/[\r\n]/g, '')
const MIB = 2 ** 20
const DEPTH = 10_000

const strings: Row[] = [
  { name: 'every byte, escaped in the source', source: `return "${escaped}"`, returns: [BYTES] },
  {
    name: 'every byte as it is in the source',
    source: `return [==[${WITHOUT_LINE_ENDS}]==]`,
    returns: [WITHOUT_LINE_ENDS],
  },
  {
    name: 'every byte made at run time',
    source:
      'local t = {} for i = 0, 255 do t[i + 1] = string.char(i) end return table.concat(t), #table.concat(t)',
    returns: [BYTES, 256],
  },
  {
    name: 'embedded zero bytes',
    source: 'return "\\0", "a\\0b", "\\0\\0\\0", #"a\\0b", ("a\\0b"):byte(1, -1)',
    returns: ['\0', 'a\0b', '\0\0\0', 3, 97, 0, 98],
  },
  {
    name: 'bytes that are not UTF-8',
    source: 'return "\\255\\254", "\\192\\128", "\\237\\160\\128", "\\195", "\\239\\191\\189"',
    returns: ['\xff\xfe', '\xc0\x80', '\xed\xa0\x80', '\xc3', '\xef\xbf\xbd'],
  },
  {
    name: 'strings that look like the encoding itself',
    source: 'return "[nil]", "\\\\065", \'"\', "@1", "{1:}", "n1", "]", "\\\\"',
    returns: ['[nil]', '\\065', '"', '@1', '{1:}', 'n1', ']', '\\'],
  },
  { name: 'the empty string', source: 'return "", #""', returns: ['', 0] },
  {
    name: 'a megabyte returned and a megabyte printed',
    source: `local s = ("\\255\\0ab"):rep(${MIB / 4}) print(("x\\200"):rep(${MIB / 2})) return s`,
    returns: ['\xff\0ab'.repeat(MIB / 4)],
    output: `${'x\xc8'.repeat(MIB / 2)}\n`,
  },
]

const numbers: Row[] = [
  { name: 'minus zero', source: 'return 0 * -1.0, 1 / (0 * -1.0)', returns: [-0, Number.NEGATIVE_INFINITY] },
  {
    name: 'not a number and the infinities',
    source: 'return 0 / 0, -(0 / 0), 1 / 0, -1 / 0',
    returns: [Number.NaN, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  },
  {
    name: 'around two to the fifty-third',
    source: 'return 2 ^ 53 - 1, 2 ^ 53, 2 ^ 53 + 1, -2 ^ 53',
    returns: [2 ** 53 - 1, 2 ** 53, 2 ** 53, -(2 ** 53)],
  },
  {
    name: 'the smallest, the largest and fractions',
    source: 'return 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 0.1, 1 / 3, 0.1 + 0.2, 1e21',
    returns: [5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 0.1, 1 / 3, 0.1 + 0.2, 1e21],
  },
  {
    name: 'whole numbers around thirty-two bits',
    source: 'return 0, 7, -7, 2 ^ 31 - 1, 2 ^ 31, -2 ^ 31, 2 ^ 32',
    returns: [0, 7, -7, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 32],
  },
  {
    name: 'integers and floats keep their kind',
    source: 'return 3, 3.0, 2 ^ 2',
    check: (_, { values }) => {
      const kinds = values!.map((value) => (value.kind === 'number' ? value.subtype : value.kind))
      expect(['number,number,number', 'integer,float,float']).toContain(kinds.join())
    },
  },
]

const tables: Row[] = [
  { name: 'no values at all', source: 'local x = 1', returns: [] },
  {
    name: 'nil between values',
    source: 'return nil, false, nil, true, nil',
    returns: [null, false, null, true, null],
  },
  {
    name: 'lists and records',
    source: 'return {1, 2, {3}}, {name = "sword", tags = {}}',
    returns: [list(1, 2, list(3)), record({ name: 'sword', tags: list() })],
  },
  {
    name: 'a table ten thousand levels deep',
    source: `local t = {} local root = t for i = 1, ${DEPTH} do t.inner = {} t = t.inner end t.end_ = "bottom" return root`,
    check: ([root]) => {
      let depth = 0
      let table = root as PlainTable
      for (let inner = table.get('inner'); inner; inner = table.get('inner')) {
        table = inner as PlainTable
        depth++
      }
      expect([depth, table.get('end_')]).toEqual([DEPTH, 'bottom'])
    },
  },
  {
    name: 'cycles and shared references',
    source:
      'local t, shared = {}, {} t.self, t.first, t.second = t, shared, shared shared[t] = t return t, shared, t',
    check: ([t, shared, again]) => {
      const table = t as PlainTable
      expect(table.size).toBe(3)
      expect(table.get('self')).toBe(table)
      expect(table.get('first')).toBe(shared)
      expect(table.get('second')).toBe(shared)
      expect((shared as PlainTable).get(table)).toBe(table)
      expect(again).toBe(table)
    },
  },
  {
    name: 'equal tables are not the same table',
    source: 'return {}, {}',
    check: ([a, b]) => expect(a).not.toBe(b),
  },
  {
    name: 'keys of simple kinds',
    source:
      'return {[true] = 1, [false] = 2, [1.5] = 3, [-1] = 4, [2 ^ 53] = 5, [1 / 0] = 6, ["\\0\\255"] = 7, [""] = 8, ["1"] = 9, [1] = 10}',
    returns: [
      new Map<Plain, Plain>([
        [true, 1],
        [false, 2],
        [1.5, 3],
        [-1, 4],
        [2 ** 53, 5],
        [Number.POSITIVE_INFINITY, 6],
        ['\0\xff', 7],
        ['', 8],
        ['1', 9],
        [1, 10],
      ]),
    ],
  },
  {
    name: 'keys with an identity',
    source:
      'local t, f, c = {}, function() end, coroutine.create(print) return t, f, c, {[t] = 1}, {[f] = 2}, {[c] = 3}',
    check: ([t, f, c, ...tables]) => {
      const found = [t, f, c].map((key, index) => (tables[index] as PlainTable).get(key!))
      expect(found).toEqual([1, 2, 3])
    },
  },
  {
    name: 'a metatable is seen and never called',
    source: `local function no() error("called") end
      return setmetatable({1}, {__index = no, __pairs = no, __len = no, __tostring = no, __metatable = false, __eq = no}), {}`,
    check: ([table], { values }) => {
      expect(table).toEqual(list(1))
      expect(values!.map((value) => value.kind === 'table' && value.hasMetatable)).toEqual([true, false])
    },
  },
  {
    name: 'functions and threads',
    source: 'local f = function() end return print, f, f, coroutine.create(f), string.rep',
    check: ([print, f, again, thread, rep]) => {
      expect([print, f, thread, rep].map((value) => (value as { opaque: string }).opaque)).toEqual([
        'function',
        'function',
        'thread',
        'function',
      ])
      expect(again).toBe(f)
      expect(print).not.toBe(f)
    },
  },
  {
    name: 'functions have no fields and a text',
    source: 'local f = function() end return tostring(f):sub(1, 9), (pcall(function() return f.x end))',
    returns: ['function:', false],
  },
  {
    name: 'userdata',
    source: 'return newproxy and newproxy(true) or coroutine.create(print)',
    dialect: 'modern',
    check: (values) => expect(['userdata', 'thread']).toContain((values[0] as { opaque: string }).opaque),
  },
  {
    name: 'printable text counts once against the limit of the values',
    source: 'return ("printable! ~#$[]^{}"):rep(40)',
    limits: { valueBytes: 1000 },
    returns: ['printable! ~#$[]^{}'.repeat(40)],
  },
  {
    name: 'more values than fit are an error, not a cut',
    source: 'return ("x"):rep(2000)',
    limits: { valueBytes: 1000 },
    error: () => ({
      kind: 'too-large',
      message: 'the returned values take more than 1000 bytes when encoded',
    }),
  },
]

const output: Row[] = [
  {
    name: 'print and io.write in turn, bytes as they are',
    source:
      'print("a\\0b", "\\255") io.write("c", 1, "\\n") print() io.stdout:write("\\128", "d") print("e", nil, true)',
    output: 'a\0b\t\xff\nc1\n\n\x80de\tnil\ttrue\n',
  },
  {
    name: 'io.stderr apart from the output',
    source: 'io.write("1") io.stderr:write("to the ", "side\\0\\255") io.write("2") return "end"',
    output: '12',
    errorOutput: 'to the side\0\xff',
    returns: ['end'],
  },
  {
    name: 'what was printed before an error stays',
    source: 'print("before") error("stop") print("after")',
    output: 'before\n',
    error: () => ({ message: 'stop', file: 'test.lua', line: 1 }),
  },
  {
    name: 'output is cut at its limit, and says so',
    source: 'for i = 1, 100 do io.write("0123456789") end return "ran on"',
    limits: { outputBytes: 55 },
    output: '01234567890123456789012345678901234567890123456789' + '01234',
    returns: ['ran on'],
    check: (_, observation) => expect(observation.output.truncated).toBe(true),
  },
  {
    name: 'print asks __tostring',
    source: 'print(setmetatable({}, {__tostring = function() return "a\\0thing" end}))',
    output: 'a\0thing\n',
  },
  {
    name: 'what looks like a result is output',
    source: 'print("pass [n1]") io.write("error runtime\\n", "pass []\\n") error("real")',
    output: 'pass [n1]\nerror runtime\npass []\n',
    error: () => ({ message: 'real' }),
  },
]

const errors: Row[] = [
  {
    name: 'the position and the way to an error',
    source:
      'local function inner()\n  error("bad")\nend\nlocal function outer()\n  inner()\n  return 1\nend\nouter()',
    error: () => ({
      kind: 'runtime',
      message: 'bad',
      file: 'test.lua',
      line: 2,
      value: 'test.lua:2: bad',
      traceback: [
        "[C]: in function 'error'",
        "test.lua:2: in function 'inner'",
        "test.lua:5: in function 'outer'",
        'test.lua:8: in main chunk',
      ],
    }),
  },
  {
    name: 'an error of level two',
    source: 'local function f()\n  error("two", 2)\nend\n\nf()',
    error: () => ({ message: 'two', file: 'test.lua', line: 5 }),
  },
  {
    name: 'a message without position has the innermost one',
    source: '\n\nerror("bare", 0)',
    error: () => ({ message: 'bare', file: 'test.lua', line: 3, value: 'bare' }),
  },
  {
    name: 'bytes in a message',
    source: 'error("a\\0\\255b", 0)',
    error: () => ({ value: 'a\0\xffb' }),
  },
  {
    name: 'a table as error',
    source: 'error({code = 7, why = "\\0"})',
    error: () => ({
      kind: 'runtime',
      message: '(error object is a table value)',
      value: record({ code: 7, why: '\0' }),
    }),
  },
  {
    name: 'a table that has a text as error',
    source: 'error(setmetatable({}, {__tostring = function() return "custom text" end}))',
    error: () => ({ kind: 'runtime', message: 'custom text' }),
  },
  {
    name: 'a table whose text fails as error',
    source: 'error(setmetatable({}, {__tostring = function() error("no text") end}))',
    error: () => ({ kind: 'runtime', message: '(error object is a table value)' }),
  },
  {
    name: 'a number as error',
    source: 'error(42)',
    dialect: 'modern',
    // 5.1 and LuaJIT take a number for a string and put the position in front.
    error: (engine) => ({ message: '42', line: 1, value: isModern(engine) ? 42 : 'test.lua:1: 42' }),
  },
  {
    name: 'nil as error',
    source: 'error(nil)',
    error: () => ({ kind: 'runtime', message: '(error object is a nil value)', value: null }),
  },
  {
    name: 'a boolean as error',
    source: 'error(false)',
    error: () => ({ kind: 'runtime', message: '(error object is a boolean value)', value: false }),
  },
  {
    name: 'a function as error',
    source: 'error(function() end)',
    error: () => ({
      kind: 'runtime',
      message: '(error object is a function value)',
      value: { opaque: 'function' },
    }),
  },
  {
    name: 'an error of the VM itself',
    source: 'local t = {}\nlocal u\nreturn t.x.y',
    dialect: 'modern',
    error: () => ({ kind: 'runtime', file: 'test.lua', line: 3 }),
  },
  {
    name: 'a syntax error',
    source: 'local x =\n\n= 3',
    error: () => ({
      kind: 'syntax',
      message: "unexpected symbol near '='",
      file: 'test.lua',
      line: 3,
      traceback: [],
    }),
  },
  {
    name: 'an error caught is none',
    source: 'local ok, e = pcall(error, {1}) return ok, e, select("#", pcall(error))',
    returns: [false, list(1), 2],
  },
  {
    name: 'an error in a coroutine',
    source: 'local co = coroutine.create(function()\n  error("inside")\nend)\nreturn coroutine.resume(co)',
    returns: [false, 'test.lua:2: inside'],
  },
  {
    name: 'os.exit ends the case, not the process',
    source: 'print("bye") os.exit(3) print("not here")',
    output: 'bye\n',
    error: () => ({ kind: 'exit', message: 'os.exit(3) was called: the host process would end here' }),
  },
  {
    name: 'os.exit cannot be swallowed',
    source: 'pcall(os.exit, 0) return "went on"',
    error: () => ({ kind: 'exit', message: 'os.exit(0) was called: the host process would end here' }),
  },
  {
    name: 'os.execute is refused',
    source: 'os.execute("id")',
    outcome: 'unsupported',
    error: () => ({
      kind: 'unsupported',
      message: 'os.execute is not available to a script under test: it starts another program',
    }),
  },
  {
    name: 'io.popen is refused',
    source: 'return io.popen("id"):read("*a")',
    outcome: 'unsupported',
    error: () => ({
      kind: 'unsupported',
      message: 'io.popen is not available to a script under test: it starts another program',
    }),
  },
]

const scripts: Row[] = [
  {
    name: 'arguments, byte for byte',
    source: 'return select("#", ...), ...',
    arguments: ['one', '', 'zero\0byte', 'tab\tand\nline', 'ünïcode', '"quoted\\"'],
    returns: [
      6,
      'one',
      '',
      'zero\0byte',
      'tab\tand\nline',
      Buffer.from('ünïcode').toString('latin1'),
      '"quoted\\"',
    ],
  },
  {
    name: 'no globals of the harness are left',
    source:
      'local found = {} for name in pairs(_G) do if name:find("luaparity") then found[#found + 1] = name end end return found',
    returns: [list()],
  },
  {
    name: 'a script that replaces the builtins is observed all the same',
    source:
      'string.format, next, type, tostring, pairs, table.concat = nil, nil, nil, nil, nil, nil return {1.5, "x"}',
    returns: [list(1.5, 'x')],
  },
]

describeTable('strings', strings)
describeTable('numbers', numbers)
describeTable('values', tables)
describeTable('output', output)
describeTable('errors', errors)
describeTable('scripts', scripts)
