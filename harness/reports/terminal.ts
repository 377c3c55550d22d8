import pc from 'picocolors'
import type { Reporter } from './reporter.js'
import { caseTable } from './terminal/case-table.js'
import { details } from './terminal/details.js'
import { engineTable } from './terminal/engine-table.js'
import { engineNotes, idleNote, ledgerNotes, legend } from './terminal/notes.js'
import { summaryLine } from './terminal/summary.js'
import { lettersOf, type View } from './terminal/view.js'

/** A table of cases by engines, then what differs and how, then one line of counts; many engines get a table before it. */
export const terminalReporter: Reporter = ({ result, exitCode }, { colours, verbose, width }) => {
  const view = { result, c: pc.createColors(colours), verbose, width }
  const table = caseTable(view)
  const lettered = table.text !== '' && table.layout.heads === 'letters'
  const letters = lettersOf(result.engines)
  const labelled: View = { ...view, label: (name) => (lettered ? letters.get(name)! : name) }
  const sections = [
    engineTable(labelled, lettered),
    table.text,
    legend(labelled, table),
    idleNote(labelled),
    engineNotes(labelled),
    details(labelled),
    ledgerNotes(labelled),
    summaryLine(labelled, exitCode),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}
