import { describe, expect, test } from 'vitest'
import { buildReport } from '../../harness/reports/report.js'
import { REPORT_SCHEMA, type Report, reportSchema } from '../../harness/reports/schema.js'
import { aRun, crashed, ended, failing, judged, num, passing } from '../builders.js'

const REPORT = buildReport(
  aRun(
    [
      judged({ native: passing(), lua54: passing({ values: [num(1)] }) }),
      judged({ native: crashed(), lua54: failing() }),
      judged({ native: ended('unavailable', 'x'), lua54: ended('unavailable', 'y') }),
      judged({ native: passing(), lua54: ended('timeout') }, { expect: ['timeout on lua54'] }),
    ],
    { unavailable: ['lua54'] },
  ),
  '1.0.0',
  1,
)

const changed = (change: (report: Report) => void): unknown => {
  const report = structuredClone(REPORT)
  change(report)
  return report
}

test('a report fits it, also after a way through JSON', () => {
  expect(reportSchema.parse(JSON.parse(JSON.stringify(REPORT)))).toEqual(REPORT)
})

test('its name is the one readers look for', () => {
  expect(REPORT_SCHEMA).toBe('luaparity.report/1')
})

describe('what does not fit', () => {
  test.each<[string, (report: Report) => void]>([
    ['another schema', (report) => Object.assign(report, { schema: 'luaparity.report/2' })],
    ['a field nobody defined', (report) => Object.assign(report, { extra: 1 })],
    [
      'an outcome nobody defined',
      (report) => Object.assign(report.cases[0]!.observations.native!, { outcome: 'ok' }),
    ],
    [
      'an engine neither ready nor not',
      (report) => Object.assign(report.engines[0]!, { status: 'starting' }),
    ],
    [
      'an agreement of no engine',
      (report) => Object.assign(report.cases[0]!, { verdict: { kind: 'agree', compared: [] } }),
    ],
    ['a difference that is none', (report) => Object.assign(report.cases[0]!.verdict, { differences: [] })],
    ['a cause nobody defined', (report) => Object.assign(differenceOf(report), { cause: { kind: 'magic' } })],
    ['a diff of 21 lines', (report) => Object.assign(differenceOf(report), { diff: Array(21).fill('x') })],
    ['a difference of no engine', (report) => Object.assign(differenceOf(report), { engines: [] })],
    ['a date that is none', (report) => Object.assign(report.run, { startedAt: 'today' })],
    ['a missing exit code', (report) => Reflect.deleteProperty(report, 'exitCode')],
  ])('%s', (_, change) => {
    expect(reportSchema.safeParse(changed(change)).success).toBe(false)
  })
})

function differenceOf(report: Report) {
  const { verdict } = report.cases[0]!
  if (verdict.kind !== 'difference') throw new Error('the first case of this report differs')
  return verdict.differences[0]!
}
