import { luaString } from '../prelude/job.js'
import type { Part } from './control.js'

/** Texts and modules that are not to be compiled, with the messages in place of them. */
export interface Refused {
  texts: ReadonlyMap<string, string>
  modules: ReadonlyMap<string, string>
}

/** The VM refuses what another one did, in the words of that one. */
export function refusePart({ texts, modules }: Refused): Part {
  const literal = (entries: ReadonlyMap<string, string>): string => {
    const fields = [...entries].map(([key, message]) => `[${quoted(key)}]=${quoted(message)}`)
    return `{${fields.join(',')}}`
  }
  return { uses: ['refuse'], lua: `C.refuse(${literal(texts)}, ${literal(modules)})` }
}

function quoted(text: string): string {
  return luaString(Buffer.from(text, 'utf8'))
}
