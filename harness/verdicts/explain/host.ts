import { canonicalText } from '../../observations/canonical.js'
import type { HostCall, Outcome } from '../../observations/observation.js'
import { prettyLines } from '../../observations/pretty.js'
import type { LuaValue } from '../../observations/values.js'
import type { Side } from '../compare.js'
import { shorten, shortenPair } from '../diff.js'

/** The first call of a host function in which two engines differ. */
export type HostDifference =
  /** The scripts made the same call and got other answers: it is the host. */
  | {
      kind: 'answer'
      /** Of the call, from 1. */
      index: number
      name: string
      /** The call with its arguments: `host.roll("2d6")`. */
      call: string
      /** `gives 7`, `gives nothing`, `fails with "boom"`. */
      answers: { base: string; side: string }
      headline: string
    }
  /** The scripts called differently, or one no more: something before it made them differ. */
  | {
      kind: 'call'
      index: number
      /** Null for the engine whose script makes no further call. */
      calls: { base: string | null; side: string | null }
      headline: string
    }

/** A call that may have ended with an error in place of results. */

/**
 * Where the host calls of two engines part; null when they do not, and when there are fewer on one only because a limit or
 * a crash ended it.
 */
export function hostDifference(base: Side, side: Side): HostDifference | null {
  const [a, b]: [HostCall[], HostCall[]] = [base.observation.hostCalls, side.observation.hostCalls]
  const names = { base: base.name, side: side.name }
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [x, y] = [a[at], b[at]]
    if (!x || !y) {
      const shorter = x ? side : base
      return isCutOff(shorter.observation.outcome) ? null : calledOtherwise(at + 1, x, y, names)
    }
    if (exactCall(x) !== exactCall(y)) return calledOtherwise(at + 1, x, y, names)
    if (exactAnswer(x) !== exactAnswer(y)) return answeredOtherwise(at + 1, x, y, names)
  }
  return null
}

interface Names {
  base: string
  side: string
}

function answeredOtherwise(index: number, x: HostCall, y: HostCall, names: Names): HostDifference {
  const call = shorten(callText(x))
  const [left, right] = readablePair([answered(x), answered(y)], [exactAnswer(x), exactAnswer(y)])
  const [a, b] = [`${verb(x)} ${left}`, `${verb(y)} ${right}`]
  return {
    kind: 'answer',
    index,
    name: x.name,
    call,
    answers: { base: a, side: b },
    headline: `host call ${index}: ${call} ${a} on ${names.base}, ${verb(x) === verb(y) ? right : b} on ${names.side}`,
  }
}

function calledOtherwise(
  index: number,
  x: HostCall | undefined,
  y: HostCall | undefined,
  names: Names,
): HostDifference {
  const [base, side] =
    x && y
      ? readablePair([callText(x), callText(y)], [exactCall(x), exactCall(y)])
      : [x ? shorten(callText(x)) : null, y ? shorten(callText(y)) : null]
  const made = (call: string | null): string => (call === null ? 'makes no further call' : `calls ${call}`)
  return {
    kind: 'call',
    index,
    calls: { base, side },
    headline: `host call ${index}: ${names.side} ${made(side)}, ${names.base} ${made(base)}`,
  }
}

function isCutOff(outcome: Outcome): boolean {
  return outcome === 'timeout' || outcome === 'out-of-memory' || outcome === 'crash'
}

// What only the exact form tells apart (the middle of long strings, who refers to whom) is shown in it.
function readablePair(readable: [string, string], exact: [string, string]): [string, string] {
  return readable[0] === readable[1] ? shortenPair(...exact) : shortenPair(...readable)
}

function callText(call: HostCall): string {
  return `host.${call.name}(${valuesText(call.arguments)})`
}

function verb({ error }: HostCall): string {
  return error ? 'fails with' : 'gives'
}

function answered({ results, error }: HostCall): string {
  return error ? valuesText([error]) : valuesText(results) || 'nothing'
}

function valuesText(values: readonly LuaValue[]): string {
  return values.map((value) => prettyLines(value).join(' ').replace(/\s+/g, ' ')).join(', ')
}

function exactCall(call: HostCall): string {
  return `host.${call.name}(${exact(call.arguments)})`
}

function exactAnswer({ results, error }: HostCall): string {
  return error ? `error ${exact([error])}` : exact(results)
}

// As values are compared everywhere: a script of one dialect cannot see another's kinds of numbers.
function exact(values: readonly LuaValue[]): string {
  return canonicalText(values, { numbers: 'value', order: false }).slice(1, -1)
}
