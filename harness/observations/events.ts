import type {
  DefinedTest,
  HostCall,
  JitActivity,
  Note,
  Observation,
  ObservedError,
  Outcome,
  SeenTest,
} from './observation.js'
import { emptyObservation } from './observation.js'
import { decodeLists, EncodingError, type LuaValue } from './values.js'

/** How the engine saw the run end, apart from what the prelude reported. */
export interface Ending {
  durationMs: number
  /**
   * Set when the VM did not come to its own end: the outcome that follows from it, whatever events
   * arrived before.
   */
  forced?: { outcome: Outcome; reason: string }
}

/**
 * Puts an observation together from the prelude's events, in the order they were emitted. A run whose
 * events hold no end (`pass` or `error`) is never a pass.
 */
export function observe(events: readonly string[], ending: Ending): Observation {
  const sorter = new Sorter()
  let broken: string | null = null
  try {
    for (const event of events) for (const line of event.split('\n')) sorter.take(line)
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error
    broken = error.message
  }
  const observation = sorter.observation(ending.durationMs)
  if (ending.forced) {
    return { ...observation, outcome: ending.forced.outcome, values: null, reason: ending.forced.reason }
  }
  if (broken !== null || !sorter.ended) {
    const reason = broken ?? 'the run ended without a result'
    return { ...observation, outcome: 'error', values: null, error: engineError(reason), reason }
  }
  return observation
}

/** An error of the engine's own making, not of the script. */
export function engineError(message: string): ObservedError {
  return { kind: 'engine', message, value: null, file: null, line: null, traceback: [] }
}

const OUTCOME_OF: Record<string, Outcome> = {
  assertion: 'fail',
  syntax: 'error',
  runtime: 'error',
  exit: 'error',
  'too-large': 'error',
  unsupported: 'unsupported',
  memory: 'out-of-memory',
}

/** What belongs together: what was seen outside of tests, or of one test. */
class Collector {
  ended = false
  #outcome: Outcome = 'error'
  #reason: string | null = null
  #durationMs = 0
  #values: LuaValue[] | null = null
  #error: ObservedError | null = null
  #jit: JitActivity | null = null
  #iterates: boolean | null = null
  readonly #out: Buffer[] = []
  readonly #err: Buffer[] = []
  #truncated = false
  readonly #hostCalls: HostCall[] = []
  readonly #notes: Note[] = []

  take(kind: string, rest: string, event: string): void {
    switch (kind) {
      case 'out':
        this.#out.push(bytesOf(`[${rest}]`))
        return
      case 'err':
        this.#err.push(bytesOf(`[${rest}]`))
        return
      case 'truncated':
        this.#truncated = true
        return
      case 'iterates':
        this.#iterates = rest === 'true'
        return
      case 'note':
        this.#notes.push(note(rest))
        return
      case 'host':
        this.#hostCalls.push(hostCall(rest))
        return
      case 'took':
        this.#durationMs = Number(rest)
        return
      case 'pass':
        this.#end('pass', event)
        this.#values = decodeLists(rest)[0] ?? []
        return
      case 'pending':
        this.#end('pending', event)
        this.#reason = textOf(decodeLists(rest)[0]?.[0])
        return
      case 'error': {
        const [error, outcome] = observedError(rest, event)
        this.#end(outcome, event)
        this.#error = error
        return
      }
      case 'jit': {
        const [traces = 0, aborts = 0, flushes = 0] = (decodeLists(rest)[0] ?? []).map(numberOf)
        this.#jit = { traces, aborts, flushes, reasons: [] }
        return
      }
      default:
        throw new EncodingError('unknown event', event, 0)
    }
  }

