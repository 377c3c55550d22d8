import type { Expression, Node, StringLiteral } from 'luaparse'
import type { Frame, Reference } from './names.js'

/** A chain of constant names that begins at a variable, as far as it goes: `table.unpack`. */
export interface Path {
  text: string
  /** The whole chain, and what is around it. */
  node: Node
  frame: Frame
  parts: readonly Step[]
}

/** One part of a chain: its text so far, and what is around that. */
interface Step {
  text: string
  node: Node
  frame: Frame
}

/** The chain that begins at a global; `_G.unpack` is that of `unpack`. */
export function pathOf({ name, node, frame }: Reference): Path {
  let step: Step = { text: name, node, frame }
  const parts = [step]
  for (let next = longer(step); next !== null; next = longer(step)) {
    step = next
    parts.push(step)
  }
  const shown = parts.length > 1 && name === '_G' ? parts.slice(1).map(withoutG) : parts
  return { ...shown.at(-1)!, parts: shown }
}

/** The text of a string literal without escapes and line ends; null for any other expression. */
export function constantText(node: Expression | undefined): string | null {
  if (node?.type !== 'StringLiteral') return null
  // The parser does not look into strings, so that the value has to be taken from the literal.
  const { raw } = node as StringLiteral
  return /^(?:(['"])([^\\\n]*)\1|\[\[([^\n]*)\]\])$/.exec(raw)?.slice(2).join('') ?? null
}

function longer({ text, node, frame }: Step): Step | null {
  const parent = frame.node
  if (frame.up === null) return null
  if (parent.type === 'MemberExpression' && parent.base === node && parent.indexer === '.') {
    return { text: `${text}.${parent.identifier.name}`, node: parent, frame: frame.up }
  }
  if (parent.type === 'IndexExpression' && parent.base === node) {
    const key = constantText(parent.index)
    return key === null ? null : { text: `${text}.${key}`, node: parent, frame: frame.up }
  }
  return null
}

function withoutG(step: Step): Step {
  return { ...step, text: step.text.slice('_G.'.length) }
}
