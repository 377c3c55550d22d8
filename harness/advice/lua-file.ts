import { type Chunk, type Node, parse } from 'luaparse'
import { type Names, resolveNames } from './names.js'
import { plainText, type Scan, scan } from './scan.js'

/** A script or module as far as its words tell. */
export interface LuaText {
  /** As it is shown: the path below the project root, or `-e`. */
  path: string
  /** Bytes as characters. */
  text: string
  scan: Scan
}

/** The same as far as it can be understood without running it. */
export interface LuaFile extends LuaText {
  chunk: Chunk
  names: Names
}

/**
 * Grammars that are tried. That of 5.3 has every statement and operator there is; what is missing in it, `scan` has
 * written otherwise. In the others `goto` is a name.
 */
const GRAMMARS = ['5.3', 'LuaJIT', '5.1'] as const

export function readLuaText(path: string, source: Uint8Array): LuaText {
  const text = Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString('latin1')
  return { path, text, scan: scan(text) }
}

/** Null for a text that no Lua takes, as running it says why, and for one with a sum of thousands of terms. */
export function readLuaFile(file: LuaText): LuaFile | null {
  try {
    const chunk = parseChunk(plainText(file.text, file.scan))
    return chunk && { ...file, chunk, names: resolveNames(chunk) }
  } catch (error) {
    // Deeper than the stack: of tables and sums that a program has written there is little to say.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Where a node begins and ends, in characters from 0. */
export function rangeOf(node: Node): [number, number] {
  return (node as unknown as { range: [number, number] }).range
}

/** Line and column from 1, in characters as an editor counts them. */
export function positionAt({ text }: LuaText, at: number): { line: number; column: number } {
  const start = text.lastIndexOf('\n', at - 1) + 1
  let line = 1
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', end + 1)) line++
  const before = Buffer.from(text.slice(start, at), 'latin1').toString('utf8')
  return { line, column: [...before].length + 1 }
}

function parseChunk(text: string): Chunk | null {
  for (const luaVersion of GRAMMARS) {
    try {
      return parse(text, {
        luaVersion,
        ranges: true,
        comments: false,
        // What is in strings is not looked at, so that bytes may be as they are.
        encodingMode: 'none',
        // LuaJIT takes bytes beyond ASCII for letters. The types of the package allow only false.
        extendedIdentifiers: true as never,
      })
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return null
}
