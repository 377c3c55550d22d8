import type { Crash, Observation, ObservedError } from '../observations/observation.js'
import { visibleText } from '../verdicts/diff.js'
import { framesOf, type Origin } from './frames.js'
import type { Problem, Result } from './protocol.js'

/** Native frames of a crash that are shown: who was at work shows in the innermost ones. */
const MAX_NATIVE_FRAMES = 8

/** How a test came out: everything but a pass and a pending test is a problem. */
export function resultOf(observation: Observation, root: string): Result {
  const outcome: string = observation.outcome
  if (outcome === 'pass') return { kind: 'pass' }
  if (outcome === 'pending') return { kind: 'pending', reason: observation.reason }
  return { kind: 'problem', problem: problemOf(observation, root) }
}

/** What an observation that is no pass says, as Vitest shows errors: name, message, and the Lua frames behind it. */
export function problemOf(observation: Observation, root: string): Problem {
  const { outcome, crash, error, reason } = observation
  if (crash) {
    const frames = framesOf({ file: null, line: null, traceback: crash.lua }, root)
    return { name: 'LuaCrash', message: visibleText(crashText(crash)), frames }
  }
  const frames = error ? [...framesOf(unloadable(error), root), ...framesOf(error, root)] : []
  const text = visibleText(error?.message ?? reason ?? 'the engine does not say why')
  if (outcome === 'fail') return { name: 'AssertionError', message: text, frames }
  if (outcome === 'error') return { name: 'LuaError', message: withKind(error?.kind, text), frames }
  return { name: 'LuaError', message: `${outcome}: ${text}`, frames }
}

// Of a module that does not compile, only the message of who requires it says where.
function unloadable({ message }: ObservedError): Origin {
  const [, file = null, line = null] = /^error loading module .*:\n\s*([^\n]+?):(\d+): /.exec(message) ?? []
  return { file, line: line === null ? null : Number(line), traceback: [] }
}

function withKind(kind: string | undefined, text: string): string {
  return kind === 'syntax' ? `syntax error: ${text}` : text
}

function crashText({ signature, report, native, lua }: Crash): string {
  const lines = [`crashed: ${signature}`]
  if (report !== null) lines.push(report)
  if (lua.length > 0) lines.push('Lua:', ...lua.map((frame) => `  ${frame}`))
  if (native.length > 0) {
    lines.push('Native:', ...native.slice(0, MAX_NATIVE_FRAMES).map((frame) => `  ${frame}`))
    const more = native.length - MAX_NATIVE_FRAMES
    if (more > 0) lines.push(`  and ${more} more`)
  }
  return lines.join('\n')
}
