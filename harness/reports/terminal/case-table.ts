import { visibleText } from '../../verdicts/diff.js'
import { type Cell, type EngineCell, engineCell, verdictCell } from './cells.js'
import { groupTests } from './group-tests.js'
import { columns, cutStart, GAP } from './text.js'
import { lettersOf, type Shown } from './view.js'

/** How the columns of engines are headed, and what stands in them. */
interface Layout {
  heads: 'names' | 'letters'
  cells: 'word' | 'mark'
}

/** From the most readable to the narrowest. */
const LAYOUTS = [
  { heads: 'names', cells: 'word' },
  { heads: 'letters', cells: 'word' },
  { heads: 'letters', cells: 'mark' },
] as const satisfies readonly Layout[]

/** The end of a path that is shown in any case. */
const LEAST_ID = 20

/** One case, or tests of a file that came to the same. */
export interface Row {
  id: string
  cells: EngineCell[]
  verdict: Cell
}

/** The table of cases by engines, in the first layout that has room. */
export interface CaseTable {
  text: string
  layout: Layout
  /** Marks that stand in it, where it has marks. */
  marks: ReadonlySet<string>
}

export function caseTable(view: Shown): CaseTable {
  const { engines, cases } = view.result
  const letters = lettersOf(engines)
  const heads = (layout: Layout): string[] =>
    engines.map(({ name }) => (layout.heads === 'letters' ? letters.get(name)! : name))
  const label = (layout: Layout) => (name: string) => (layout.heads === 'letters' ? letters.get(name)! : name)
  const rows = (layout: Layout): Row[] =>
    groupTests(
      cases.map((result) => ({
        result,
        id: visibleText(result.case.id),
        cells: engines.map((engine) => engineCell(result, engine, view.c)),
        verdict: verdictCell(result, view, label(layout)),
      })),
      view,
    )
  const drawn = LAYOUTS.map((layout) => ({ layout, heads: heads(layout), rows: rows(layout) }))
  const fitting =
    drawn.find((table) => widthOf(table.rows, table.heads, table.layout) <= view.width) ?? drawn.at(-1)!
  return {
    text: cases.length === 0 ? '' : draw(fitting.rows, fitting.heads, fitting.layout, view),
    layout: fitting.layout,
    marks: new Set(fitting.rows.flatMap(({ cells }) => cells.map(({ mark }) => mark))),
  }
}

function widthOf(rows: readonly Row[], heads: readonly string[], layout: Layout): number {
  const longest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length))
  const ids = longest(['case', ...rows.map(({ id }) => id)])
  const verdicts = longest(['verdict', ...rows.map(({ verdict }) => verdict.text)])
  if (layout.cells === 'mark') return ids + GAP + heads.join(' ').length + GAP + verdicts
  const words = heads.map((head, index) => longest([head, ...rows.map(({ cells }) => cells[index]!.word)]))
  return ids + verdicts + words.reduce((sum, width) => sum + width + GAP, GAP)
}

function draw(rows: readonly Row[], heads: readonly string[], layout: Layout, { c, width }: Shown): string {
  const line = (id: string, cells: string[], verdict: string): string[] =>
    // Marks stand closer together than columns of a table can.
    layout.cells === 'mark' ? [id, cells.join(' '), verdict] : [id, ...cells, verdict]
  const excess = Math.max(0, widthOf(rows, heads, layout) - width)
  const longest = Math.max(...rows.map(({ id }) => id.length))
  const room = Math.max(LEAST_ID, longest - excess)
  return columns(
    line('case', [...heads], 'verdict').map((text) => c.bold(text)),
    rows.map(({ id, cells, verdict }) =>
      line(
        cutStart(id, room),
        cells.map((cell, index) => {
          const space = layout.cells === 'mark' ? heads[index]!.length - cell.mark.length : 0
          return `${cell.painted(layout.cells)}${' '.repeat(space)}`
        }),
        verdict.paint(verdict.text),
      ),
    ),
  )
}
