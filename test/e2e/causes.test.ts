import { beforeAll, expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.js'
import type { Report } from '../../harness/reports/schema.js'
import { describeDocker } from '../docker.js'
import { report } from './command.js'

/** Seven engines and their control runs, on a machine that runs other tests as well. */
const MS = 300_000

const ENGINES = 'native,native:jit=off,native:release=trixie,fast,lua51,lua54,lua53'

type Difference = Extract<Report['cases'][number]['verdict'], { kind: 'difference' }>['differences'][number]

/** The exhibits are built to show one cause each; what is expected of them is in their first lines. */
describeDocker('the exhibits', () => {
  let cases: Report['cases']
  beforeAll(async () => {
    const args = ['scripts-lua/exhibits', '--engines', ENGINES, '--timeout', '60000']
    cases = (await report(args, { cwd: packageRoot })).report.cases
  }, MS)

  const differences = (exhibit: string): Difference[] => {
    const { verdict } = cases.find(({ id }) => id === `scripts-lua/exhibits/${exhibit}.lua`)!
    return verdict.kind === 'difference' ? verdict.differences : []
  }
  const causes = (exhibit: string): string[] => {
    const named = differences(exhibit).map(({ cause }) =>
      cause.kind === 'dialect' ? `dialect ${cause.rule}` : cause.kind,
    )
    return [...new Set(named)].sort()
  }

  test.each([
    ['parser-crash', ['crash', 'release']],
    ['record-crash', ['crash', 'jit']],
    ['miscompile', ['jit']],
    ['pairs-order', ['order-dependent']],
    ['integer-float', ['dialect int-float-tostring']],
    ['format-d', ['dialect format-d-fraction']],
    ['unpack', ['dialect unpack-global']],
    ['goto', ['dialect goto-statement']],
    ['address-printing', ['nondeterministic']],
    ['time-printing', ['nondeterministic']],
  ])('%s: %j', (exhibit, expected) => {
    expect(causes(exhibit)).toEqual(expected)
    for (const { cause, accepted } of differences(exhibit))
      expect({ ...cause, accepted }).toMatchObject({ confidence: 'confirmed', accepted: true })
  })

  test('the miscompilation is said to be gone in the other release', () => {
    const [difference] = differences('miscompile')
    expect(difference!.headline).toBe('gone with jit=off; also with release=trixie')
  })

  test('where a line is known, it is the one that matters', () => {
    expect(differences('pairs-order')[0]!.place).toEqual({
      file: 'scripts-lua/exhibits/pairs-order.lua',
      line: 12,
    })
    expect(differences('integer-float')[0]!.headline).toBe('half is "5.0", LuaJIT gives "5"')
  })
})
