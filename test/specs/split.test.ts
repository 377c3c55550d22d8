import { describe, expect, test } from 'vitest'
import type { Case } from '../../harness/cases/case.js'
import type { Observation } from '../../harness/observations/observation.js'
import { splitTests } from '../../harness/specs/split.js'
import { ended, failing, passing } from '../builders.js'
import { OPTIONS, seenFile, seenTest, specCase } from './builders.js'

/** Ids with the outcome on each engine. */
const split = (seen: Record<string, Observation>, testCase: Case = specCase()) =>
  splitTests(testCase, new Map(Object.entries(seen))).map(({ case: { id }, observations }) => [
    id,
    [...observations].map(([name, { outcome }]) => `${name} ${outcome}`).join(', '),
  ])

const both = (...tests: ReturnType<typeof seenTest>[]) => seenFile(passing(), tests)

test('tests are cases by their ids and lines, in the order of the first engine', () => {
  const [first, second] = splitTests(
    specCase('\n\nit("a", f)'),
    new Map([['native', both(seenTest(1, 'outer>a', passing(), 3), seenTest(2, 'b', passing(), 9))]]),
  )
  expect(first!.case).toMatchObject({
    id: 'a_spec.lua > outer > a',
    kind: 'test',
    file: 'a_spec.lua',
    line: 3,
    spec: { part: { kind: 'test', id: 'a_spec.lua > outer > a' } },
  })
  expect(second!.case).toMatchObject({ id: 'a_spec.lua > b', line: 9 })
})

test('what only one engine has is missing on the other', () => {
  expect(split({ native: both(seenTest(1, 'a')), lua54: both(seenTest(1, 'a'), seenTest(2, 'b')) })).toEqual([
    ['a_spec.lua > a', 'native pass, lua54 pass'],
    ['a_spec.lua > b', 'native missing, lua54 pass'],
  ])
})

test('an engine that did not see the file did not see its tests either', () => {
  expect(split({ native: ended('unavailable'), fast: both(seenTest(1, 'a')) })).toEqual([
    ['a_spec.lua > a', 'fast pass, native unavailable'],
  ])
})

test('a file that no engine saw is one case', () => {
  expect(split({ native: ended('unavailable') })).toEqual([['a_spec.lua', 'native unavailable']])
})

describe('what belongs to no test is a case of its own', () => {
  test.each<[string, Observation]>([
    ['it did not end well', seenFile(failing(), [seenTest(1, 'a')])],
    ['it wrote something', seenFile(passing({ output: 'x' }), [seenTest(1, 'a')])],
    ['its C code wrote something', seenFile(passing({ rawOutput: 'x' }), [seenTest(1, 'a')])],
    [
      'it called the host',
      seenFile(passing({ hostCalls: [{ name: 'f', arguments: [], results: [], error: null }] }), [
        seenTest(1, 'a'),
      ]),
    ],
  ])('%s', (_, seen) => {
    expect(split({ native: seen }).map(([id]) => id)).toEqual(['a_spec.lua', 'a_spec.lua > a'])
  })

  test('a file that could not be loaded leaves the tests that others have missing', () => {
    expect(split({ native: both(seenTest(1, 'a')), lua54: failing() })).toEqual([
      ['a_spec.lua', 'native pass, lua54 error'],
      ['a_spec.lua > a', 'native pass, lua54 missing'],
    ])
  })
})

describe('where an engine does not have what was asked for', () => {
  const lacking = ended('unsupported')

  test('tests of the file that only others have are unsupported', () => {
    const fast = seenFile(lacking, [seenTest(1, 'a')])
    expect(split({ native: both(seenTest(1, 'a'), seenTest(2, 'b')), fast })).toEqual([
      ['a_spec.lua > a', 'native pass, fast pass'],
      ['a_spec.lua > b', 'native pass, fast unsupported'],
    ])
  })

  test('so are those of a block, and no others', () => {
    const native = both(seenTest(1, 'block>a'), seenTest(2, 'other>b'))
    expect(split({ native, fast: seenFile(passing(), [seenTest(0, 'block', lacking)]) })).toEqual([
      ['a_spec.lua > block', 'native missing, fast unsupported'],
      ['a_spec.lua > block > a', 'native pass, fast unsupported'],
      ['a_spec.lua > other > b', 'native pass, fast missing'],
    ])
  })

  test('a file that came to no test says so itself', () => {
    expect(split({ native: both(seenTest(1, 'a')), fast: seenFile(lacking, []) })).toEqual([
      ['a_spec.lua', 'native pass, fast unsupported'],
      ['a_spec.lua > a', 'native pass, fast unsupported'],
    ])
  })
})

describe('a file without a test', () => {
  test('is an error, as nothing was tested', () => {
    expect(split({ native: passing(), fast: passing() })).toEqual([
      ['a_spec.lua', 'native error, fast error'],
    ])
  })

  test('is nothing where filters left none', () => {
    const filtered = specCase('', { options: { ...OPTIONS, tags: ['slow'] } })
    expect(split({ native: passing() }, filtered)).toEqual([])
  })
})

describe('expectations', () => {
  const source = `-- about the file
-- expect: difference lua54
it('a', function() end)
it('b', function() end)
`
  test('are those in the comment right above the test', () => {
    const [a, b] = splitTests(
      specCase(source),
      new Map([['native', both(seenTest(1, 'a', passing(), 3), seenTest(2, 'b', passing(), 4))]]),
    )
    expect(a!.case.expectations.map(({ text }) => text)).toEqual(['difference lua54'])
    expect(b!.case.expectations).toEqual([])
  })

  test('above no test belong to the file, which will not meet them', () => {
    const [file] = splitTests(specCase(source), new Map([['native', both(seenTest(2, 'b', passing(), 4))]]))
    expect(file!.case).toMatchObject({ id: 'a_spec.lua', expectations: [{ line: 2 }] })
  })
})
