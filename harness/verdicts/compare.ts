import { canonicalText } from '../observations/canonical.js'
import type { Captured, HostCall, Observation, ObservedError } from '../observations/observation.js'
import { prettyLines } from '../observations/pretty.js'
import type { LuaValue } from '../observations/values.js'
import { diffLines, shorten, shortenPair, visibleLines } from './diff.js'
import { canonicalMessage } from './messages.js'
import type { Aspect } from './verdict.js'

/** The first thing in which two observations differ. */
export interface Mismatch {
  aspect: Aspect
  /** "<name> does this, <reference> that", without a final stop. */
  summary: string
  diff: string[]
}

export interface Side {
  name: string
  observation: Observation
  /** In-process VMs have no descriptors that C code could write to. */
  hasRawOutput: boolean
}

/**
 * Holds an observation against the reference's: outcome, error, values, output, host calls, in this
 * order. Values are compared by type and exact value, not as text; null when nothing differs.
 */
export function compare(reference: Side, other: Side): Mismatch | null {
  const a = reference.observation
  const b = other.observation
  if (a.outcome !== b.outcome) {
    return {
      aspect: 'outcome',
      summary: `${other.name} ${ending(b)}, ${reference.name} ${ending(a)}`,
      diff: diffLines(endingLines(a), endingLines(b)),
    }
  }
  // Where a limit or a crash cut the run off depends on speed; what came before is not comparable.
  // What none of the two supports, they only refuse in words of their own.
  if (['timeout', 'out-of-memory', 'crash', 'unsupported'].includes(a.outcome)) return null
  return (
    compareErrors(reference, other) ??
    compareValues(reference, other) ??
    compareBytes('output', reference, other, (o) => o.output) ??
    compareBytes('error output', reference, other, (o) => o.errorOutput) ??
    (reference.hasRawOutput && other.hasRawOutput
      ? compareBytes('raw output', reference, other, (o) => o.rawOutput)
      : null) ??
    compareHostCalls(reference, other)
  )
}

function compareErrors(reference: Side, other: Side): Mismatch | null {
  const a = reference.observation.error
  const b = other.observation.error
  if (!a || !b || errorKey(a) === errorKey(b)) return null
  const [left, right] = shortenPair(errorText(a), errorText(b))
  return {
    aspect: 'error',
    summary: `${other.name} fails with ${JSON.stringify(right)}, ${reference.name} with ${JSON.stringify(left)}`,
    diff: diffLines(errorLines(a), errorLines(b)),
  }
}

function compareValues(reference: Side, other: Side): Mismatch | null {
  const a = reference.observation.values ?? []
  const b = other.observation.values ?? []
  if (comparable(a) === comparable(b)) return null
  const readable = diffLines(
    a.flatMap((value) => prettyLines(value)),
    b.flatMap((value) => prettyLines(value)),
  )
  return {
    aspect: 'values',
    summary: valuesSummary(reference.name, a, other.name, b),
    // What the readable form leaves out (deep nesting, the middle of long strings) the exact one has.
    diff: readable.length > 0 ? readable : diffLines([comparable(a)], [comparable(b)]),
  }
}

function valuesSummary(
  reference: string,
  a: readonly LuaValue[],
  other: string,
  b: readonly LuaValue[],
): string {
  const at = firstDifference(a, b)
  const [x, y] = [a[at], b[at]]
  if (!x || !y)
    return `${other} returns ${count(b.length, 'value')}, ${reference} ${count(a.length, 'value')}`
  const same = oneLine(x) === oneLine(y)
  const [left, right] = same
    ? shortenPair(comparable(a.slice(0, at + 1)), comparable(b.slice(0, at + 1)))
    : shortenPair(oneLine(x), oneLine(y))
  return `${other} returns ${right}${a.length > 1 && !same ? ` as value ${at + 1}` : ''}, ${reference} ${left}`
}

