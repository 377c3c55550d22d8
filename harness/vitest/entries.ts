import type { ListedTest } from '../specs/session.js'
import type { Entry } from './protocol.js'

/** A block while it is filled. */
interface OpenBlock {
  kind: 'block'
  name: string
  line: number | null
  entries: Entry[]
}

/** Where the block of these names begins; null where that is not known. */
export type LineOfBlock = (names: readonly string[]) => number | null

/**
 * The tests of a file, in their order, in the blocks that their names say. Tests of the same block stay together only
 * where they are neighbours, as the order in which they run must stay.
 */
export function entriesOf(tests: readonly ListedTest[], file: string, lineOfBlock: LineOfBlock): Entry[] {
  const top: Entry[] = []
  let open: OpenBlock[] = []
  for (const { n, names, line, file: definedIn } of tests) {
    const blocks = names.slice(0, -1)
    const shared = sharedLength(open, blocks)
    open = open.slice(0, shared)
    for (const name of blocks.slice(shared)) {
      const path = [...open.map((block) => block.name), name]
      const block: OpenBlock = { kind: 'block', name, line: lineOfBlock(path), entries: [] }
      entriesIn(open, top).push(block)
      open = [...open, block]
    }
    entriesIn(open, top).push({
      kind: 'test',
      name: names.at(-1)!,
      line: definedIn === file ? line : null,
      n,
    })
  }
  return top
}

function sharedLength(open: readonly OpenBlock[], names: readonly string[]): number {
  const differs = names.findIndex((name, depth) => open[depth]?.name !== name)
  return differs === -1 ? names.length : differs
}

function entriesIn(open: readonly OpenBlock[], top: Entry[]): Entry[] {
  return open.at(-1)?.entries ?? top
}
