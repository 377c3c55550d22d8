import { canonicalText } from '../observations/canonical.js'
import type { HostCall, Observation, ObservedError } from '../observations/observation.js'
import { prettyLines } from '../observations/pretty.js'
import type { LuaValue } from '../observations/values.js'
import { diffLines, shorten, visibleLines } from './diff.js'
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
  if (a.outcome === 'timeout' || a.outcome === 'out-of-memory' || a.outcome === 'crash') return null
  return (
    compareErrors(reference, other) ??
    compareValues(reference, other) ??
    compareBytes('output', reference, other, (o) => o.output.bytes) ??
    compareBytes('error output', reference, other, (o) => o.errorOutput.bytes) ??
    (reference.hasRawOutput && other.hasRawOutput
      ? compareBytes('raw output', reference, other, (o) => o.rawOutput.bytes)
      : null) ??
    compareHostCalls(reference, other)
  )
}

function compareErrors(reference: Side, other: Side): Mismatch | null {
  const a = reference.observation.error
  const b = other.observation.error
  if (!a || !b || errorKey(a) === errorKey(b)) return null
  return {
    aspect: 'error',
    summary: `${other.name} fails with ${JSON.stringify(shorten(errorText(b)))}, ${reference.name} with ${JSON.stringify(shorten(errorText(a)))}`,
    diff: diffLines(errorLines(a), errorLines(b)),
  }
}

function compareValues(reference: Side, other: Side): Mismatch | null {
  const a = reference.observation.values ?? []
  const b = other.observation.values ?? []
  if (comparable(a) === comparable(b)) return null
  const at = firstDifference(a, b)
  const summary =
    a.length !== b.length && at === Math.min(a.length, b.length)
      ? `${other.name} returns ${count(b.length, 'value')}, ${reference.name} ${count(a.length, 'value')}`
      : `${other.name} returns ${oneLine(b[at])}${a.length > 1 ? ` as value ${at + 1}` : ''}, ${reference.name} ${oneLine(a[at])}`
  return { aspect: 'values', summary, diff: diffLines(a.flatMap(prettyLines), b.flatMap(prettyLines)) }
}

function compareBytes(
  aspect: 'output' | 'error output' | 'raw output',
  reference: Side,
  other: Side,
  bytesOf: (observation: Observation) => Buffer,
): Mismatch | null {
  const a = bytesOf(reference.observation)
  const b = bytesOf(other.observation)
  if (a.equals(b)) return null
  const left = visibleLines(a)
  const right = visibleLines(b)
  let line = 0
  while (left[line] === right[line]) line++
  const shown = (lines: string[]): string =>
    line < lines.length ? JSON.stringify(shorten(lines[line]!)) : 'nothing'
  return {
    aspect,
    summary: `line ${line + 1} of the ${aspect}: ${other.name} writes ${shown(right)}, ${reference.name} ${shown(left)}`,
    diff: diffLines(left, right),
  }
}

function compareHostCalls(reference: Side, other: Side): Mismatch | null {
  const a = reference.observation.hostCalls.map(callText)
  const b = other.observation.hostCalls.map(callText)
  const at = a.findIndex((text, index) => text !== b[index])
  if (at < 0 && a.length === b.length) return null
  const index = at < 0 ? a.length : at
  return {
    aspect: 'host calls',
    summary: `host call ${index + 1}: ${other.name} makes ${shorten(b[index] ?? 'none')}, ${reference.name} ${shorten(a[index] ?? 'none')}`,
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

function errorKey(error: ObservedError): string {
  const value = error.value && error.value.kind !== 'string' ? comparable([error.value]) : ''
  return JSON.stringify([error.kind, error.message, error.file, error.line, value])
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
  return `host.${call.name}(${list(call.arguments)}) -> ${list(call.results) || 'nothing'}`
}

function oneLine(value: LuaValue | undefined): string {
  if (!value) return 'nothing'
  return shorten(prettyLines(value).join(' ').replace(/\s+/g, ' '))
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}
