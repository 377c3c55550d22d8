import { type Chunk, parse } from 'luaparse'

/** Grammars that are tried, the reference's first. */
const GRAMMARS = ['LuaJIT', '5.3', '5.2'] as const

interface Parsed {
  chunk: Chunk
  text: string
}

/** Every control run of a project goes over the same modules again, as the same bytes. */
const trees = new WeakMap<Uint8Array, Parsed | null>()

/** A script as a tree, with positions; null where it is in none of the grammars that are known here. */
export function parseLua(source: Uint8Array): Parsed | null {
  const known = trees.get(source)
  if (known !== undefined) return known
  const parsed = parseBytes(source)
  trees.set(source, parsed)
  return parsed
}

function parseBytes(source: Uint8Array): Parsed | null {
  const text = Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString('latin1')
  for (const luaVersion of GRAMMARS) {
    try {
      // Strings are not looked into, so that bytes may be as they are.
      const chunk = parse(text, {
        luaVersion,
        ranges: true,
        locations: true,
        comments: false,
        encodingMode: 'none',
      })
      return { chunk, text }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return null
}
