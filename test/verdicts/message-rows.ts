/** A mistake that not all VMs answer alike, and what takes care of it. */
export interface MessageRow {
  code: string
  /** Every message that some VM gives, without its position. */
  messages: readonly string[]
  /** Whether it is no mistake on some VM. */
  passes: boolean
  /** `same mistake`: the messages become one; `same outcome`: under the prelude all VMs do the same; else the id of a rule. */
  covered: string
}

/** Of 87 mistakes that were made on Debian's VMs, LuaJIT's head and those in JavaScript and WebAssembly, the 47 on which any differed. */
export const MESSAGES: readonly MessageRow[] = [
  {
    code: 'local t=nil; return t.x',
    messages: ["attempt to index local 't' (a nil value)", "attempt to index a nil value (local 't')"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'return undefinedglobal.x',
    messages: [
      "attempt to index global 'undefinedglobal' (a nil value)",
      "attempt to index a nil value (global 'undefinedglobal')",
    ],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'local t={} return t.a.b',
    messages: ["attempt to index field 'a' (a nil value)", "attempt to index a nil value (field 'a')"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'undefinedfn()',
    messages: [
      "attempt to call global 'undefinedfn' (a nil value)",
      "attempt to call a nil value (global 'undefinedfn')",
    ],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'local t={} t.foo()',
    messages: ["attempt to call field 'foo' (a nil value)", "attempt to call a nil value (field 'foo')"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: "local s='x' s:nope()",
    messages: ["attempt to call method 'nope' (a nil value)", "attempt to call a nil value (method 'nope')"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: "local a='abc' return a+1",
    messages: [
      "attempt to perform arithmetic on local 'a' (a string value)",
      "attempt to perform arithmetic on a string value (local 'a')",
      "attempt to add a 'string' with a 'number'",
    ],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: "for i='a',2 do end",
    messages: [
      "'for' initial value must be a number",
      "bad 'for' initial value (number expected, got string)",
    ],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: "for i=1,2,'x' do end",
    messages: ["'for' step must be a number", "bad 'for' step (number expected, got string)"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: "for i=1,10,0 do error('zero') end",
    messages: ['zero', "'for' step is zero"],
    passes: true,
    covered: 'for-step-zero',
  },
  {
    code: 'assert()',
    messages: ["bad argument #1 to 'assert' (value expected)", 'assertion failed!'],
    passes: false,
    covered: 'assert-without-value',
  },
  {
    code: "('x'):rep(1e10)",
    messages: [
      'resulting string too large',
      "bad argument #1 to 'rep' (number has no integer representation)",
    ],
    passes: true,
    covered: 'string-rep-limit',
  },
  {
    code: "string.format('%d',3.5)",
    messages: ["bad argument #2 to 'format' (number has no integer representation)"],
    passes: true,
    covered: 'format-d-fraction',
  },
  {
    code: "string.format('%y',1)",
    messages: ["invalid option '%y' to 'format'", "invalid conversion '%y' to 'format'"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: "string.format('%s')",
    messages: ["bad argument #2 to 'format' (value expected)", "bad argument #2 to 'format' (no value)"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: "table.insert({1,2},9,'x')",
    messages: ["bad argument #2 to 'insert' (position out of bounds)"],
    passes: true,
    covered: 'table-insert-position',
  },
  {
    code: 'ipairs()',
    messages: [
      "bad argument #1 to 'ipairs' (value expected)",
      "bad argument #1 to 'ipairs' (table expected, got no value)",
    ],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'pairs(nil)',
    messages: ["bad argument #1 to 'pairs' (table expected, got nil)"],
    passes: true,
    covered: 'pairs-metamethod',
  },
  {
    code: 'math.random(0)',
    messages: ["bad argument #1 to 'random' (interval is empty)"],
    passes: true,
    covered: 'math-random-range',
  },
  {
    code: 'math.random(2,1)',
    messages: [
      "bad argument #2 to 'random' (interval is empty)",
      "bad argument #1 to 'random' (interval is empty)",
    ],
    passes: true,
    covered: 'math-random-range',
  },
  {
    code: 'string.char(256)',
    messages: [
      "bad argument #1 to 'char' (invalid value)",
      "bad argument #1 to 'char' (value out of range)",
      "' (",
    ],
    passes: false,
    covered: 'fengari-messages',
  },
  {
    code: "('x'):gsub('.','%2')",
    messages: ['invalid capture index', 'invalid capture index %2'],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: "string.gsub('x','x',true)",
    messages: [
      "bad argument #3 to 'gsub' (string/function/table expected)",
      "bad argument #3 to 'gsub' (string/function/table expected, got boolean)",
    ],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'coroutine.resume(1)',
    messages: [
      "bad argument #1 to 'resume' (coroutine expected)",
      "bad argument #1 to 'resume' (thread expected)",
      "bad argument #1 to 'resume' (thread expected, got number)",
    ],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'coroutine.yield(1)',
    messages: [
      'attempt to yield across C-call boundary',
      'attempt to yield across metamethod/C-call boundary',
      'attempt to yield from outside a coroutine',
    ],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: "return ('x').y.z",
    messages: ["attempt to index field 'y' (a nil value)", "attempt to index a nil value (field 'y')"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'return 2^53|0',
    messages: [
      "'<eof>' expected near '|'",
      "<eof> expected near '|'",
      'number has no integer representation',
    ],
    passes: true,
    covered: 'bit-operators',
  },
  {
    code: 'local x <const> = 1',
    messages: ["unexpected symbol near '<'"],
    passes: true,
    covered: 'attribute-const',
  },
  {
    code: 'goto nolabel',
    messages: [
      "undefined label 'nolabel'",
      "'=' expected near 'nolabel'",
      "no visible label 'nolabel' for <goto> at line 1",
    ],
    passes: false,
    covered: 'goto-statement',
  },
  {
    code: 'x x',
    messages: ["'=' expected near 'x'", "syntax error near 'x'"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: "return 'abc",
    messages: ["unfinished string near '<eof>'", 'unfinished string near <eof>'],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'break',
    messages: [
      'no loop to break',
      "no loop to break near '<eof>'",
      '<break> at line 1 not inside a loop',
      'break outside loop at line 1',
    ],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'local t={f={}} t.f.g.h=1',
    messages: ["attempt to index field 'g' (a nil value)", "attempt to index a nil value (field 'g')"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'local a; a.b.c=1',
    messages: ["attempt to index local 'a' (a nil value)", "attempt to index a nil value (local 'a')"],
    passes: false,
    covered: 'same mistake',
  },
  {
    code: 'unpack()',
    messages: [
      "bad argument #1 to 'unpack' (table expected, got no value)",
      "attempt to call a nil value (global 'unpack')",
    ],
    passes: false,
    covered: 'unpack-global',
  },
  {
    code: 'unpack({},1,1e8)',
    messages: ['too many results to unpack', "attempt to call a nil value (global 'unpack')"],
    passes: false,
    covered: 'unpack-global',
  },
  {
    code: 'string.dump(print)',
    messages: ['unable to dump given function'],
    passes: true,
    covered: 'string-dump',
  },
  {
    code: 'os.time({})',
    messages: ["field 'day' missing in date table", "field 'year' missing in date table"],
    passes: false,
    covered: 'os-time-fields',
  },
  {
    code: "io.open('/nonexistent/x'):read()",
    messages: ['attempt to index a nil value'],
    passes: false,
    covered: 'same outcome',
  },
  {
    code: 'loadstring(nil)',
    messages: [
      "bad argument #1 to 'loadstring' (function expected, got nil)",
      "bad argument #1 to 'loadstring' (string expected, got nil)",
      "attempt to call a nil value (global 'loadstring')",
    ],
    passes: false,
    covered: 'loadstring',
  },
  {
    code: "load('x x')",
    messages: ["bad argument #1 to 'load' (function expected, got string)"],
    passes: true,
    covered: 'load-string',
  },
  {
    code: 'return 1//0',
    messages: ["unexpected symbol near '/'", 'attempt to divide by zero'],
    passes: false,
    covered: 'integer-division-operator',
  },
  {
    code: 'return 1%0',
    messages: ["attempt to perform 'n%0'"],
    passes: true,
    covered: 'integer-modulo-zero',
  },
  {
    code: 'return 5 & 3',
    messages: ["'<eof>' expected near '&'", "<eof> expected near '&'"],
    passes: true,
    covered: 'bit-operators',
  },
  {
    code: 'math.tointeger(3)',
    messages: ["attempt to call field 'tointeger' (a nil value)"],
    passes: true,
    covered: 'math-tointeger',
  },
  {
    code: 'xpcall()',
    messages: [
      "bad argument #1 to 'xpcall' (value expected)",
      "bad argument #2 to 'xpcall' (value expected)",
      "bad argument #2 to 'xpcall' (function expected, got no value)",
    ],
    passes: false,
    covered: 'xpcall-arguments',
  },
  {
    code: 'return math.huge//1',
    messages: ["unexpected symbol near '/'"],
    passes: true,
    covered: 'integer-division-operator',
  },
]
