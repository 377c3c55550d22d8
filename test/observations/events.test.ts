import { describe, expect, test } from 'vitest'
import { type Ending, observe } from '../../harness/observations/events.js'
import { int, num, str } from '../builders.js'

const seen = (events: readonly string[], ending: Partial<Ending> = {}) =>
  observe(events, { durationMs: 3, ...ending })

describe('a run that came to its end', () => {
  test('passes with its values', () => {
    expect(seen(['pass [n1,"x"]'])).toMatchObject({
      outcome: 'pass',
      durationMs: 3,
      values: [num(1), str('x')],
      error: null,
      crash: null,
      reason: null,
    })
  })

  test('output of both streams is kept in order and apart', () => {
    const { output, errorOutput } = seen(['out "a\\010"', 'err "!"', 'out "\\255"', 'pass []'])
    expect(output).toEqual({ bytes: Buffer.from([0x61, 0x0a, 0xff]), truncated: false })
    expect(errorOutput).toEqual({ bytes: Buffer.from('!'), truncated: false })
  })

  test('output that was cut says so', () => {
    expect(seen(['out "a"', 'truncated', 'pass []']).output).toEqual({
      bytes: Buffer.from('a'),
      truncated: true,
    })
  })

  test('host calls keep arguments and results', () => {
    expect(seen(['host ["roll"] [n6] [n4]', 'host ["log"] ["hi"] []', 'pass []']).hostCalls).toEqual([
      { name: 'roll', arguments: [num(6)], results: [num(4)], error: null },
      { name: 'log', arguments: [str('hi')], results: [], error: null },
    ])
  })

  test('host calls that raised keep the error, nil as well', () => {
    expect(
      seen(['host ["roll"] [n6] [] ["no dice"]', 'host ["log"] [] [] [nil]', 'pass []']).hostCalls,
    ).toEqual([
      { name: 'roll', arguments: [num(6)], results: [], error: str('no dice') },
      { name: 'log', arguments: [], results: [], error: { kind: 'nil' } },
    ])
  })

  test('what the compiler did may come behind the end', () => {
    expect(seen(['pass []', 'jit [n3,n1,n0]'])).toMatchObject({
      outcome: 'pass',
      jit: { traces: 3, aborts: 1, flushes: 0, reasons: [] },
    })
  })
})

describe('an error', () => {
  test.each([
    ['syntax', 'error'],
    ['runtime', 'error'],
    ['exit', 'error'],
    ['too-large', 'error'],
    ['unsupported', 'unsupported'],
    ['memory', 'out-of-memory'],
  ])('of kind %s ends with %s', (kind, outcome) => {
    expect(seen([`error ${kind} ["v","message","a.lua",i3] ["a.lua:3: in main chunk"]`])).toMatchObject({
      outcome,
      values: null,
      error: { kind, message: 'message', value: str('v'), file: 'a.lua', line: 3 },
    })
  })

  test('has no position when there is none', () => {
    expect(seen(['error runtime ["v","v",nil,nil] []']).error).toEqual({
      kind: 'runtime',
      message: 'v',
      value: str('v'),
      file: null,
      line: null,
      traceback: [],
    })
  })

  test('keeps its traceback, and a value of any kind', () => {
    const { error } = seen([
      'error runtime [{1:"code"=i7},"(error object is a table value)",nil,nil] ["x","y"]',
    ])
    expect(error?.traceback).toEqual(['x', 'y'])
    expect(error?.value).toMatchObject({ kind: 'table', pairs: [[str('code'), int(7)]] })
  })

  test.each([
    ['"caf\\195\\169"', 'café'],
    ['"caf\\233"', 'café'],
  ])('the message %s is readable', (encoded, message) => {
    expect(seen([`error runtime [${encoded},${encoded},nil,nil] []`]).error?.message).toBe(message)
  })
})

describe('never a pass', () => {
  test.each<[string, string[]]>([
    ['nothing at all', []],
    ['output only', ['out "all tests passed\\010"']],
    ['a compiler report only', ['jit [n1,n0,n0]']],
    ['a pass that cannot be read', ['pass [n1']],
    ['a pass without a list', ['pass']],
    ['a pass followed by a word', ['pass [] yes']],
    ['an event nobody knows', ['pass []', 'hello']],
    ['an event in another case', ['PASS []']],
    ['an empty event', ['']],
    ['two ends', ['pass []', 'pass []']],
    ['an error behind a pass', ['pass []', 'error runtime ["v","m",nil,nil] []']],
    ['a pass behind an error', ['error runtime ["v","m",nil,nil] []', 'pass []']],
    ['an error of no known kind', ['error fatal ["v","m",nil,nil] []']],
    ['an error without a message', ['error runtime [] []']],
    ['output that is not a string', ['out n1', 'pass []']],
    ['output of two strings', ['out "a","b" ', 'pass []']],
    ['a host call that cannot be read', ['host roll', 'pass []']],
    ['an integer that is none', ['pass [i1.5]']],
  ])('%s', (_, events) => {
    const { outcome, values, error, reason } = seen(events)
    expect({ outcome, values }).toEqual({ outcome: 'error', values: null })
    expect(error).toMatchObject({ kind: 'engine', message: reason })
    expect(reason).toEqual(expect.stringMatching(/./))
  })
})

