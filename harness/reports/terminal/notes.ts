import type { EngineResult } from '../../runs/result.js'
import { isJitIdle } from '../../verdicts/jit-idle.js'
import { ledgerLines } from '../ledger-lines.js'
import type { CaseTable } from './case-table.js'
import { DIFFERS, IDLE, MARKS } from './cells.js'
import { flow, harmless, list } from './text.js'
import { differencesOf, FEW, type View } from './view.js'

/** What the marks in the table mean, those that are in it. */
export function legend(view: View, { layout, marks }: CaseTable): string {
  const { c, width } = view
  const pieces: string[] = []
  if (layout.cells === 'mark') {
    const used = Object.values(MARKS).filter(({ mark }) => marks.has(mark))
    pieces.push(...used.map(({ mark, meaning }) => `${mark} ${meaning}`))
  }
  if (idleCounts(view).length > 0) pieces.push(`${IDLE} JIT idle: passed, and nothing was compiled`)
  const differs = whatDiffersMeans(view)
  if (differs !== null) pieces.push(`${DIFFERS} ${differs}`)
  return pieces.length === 0 ? '' : c.dim(flow(pieces, width))
}

function whatDiffersMeans({ result }: View): string | null {
  const compared = result.cases
    .flatMap(({ judgement }) => differencesOf(judgement))
    .filter(({ against }) => against !== null)
  if (compared.length === 0) return null
  const reference = result.engines.find((engine) => engine.reference)?.name
  const fromOthers = compared.filter(({ engines, against }) => !engines.includes(against!))
  if (fromOthers.some(({ against }) => against !== reference))
    return 'differs from the engine it is held against, named below: the reference did not see the case through'
  const fromReference = `differs from the reference (${reference})`
  if (fromOthers.length === 0) return 'differs from itself, as said below'
  return fromOthers.length < compared.length
    ? `${fromReference}, or from itself, as said below`
    : fromReference
}

/** How many cases had nothing compiled that was meant to be, by engine. */
export function idleNote(view: View): string {
  const lines = idleCounts(view).map(
    ({ name, idle, passed }) => `JIT idle: ${idle} of ${passed} cases compiled nothing on ${name}`,
  )
  return view.c.dim(lines.join('\n'))
}

/** Engines that could not take part and why, engines with the same reason together, and what was made good. */
export function engineNotes({ result, c }: View): string {
  const absent = new Map<string, EngineResult[]>()
  for (const engine of result.engines) {
    if (engine.status.kind === 'ready') continue
    const key = JSON.stringify(engine.status)
    absent.set(key, [...(absent.get(key) ?? []), engine])
  }
  const incidents = result.engines.flatMap(({ name, incidents }) =>
    incidents.map((incident) => c.yellow(`${name}: ${incident}`)),
  )
  return [...[...absent.values()].map((engines) => absence(engines, c)), ...incidents].join('\n')
}

/** Entries of the ledger that hold no more. */
export function ledgerNotes({ result, c }: View): string {
  const { stale, expired } = ledgerLines(result.ledger)
  return [
    ...stale.map((line) => c.red(harmless(line))),
    ...expired.map((line) => c.yellow(harmless(line))),
  ].join('\n')
}

/** The engines of a sentence: their names, or how many they are. */
export function inShort(names: readonly string[]): string {
  return names.length > FEW ? `${names.length} engines` : names.join(', ')
}

function idleCounts({ result }: View): { name: string; idle: number; passed: number }[] {
  return result.engines.flatMap((engine) => {
    const seen = result.cases.flatMap(({ observations }) => observations.get(engine.name) ?? [])
    const idle = seen.filter((observation) => isJitIdle(engine, observation)).length
    const passed = seen.filter(({ outcome }) => outcome === 'pass').length
    return idle > 0 ? [{ name: engine.name, idle, passed }] : []
  })
}

function absence(engines: readonly EngineResult[], c: View['c']): string {
  const { status } = engines[0]!
  if (status.kind === 'ready') return ''
  const names = list(engines.map(({ name }) => name))
  const [be, them] = engines.length === 1 ? ['is', 'it'] : ['are', 'them']
  if (status.kind === 'not-started') return `${c.red(`Nothing ran on ${names}:`)} ${status.reason}.`
  const hint = status.hint ? `\n  ${status.hint.split('\n').join('\n  ')}` : ''
  return `${c.red(`${names} ${be} unavailable: nothing ran on ${them}.`)} ${status.reason}${c.dim(hint)}`
}
