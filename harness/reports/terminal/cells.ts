import type { Outcome } from '../../observations/observation.js'
import {
  type CaseResult,
  type EngineResult,
  isAcceptedByLedger,
  lostEngines,
  stateOf,
} from '../../runs/result.js'
import { isJitIdle } from '../../verdicts/jit-idle.js'
import type { Colours } from './text.js'
import { differencesOf, type Shown } from './view.js'

export const IDLE = '◦'
export const DIFFERS = '≠'

/** Text and the colour it is to have; the width of a column is that of the texts. */
export interface Cell {
  text: string
  paint: (text: string) => string
}

/** What an engine saw of a case, as a word with marks behind it, or as one mark. */
export interface EngineCell {
  word: string
  mark: string
  /** Words with their marks in their own colours, or the one mark. */
  painted(kind: 'word' | 'mark'): string
}

const WORDS: Record<Outcome, string> = {
  pass: 'pass',
  fail: 'fail',
  error: 'error',
  crash: 'CRASH',
  timeout: 'timeout',
  'out-of-memory': 'memory',
  unsupported: 'unsupp.',
  missing: 'missing',
  unavailable: '-',
  pending: 'pending',
}

/** One mark for each outcome, and what it means. */
export const MARKS: Record<Outcome, { mark: string; meaning: string }> = {
  pass: { mark: '✓', meaning: 'passed' },
  fail: { mark: 'f', meaning: 'failed' },
  error: { mark: 'e', meaning: 'error' },
  crash: { mark: '✗', meaning: 'CRASH' },
  timeout: { mark: 't', meaning: 'timeout' },
  'out-of-memory': { mark: 'm', meaning: 'out of memory' },
  unsupported: { mark: 'u', meaning: 'unsupported' },
  missing: { mark: '?', meaning: 'missing' },
  unavailable: { mark: '-', meaning: 'not run' },
  pending: { mark: 'p', meaning: 'pending' },
}

/** The cell of an engine; a differing one is marked, and green only where nothing is wrong. */
export function engineCell({ observations, judgement }: CaseResult, engine: EngineResult, c: Colours) {
  const observation = observations.get(engine.name)
  const outcome = observation?.outcome ?? 'unavailable'
  const difference = differencesOf(judgement).find(({ engines }) => engines.includes(engine.name))
  const differs = difference !== undefined && outcome !== 'crash'
  const idle = observation !== undefined && isJitIdle(engine, observation)
  const word = differs ? `${WORDS[outcome]} ${DIFFERS}` : WORDS[outcome]
  const passMark = differs ? DIFFERS : idle ? IDLE : MARKS.pass.mark
  const mark = outcome === 'pass' ? passMark : MARKS[outcome].mark
  const paint = colour(outcome, difference?.accepted, c)
  const cell: EngineCell = {
    word: idle ? `${word} ${IDLE}` : word,
    mark,
    painted: (kind) => {
      if (kind === 'mark') return mark === IDLE ? c.dim(mark) : paint(mark)
      return idle ? `${paint(word)} ${c.dim(IDLE)}` : paint(word)
    },
  }
  return cell
}

function colour(outcome: Outcome, accepted: boolean | undefined, c: Colours): (text: string) => string {
  if (outcome === 'unavailable') return c.dim
  if (accepted !== undefined) return accepted ? c.yellow : c.red
  if (outcome === 'pending') return c.yellow
  return outcome === 'pass' ? c.green : c.red
}

/** The judgement in a word or two. */
export function verdictCell(result: CaseResult, view: Shown, label: (engine: string) => string): Cell {
  const { c } = view
  const { engines } = view.result
  const how = isAcceptedByLedger(result.judgement) ? 'accepted' : 'expected'
  switch (stateOf(result, engines)) {
    case 'unmet':
      return { text: 'not as expected', paint: c.red }
    case 'crash':
      return { text: 'crash', paint: c.red }
    case 'difference':
      return { text: 'difference', paint: c.red }
    case 'failure':
      return { text: 'agree, but fails', paint: c.red }
    case 'undecided':
      return { text: 'not run', paint: c.red }
    case 'lost':
      return { text: lostText(lostEngines(result, engines), label), paint: c.red }
    case 'accepted-crash':
      return { text: `crash, ${how}`, paint: c.yellow }
    case 'accepted-difference':
      return { text: `difference, ${how}`, paint: c.yellow }
    case 'alone':
      return { text: `ran on ${label(result.judgement.verdict.compared[0]!)} only`, paint: c.yellow }
    case 'agree':
      return { text: 'agree', paint: c.green }
  }
}

function lostText(lost: readonly string[], label: (engine: string) => string): string {
  return `not run on ${lost.length > 3 ? `${lost.length} engines` : lost.map(label).join(', ')}`
}
