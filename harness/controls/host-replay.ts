import type { HostCall } from '../observations/observation.js'
import { luaString } from '../prelude/job.js'
import type { Part } from './control.js'
import { LuaValueWriter } from './lua-values.js'

/** Statements that one Lua function may hold: LuaJIT counts the constants of each in 16 bits. */
const MOST_STATEMENTS = 2000

/**
 * Host functions answer from the recording of another engine: the i-th call returns or raises what the i-th recorded one
 * did, as long as its name and arguments are the same. The first call that is not the recorded one, or that there is none
 * for, is noted as rule `host`, and from then on the real host answers. It has not been asked before, so its own state is
 * that of the start.
 *
 * Functions that the host lacks are there as far as they are in the recording.
 *
 * Functions, threads, userdata, cdata and tables with a metatable cannot be rebuilt: a recorded call that gave one is
 * answered by the real host. A result that was the very table of an argument comes as a table of its own.
 */
export function replayPart(calls: readonly HostCall[]): Part {
  const writer = new LuaValueWriter()
  calls.forEach((call, index) => {
    const given = writer.list(call.arguments)
    const answer = writer.list(call.error ? [call.error] : call.results)
    const fields = [
      `name=${luaString(Buffer.from(call.name))}`,
      `arguments=${counted(given.expressions)}`,
      answer.isWhole ? `answer=${counted([String(!call.error), ...answer.expressions])}` : 'real=true',
    ]
    writer.statements.push(`calls[${index + 1}]={${fields.join(',')}}`)
  })
  return {
    uses: ['host-replay'],
    lua: `local T,calls={},{}\n${inFunctions(writer.statements)}\nC.replay_host(calls)`,
  }
}

function counted(expressions: readonly string[]): string {
  return `{n=${expressions.length},${expressions.map((expression, index) => `[${index + 1}]=${expression}`).join(',')}}`
}

function inFunctions(statements: readonly string[]): string {
  const functions: string[] = []
  for (let start = 0; start < statements.length; start += MOST_STATEMENTS) {
    const some = statements.slice(start, start + MOST_STATEMENTS)
    functions.push(`;(function()\n${some.join('\n')}\nend)()`)
  }
  return functions.join('\n')
}
