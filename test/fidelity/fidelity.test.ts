import Table from 'cli-table3'
import { beforeAll, expect, test } from 'vitest'
import { describeFidelity, REFERENCE, SUBJECT } from './engines.js'
import { FILES, knownDifferences, rowsOf, runRows, type Texts } from './rows.js'

/** How many rows must be the same at least, known differences or not. */
const FLOORS: Readonly<Record<string, number>> = { values: 116, messages: 84 }

test('files with a floor hold the rows it was set for', () => {
  expect({ values: rowsOf('values').length, messages: rowsOf('messages').length }).toEqual({
    values: 119,
    messages: 87,
  })
})

test.each(FILES)('%s: no row is written twice', (file) => {
  const rows = rowsOf(file)
  expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([])
})

describeFidelity('rows', () => {
  let wanted: Map<string, Texts>
  let seen: Map<string, Texts>

  beforeAll(async () => {
    ;[wanted, seen] = await Promise.all([runRows(REFERENCE, FILES), runRows(SUBJECT, FILES)])
  }, 300_000)

  test.each(FILES)('%s', (file) => {
    const rows = rowsOf(file)
    const differing = rows.filter((row) => wanted.get(file)?.get(row) !== seen.get(file)?.get(row))
    const same = rows.length - differing.length
    const known = knownDifferences(file)
    print(
      file,
      differing,
      known.map(({ row }) => row),
      `${same} of ${rows.length} are the same`,
    )

    expect(
      known.filter(({ reason }) => !reason.trim()),
      'known differences without a reason',
    ).toEqual([])
    expect(differing.toSorted(), 'rows that differ are the known ones').toEqual(
      known.map(({ row }) => row).toSorted(),
    )
    expect(same).toBeGreaterThanOrEqual(FLOORS[file] ?? rows.length - known.length)
  })

  function print(file: string, differing: string[], known: string[], summary: string): void {
    const table = new Table({ head: ['row', REFERENCE, SUBJECT, ''], style: { head: [], border: [] } })
    const escaped = (text: string | undefined): string => JSON.stringify(text)?.slice(1, -1) ?? '(not run)'
    for (const row of differing) {
      const texts = [wanted, seen].map((all) => escaped(all.get(file)?.get(row)))
      table.push([row, ...texts, known.includes(row) ? 'known' : 'NEW'])
    }
    const gone = known.filter((row) => !differing.includes(row)).map((row) => `no longer differs: ${row}`)
    console.info([`${file}: ${summary}`, ...(differing.length ? [table.toString()] : []), ...gone].join('\n'))
  }
})