describe('when the VM did not come to its own end', () => {
  test.each(['crash', 'timeout', 'out-of-memory', 'unavailable', 'error'] as const)(
    '%s outweighs a pass',
    (outcome) => {
      const forced = { outcome, reason: 'because' }
      expect(seen(['out "kept"', 'pass [n1]'], { forced })).toMatchObject({
        outcome,
        reason: 'because',
        values: null,
        output: { bytes: Buffer.from('kept') },
      })
    },
  )

  test('broken events do not hide why', () => {
    const forced = { outcome: 'crash' as const, reason: 'SIGSEGV' }
    expect(seen(['out "kept"', 'pass [n'], { forced })).toMatchObject({
      outcome: 'crash',
      reason: 'SIGSEGV',
      output: { bytes: Buffer.from('kept') },
    })
  })
})

describe('the tests of a spec file', () => {
  const outcomes = ({ tests }: ReturnType<typeof seen>) =>
    tests?.ended.map(({ n, names, observation: { outcome } }) => `${n} ${names.join('>')} ${outcome}`)

  test('have names, a line, and what was seen while they were at work', () => {
    const { tests, output, outcome } = seen([
      'out "loading"',
      'test [n1,n4,"a_spec.lua","combat","hits"]',
      'out "hit"',
      'host ["roll"] [n6] [n4]',
      'took 1.25\ntested pass []\ntest [n2,n9,"a_spec.lua","combat","misses"]',
      'tested pending ["later"]',
      'pass []',
    ])
    expect(outcome).toBe('pass')
    expect(output.bytes.toString()).toBe('loading')
    expect(tests).toMatchObject({ open: null, listed: [] })
    expect(tests!.ended).toMatchObject([
      {
        n: 1,
        line: 4,
        file: 'a_spec.lua',
        names: ['combat', 'hits'],
        observation: {
          outcome: 'pass',
          durationMs: 1.25,
          output: { bytes: Buffer.from('hit') },
          hostCalls: [{ name: 'roll' }],
        },
      },
      { n: 2, line: 9, observation: { outcome: 'pending', reason: 'later', durationMs: 0 } },
    ])
  })

  test('end as their errors say', () => {
    const end = (kind: string) => [
      `test [n1,n1,"a","${kind}"]`,
      `tested ${kind} ["x","x","a",n3] ["a:3: in function"]`,
    ]
    const kinds = ['assertion', 'runtime', 'exit', 'unsupported', 'memory', 'syntax']
    const observation = seen([...kinds.flatMap(end), 'pass []'])
    expect(outcomes(observation)).toEqual([
      '1 assertion fail',
      '1 runtime error',
      '1 exit error',
      '1 unsupported unsupported',
      '1 memory out-of-memory',
      '1 syntax error',
    ])
    expect(observation.tests!.ended[0]!.observation.error).toMatchObject({
      kind: 'assertion',
      message: 'x',
      file: 'a',
      line: 3,
      traceback: ['a:3: in function'],
    })
  })

  test('one that is cut off is left open, and what it wrote is its own', () => {
    const { outcome, tests } = seen(
      ['test [n1,n1,"a","x"]', 'tested pass []', 'test [n2,n2,"a","y"]', 'out "last"'],
      {
        forced: { outcome: 'crash', reason: 'SIGSEGV' },
      },
    )
    expect(outcome).toBe('crash')
    expect(tests).toMatchObject({
      ended: [{ n: 1 }],
      open: { n: 2, names: ['y'], observation: { output: { bytes: Buffer.from('last') } } },
    })
  })

  test('what the VM tells of itself is told of each of them', () => {
    const { tests, iterates } = seen([
      'test [n1,n1,"a","x"]',
      'tested pass []',
      'iterates true',
      'pass []',
      'jit [n2,n0,n0]',
    ])
    expect(iterates).toBe(true)
    expect(tests!.ended[0]!.observation).toMatchObject({ iterates: true, jit: { traces: 2 } })
  })

  test('are listed without being run', () => {
    const { tests } = seen([
      'listed [n1,n4,"a","test","b","c"]',
      'listed [n2,n5,"a","pending","d"]',
      'pass []',
    ])
    expect(tests).toEqual({
      ended: [],
      open: null,
      listed: [
        { n: 1, line: 4, file: 'a', names: ['b', 'c'], pending: false },
        { n: 2, line: 5, file: 'a', names: ['d'], pending: true },
      ],
    })
  })

  test.each([
    ['an end without a beginning', ['tested pass []', 'pass []']],
    ['a beginning within another', ['test [n1,n1,"a","x"]', 'test [n2,n2,"a","y"]', 'pass []']],
    ['an end that is not known', ['test [n1,n1,"a","x"]', 'tested well []', 'pass []']],
    ['an end of the file within a test', ['test [n1,n1,"a","x"]', 'pass []', 'tested pass []']],
    ['no end of the file', ['test [n1,n1,"a","x"]', 'tested pass []']],
  ])('%s is never a pass', (_, events) => {
    expect(seen(events)).toMatchObject({ outcome: 'error', error: { kind: 'engine' } })
  })
})
