import type { Node } from 'luaparse'
import { argumentsOf, calledBy } from '../advice/calls.js'
import { positionAt, rangeOf, readLuaFile, readLuaText } from '../advice/lua-file.js'
import { stringBytes } from '../controls/literal.js'
import { walk } from '../controls/walk.js'
import type { LineOfBlock } from './entries.js'

const BLOCKS = new Set(['describe', 'context', 'insulate', 'expose'])

/**
 * Where the blocks of a spec file begin, as far as its text tells: a block whose name is worked out while it runs has no
 * line. Of several with the same names it is the first.
 */
export function readBlockLines(source: Uint8Array): LineOfBlock {
  const file = readLuaFile(readLuaText('', source))
  const lines = new Map<string, number>()
  if (file)
    walk(file.chunk, (node, parents) => {
      const name = blockName(node)
      if (name === null) return
      const key = JSON.stringify([...parents.map(blockName).filter((outer) => outer !== null), name])
      if (!lines.has(key)) lines.set(key, positionAt(file, rangeOf(node)[0]).line)
    })
  return (names) => lines.get(JSON.stringify(names)) ?? null
}

// A call that is a statement is a node of its own around the expression, which counts once.
function blockName(node: Node): string | null {
  if (node.type === 'CallStatement') return null
  const called = calledBy(node)
  if (called?.type !== 'Identifier' || !BLOCKS.has(called.name)) return null
  const name = argumentsOf(node)?.[0]
  if (name?.type !== 'StringLiteral') return null
  return Buffer.from(stringBytes(name.raw), 'latin1').toString('utf8')
}