function compareBytes(
  aspect: 'output' | 'error output' | 'raw output',
  reference: Side,
  other: Side,
  capturedOf: (observation: Observation) => Captured,
): Mismatch | null {
  const a = capturedOf(reference.observation)
  const b = capturedOf(other.observation)
  if (a.bytes.equals(b.bytes) && a.truncated === b.truncated) return null
  const left = capturedLines(a)
  const right = capturedLines(b)
  let line = 0
  while (line < left.length && left[line] === right[line]) line++
  const [x, y] = [left[line], right[line]]
  const [l, r] = x !== undefined && y !== undefined ? shortenPair(x, y) : [x && shorten(x), y && shorten(y)]
  const shown = (text: string | undefined): string => (text === undefined ? 'nothing' : JSON.stringify(text))
  return {
    aspect,
    summary: `line ${line + 1} of the ${aspect}: ${other.name} writes ${shown(r)}, ${reference.name} ${shown(l)}`,
    diff: diffLines(left, right),
  }
}

// Of the same bytes, one may be all there was and the other what was kept.
function capturedLines({ bytes, truncated }: Captured): string[] {
  return truncated ? [...visibleLines(bytes), '(cut at the output limit)'] : visibleLines(bytes)
}

function compareHostCalls(reference: Side, other: Side): Mismatch | null {
  const a = reference.observation.hostCalls.map(callText)
  const b = other.observation.hostCalls.map(callText)
  const at = a.findIndex((text, index) => text !== b[index])
  if (at < 0 && a.length === b.length) return null
  const index = at < 0 ? a.length : at
  const [left, right] = shortenPair(a[index] ?? 'none', b[index] ?? 'none')
  return {
    aspect: 'host calls',
    summary: `host call ${index + 1}: ${other.name} makes ${right}, ${reference.name} ${left}`,
    diff: diffLines(a, b),
  }
}

function comparable(values: readonly LuaValue[]): string {
  return canonicalText(values, { numbers: 'value', order: false })
}

function firstDifference(a: readonly LuaValue[], b: readonly LuaValue[]): number {
  const shorter = Math.min(a.length, b.length)
  for (let index = 0; index < shorter; index++) {
    // Up to and with this value: identities are numbered over the whole list.
    if (comparable(a.slice(0, index + 1)) !== comparable(b.slice(0, index + 1))) return index
  }
  return shorter
}

// The same mistake in the words of another VM is no difference.
function errorKey(error: ObservedError): string {
  // A failed assertion shows the values that it was about, and says where a table is; its own value holds the same text.
  if (error.kind === 'assertion')
    return JSON.stringify([
      error.kind,
      withoutAddresses(canonicalMessage(error.message)),
      error.file,
      error.line,
    ])
  const value = error.value && error.value.kind !== 'string' ? comparable([error.value]) : ''
  return JSON.stringify([error.kind, canonicalMessage(error.message), error.file, error.line, value])
}

function withoutAddresses(text: string): string {
  return text.replace(
    /\b(table|function|thread|userdata|cdata[^:\n]*|file)(: | \()(?:builtin\W+)?(?:0x)?[0-9a-fA-F]+/g,
    '$1$20x...',
  )
}

function errorText(error: ObservedError): string {
  return error.file === null ? error.message : `${error.file}:${error.line}: ${error.message}`
}

function errorLines(error: ObservedError): string[] {
  const value = error.value && error.value.kind !== 'string' ? prettyLines(error.value) : []
  return [`${error.kind} error`, ...errorText(error).split('\n'), ...value]
}

function ending(observation: Observation): string {
  const { outcome, error, crash, reason } = observation
  if (outcome === 'pass') return 'passes'
  if (error) return `ends with ${outcome} (${shorten(errorText(error))})`
  if (crash) return `crashes (${crash.signature})`
  return `ends with ${outcome}${reason ? ` (${shorten(reason)})` : ''}`
}

function endingLines(observation: Observation): string[] {
  const lines: string[] = [observation.outcome]
  if (observation.error) lines.push(...errorLines(observation.error))
  else if (observation.reason) lines.push(observation.reason)
  for (const value of observation.values ?? []) lines.push(...prettyLines(value))
  return lines
}

function callText(call: HostCall): string {
  const list = (values: LuaValue[]): string => comparable(values).slice(1, -1)
  const answer = call.error ? `error ${list([call.error])}` : list(call.results) || 'nothing'
  return `host.${call.name}(${list(call.arguments)}) -> ${answer}`
}

function oneLine(value: LuaValue): string {
  return prettyLines(value).join(' ').replace(/\s+/g, ' ')
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
