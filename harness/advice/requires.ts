import { argumentsOf, calledBy } from './calls.js'
import type { LuaFile } from './lua-file.js'
import type { Reference } from './names.js'
import { constantText } from './paths.js'

/** What a file requires by constant names, with the `require` of each. */
export function requiredNames({ names }: LuaFile): { name: string; reference: Reference }[] {
  return (names.globals.get('require') ?? []).flatMap((reference) => {
    const { node, frame } = reference
    const values = argumentsOf(frame.node)
    // `pcall(require, 'x')` has it one further.
    const name = constantText(calledBy(frame.node) === node ? values?.[0] : values?.[1])
    return name === null ? [] : [{ name, reference }]
  })
}
