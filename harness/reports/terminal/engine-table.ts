import { type EngineResult, isEmulated } from '../../runs/result.js'
import { columns, cutEnd, GAP } from './text.js'
import { FEW, type View } from './view.js'

/** Characters of a VM's name and version that are shown in any case. */
const LEAST_VM = 12

/** The engines with what each is and how long it took; the letters of the columns, where these have letters. */
export function engineTable(view: View, lettered: boolean): string {
  const { engines } = view.result
  if (!view.verbose && engines.length <= FEW) return lettered ? letters(view) : ''
  const { c } = view
  const rows = engines.map((engine) => row(engine, view, lettered))
  const head = [...(lettered ? [''] : []), 'engine', 'VM', 'start s', 'cases s', 'ms a case']
  const vm = lettered ? 2 : 1
  const others = head.map((text, column) =>
    column === vm ? 0 : Math.max(text.length, ...rows.map((cells) => cells[column]!.length)),
  )
  const room = view.width - others.reduce((sum, width) => sum + width, 0) - GAP * (head.length - 1)
  const shown = rows.map((cells) =>
    cells.map((text, column) => (column === vm ? cutEnd(text, Math.max(LEAST_VM, room)) : text)),
  )
  return columns(
    head.map((text) => c.bold(text)),
    shown,
    head.map((_, column) => (column > vm ? 'right' : 'left')),
  )
}

function letters({ result, c, label }: View): string {
  return result.engines.map(({ name }) => `${c.bold(label(name))}  ${name}`).join('\n')
}

function row(engine: EngineResult, { label }: View, lettered: boolean): string[] {
  const { name, timing } = engine
  const times = timing
    ? [seconds(timing.startMs), seconds(timing.runMs), perCase(timing.runMs, timing.cases)]
    : ['-', '-', '-']
  return [...(lettered ? [label(name)] : []), name, vmOf(engine), ...times]
}

function vmOf(engine: EngineResult): string {
  switch (engine.status.kind) {
    case 'ready':
      return `${engine.status.fingerprint.vm}${isEmulated(engine) ? ' (emulated)' : ''}`
    case 'unavailable':
      return 'unavailable'
    case 'not-started':
      return 'not started'
  }
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1)
}

function perCase(ms: number, cases: number): string {
  return cases === 0 ? '-' : (ms / cases).toFixed(1)
}
