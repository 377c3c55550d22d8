import { type CaseResult, stateOf } from '../../runs/result.js'
import { visibleText } from '../../verdicts/diff.js'
import type { Row } from './case-table.js'
import type { Shown } from './view.js'

/** The row of one case, and what it is about. */
interface CaseRow extends Row {
  result: CaseResult
}

/**
 * Tests of one spec file that need nobody's attention and look alike stand in one row, at the place of the first; all have
 * their own with `--verbose`.
 */
export function groupTests(rows: readonly CaseRow[], { verbose, result: { engines } }: Shown): Row[] {
  if (verbose) return [...rows]
  const groups = new Map<string, CaseRow[]>()
  for (const [index, row] of rows.entries()) {
    const { file, kind, id } = row.result.case
    const state = stateOf(row.result, engines)
    const isQuiet = kind === 'test' && id !== file && (state === 'agree' || state === 'alone')
    const key = isQuiet
      ? JSON.stringify([file, row.cells.map(({ word }) => word), row.verdict.text])
      : String(index)
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()].map(([first, ...others]) => {
    if (others.length === 0) return first!
    return { ...first!, id: `${visibleText(first!.result.case.file ?? '')} (${others.length + 1} tests)` }
  })
}