  observation(durationMs: number = this.#durationMs): Observation {
    return {
      ...emptyObservation(this.#outcome, this.#reason, durationMs),
      values: this.#values,
      output: { bytes: Buffer.concat(this.#out), truncated: this.#truncated },
      errorOutput: { bytes: Buffer.concat(this.#err), truncated: this.#truncated },
      error: this.#error,
      hostCalls: this.#hostCalls,
      jit: this.#jit,
      iterates: this.#iterates,
      notes: this.#notes,
    }
  }

  #end(outcome: Outcome, event: string): void {
    if (this.ended) throw new EncodingError('a second end', event, 0)
    this.ended = true
    this.#outcome = outcome
  }
}

/** Hands each event to what it belongs to. */
class Sorter {
  readonly #whole = new Collector()
  readonly #tests: SeenTest[] = []
  readonly #listed: (DefinedTest & { pending: boolean })[] = []
  #open: { test: DefinedTest; collector: Collector } | null = null

  get ended(): boolean {
    return this.#whole.ended
  }

  take(event: string): void {
    const space = event.indexOf(' ')
    const kind = space < 0 ? event : event.slice(0, space)
    const rest = space < 0 ? '' : event.slice(space + 1)
    switch (kind) {
      case 'test':
        if (this.#open) throw new EncodingError('a test within another', event, 0)
        this.#open = { test: definedTest(decodeLists(rest)[0] ?? [], 3), collector: new Collector() }
        return
      case 'tested':
        return this.#endTest(rest, event)
      case 'listed': {
        const list = decodeLists(rest)[0] ?? []
        this.#listed.push({ ...definedTest(list, 4), pending: textOf(list[3]) === 'pending' })
        return
      }
      // Of the VM as a whole, whatever it is at.
      case 'iterates':
      case 'jit':
        return this.#whole.take(kind, rest, event)
      default:
        return (this.#open?.collector ?? this.#whole).take(kind, rest, event)
    }
  }

  observation(durationMs: number): Observation {
    const whole = this.#whole.observation(durationMs)
    if (this.#tests.length === 0 && this.#listed.length === 0 && !this.#open) return whole
    const { iterates, jit, notes } = whole
    const withWhole = ({ observation, ...test }: SeenTest): SeenTest => ({
      ...test,
      // What was at work while the file was loaded may be so in any test.
      observation: { ...observation, iterates, jit, notes: [...notes, ...observation.notes] },
    })
    const open = this.#open && { ...this.#open.test, observation: this.#open.collector.observation() }
    const tests = {
      ended: this.#tests.map(withWhole),
      open: open && withWhole(open),
      listed: this.#listed,
    }
    return { ...whole, tests }
  }

  #endTest(rest: string, event: string): void {
    if (!this.#open) throw new EncodingError('the end of no test', event, 0)
    const { test, collector } = this.#open
    const [kind] = rest.split(' ', 1)
    if (kind === 'pass' || kind === 'pending') collector.take(kind, rest.slice(kind.length + 1), event)
    else collector.take('error', rest, event)
    this.#open = null
    this.#tests.push({ ...test, observation: collector.observation() })
  }
}

function definedTest([n, line, file, ...rest]: readonly LuaValue[], before: number): DefinedTest {
  const names = rest.slice(before - 3).map((name) => textOf(name) ?? '')
  return { n: n ? numberOf(n) : 0, line: line ? numberOf(line) : 1, file: textOf(file) ?? '', names }
}

function observedError(text: string, event: string): [ObservedError, Outcome] {
  const space = text.indexOf(' ')
  const kind = text.slice(0, space)
  const outcome = OUTCOME_OF[kind]
  const [head = [], traceback = []] = decodeLists(text.slice(space + 1))
  const [value, message, file, line] = head
  if (!outcome || !value || !message) throw new EncodingError('not an error event', event, 0)
  const error: ObservedError = {
    kind: kind as ObservedError['kind'],
    message: textOf(message) ?? '',
    value,
    file: textOf(file),
    line: line?.kind === 'number' ? numberOf(line) : null,
    traceback: traceback.map((frame) => textOf(frame) ?? ''),
  }
  return [error, outcome]
}

function hostCall(text: string): HostCall {
  const [name = [], parameters = [], results = [], error = []] = decodeLists(text)
  return { name: textOf(name[0]) ?? '', arguments: parameters, results, error: error[0] ?? null }
}

function note(text: string): Note {
  const [kind, rule, file, line, what, is, instead] = decodeLists(text)[0] ?? []
  return {
    kind: textOf(kind) === 'iteration' ? 'iteration' : 'rule',
    rule: textOf(rule) ?? '',
    file: textOf(file),
    line: line?.kind === 'number' ? numberOf(line) : null,
    what: textOf(what) ?? '',
    is: textOf(is) ?? '',
    instead: textOf(instead) ?? '',
  }
}

function bytesOf(list: string): Buffer {
  const [value] = decodeLists(list)[0] ?? []
  if (value?.kind !== 'string') throw new EncodingError('a string was expected', list, 0)
  return value.bytes
}

// Messages are shown and compared as text; bytes that are not UTF-8 keep a visible form.
function textOf(value: LuaValue | undefined): string | null {
  if (value?.kind !== 'string') return null
  const text = value.bytes.toString('utf8')
  return text.includes('\ufffd') ? value.bytes.toString('latin1') : text
}

function numberOf(value: LuaValue): number {
  return value.kind === 'number' ? Number(value.text) : 0
}
