import type { Expression, Node } from 'luaparse'
import { luaString } from '../prelude/job.js'
import { hasLaterEscape, stringBytes } from './literal.js'
import { parseLua } from './parse.js'
import { walk } from './walk.js'

/**
 * Operators that a control can take over; `numeral` are whole numbers that no double holds exactly, and hexadecimal ones
 * that a VM may wrap around (fengari does so from 2^31 on), `step` is that of a numeric `for`, `escape` strings with
 * escapes that Lua 5.1 does not know. `_ENV` is no call, but the variable of that name, which gets another.
 */
const OPERATORS = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '..',
  '==',
  '~=',
  '<',
  '<=',
  '>',
  '>=',
  '-u',
  '#',
  'numeral',
  'step',
  'escape',
  '_ENV',
] as const
export type Operator = (typeof OPERATORS)[number]

/** Where an operator stood, and how it and its operands were written. */
export interface Site {
  file: string
  line: number
  text: string
  left: string
  right: string
}

/** A name that no script has. */
const ORDINARY_NAME = '_ENV_OF_NO_MEANING'

interface Edit {
  at: number
  /** Characters of the original that go. */
  length: number
  text: string
}

/** An expression longer than this says nothing to a person. */
const MOST_TEXT = 60

/**
 * The script with the given operators turned into calls of the control (`controls/base.lua`), line for line as it was.
 * Sites are appended to `sites`, whose positions (from 1) the calls carry. Null where the script cannot be parsed or has
 * none of the operators.
 */
export function rewriteOperators(
  source: Uint8Array,
  file: string,
  operators: ReadonlySet<Operator>,
  sites: Site[],
): Buffer | null {
  const parsed = parseLua(source)
  if (!parsed) return null
  const { text, chunk } = parsed
  const edits: Edit[] = []
  const take = (node: Node, found: Operation | null): void => {
    if (!found || !operators.has(found.operator)) return
    const [from, to] = rangeOf(node)
    sites.push({ ...found.site, file, line: node.loc!.start.line, text: excerpt(text.slice(from, to)) })
    edits.push({ at: from, length: found.drop, text: `(''):__luaparity('${found.operator}',${found.first}` })
    if (found.comma !== null) edits.push({ at: found.comma.at, length: found.comma.length, text: ',' })
    edits.push({ at: to, length: 0, text: `${found.last},${sites.length})` })
  }
  walk(chunk, (node, parents) => {
    const parent = parents.at(-1)
    if (operators.has('_ENV') && isEnvironment(node, parent)) {
      const at = rangeOf(node)[0]
      sites.push({ file, line: node.loc!.start.line, text: '_ENV', left: '', right: '' })
      edits.push({ at, length: '_ENV'.length, text: ORDINARY_NAME })
      return
    }
    if (node.type === 'StringLiteral' && operators.has('escape') && hasLaterEscape(node.raw)) {
      const [from, to] = rangeOf(node)
      sites.push({ file, line: node.loc!.start.line, text: excerpt(node.raw), left: '', right: '' })
      // Without parentheses of its own, as in f"x", the call would be of what is called.
      const [open, close] = parent?.type === 'StringCallExpression' ? ['(', ')'] : ['', '']
      const value = luaString(Buffer.from(stringBytes(node.raw), 'latin1'))
      const lines = '\n'.repeat(node.raw.split('\n').length - 1)
      const call = `(''):__luaparity('escape',${value.replaceAll('\n', '\\n')},nil,${sites.length}${lines})`
      edits.push({ at: from, length: to - from, text: `${open}${call}${close}` })
      return
    }
    if (parent?.type === 'ForNumericStatement' && parent.step === node) take(node, step(node, text))
    take(node, operation(node, text))
  })
  return edits.length === 0 ? null : Buffer.from(apply(text, edits), 'latin1')
}

interface Operation {
  operator: Operator
  site: Pick<Site, 'left' | 'right'>
  /** Characters at the start that go: a unary operator, or a numeral. */
  drop: number
  first: string
  comma: { at: number; length: number } | null
  last: string
}

function operation(node: Node, text: string): Operation | null {
  if (node.type === 'BinaryExpression') {
    if (!isOperator(node.operator)) return null
    const at = skipBlanks(text, rangeOf(node.left)[1])
    if (!text.startsWith(node.operator, at)) return null
    const [from, to] = rangeOf(node)
    return {
      operator: node.operator,
      site: {
        left: excerpt(text.slice(from, at).trim()),
        right: excerpt(text.slice(at + node.operator.length, to).trim()),
      },
      drop: 0,
      first: '',
      comma: { at, length: node.operator.length },
      last: '',
    }
  }
  if (node.type === 'UnaryExpression' && (node.operator === '-' || node.operator === '#')) {
    // A negative number is written so; only -0 is a matter of dialect.
    if (node.operator === '-' && node.argument.type === 'NumericLiteral' && node.argument.value !== 0)
      return null
    const [from, to] = rangeOf(node)
    const operand = excerpt(text.slice(from + 1, to).trim())
    const operator = node.operator === '-' ? '-u' : '#'
    return { operator, site: { left: operand, right: '' }, drop: 1, first: '', comma: null, last: ',nil' }
  }
  if (node.type === 'NumericLiteral' && isLarge(node)) {
    const [from, to] = rangeOf(node)
    const raw = text.slice(from, to)
    const site = { left: raw, right: '' }
    return {
      operator: 'numeral',
      site,
      drop: to - from,
      first: `${raw},${node.value}`,
      comma: null,
      last: '',
    }
  }
  return null
}

// As a variable; a field may be called so on any VM.
function isEnvironment(node: Node, parent: Node | undefined): boolean {
  if (node.type !== 'Identifier' || node.name !== '_ENV') return false
  if (parent?.type === 'MemberExpression') return parent.base === node
  if (parent?.type === 'TableKeyString') return parent.key !== node
  return parent?.type !== 'LabelStatement' && parent?.type !== 'GotoStatement'
}

function step(node: Node, text: string): Operation {
  const [from, to] = rangeOf(node)
  const site = { left: excerpt(text.slice(from, to)), right: '' }
  return { operator: 'step', site, drop: 0, first: '', comma: null, last: ',nil' }
}

function isOperator(text: string): text is Operator {
  return (OPERATORS as readonly string[]).includes(text)
}

function isLarge(node: Expression & { type: 'NumericLiteral' }): boolean {
  if (!/^(0x[0-9a-f]+|[0-9]+)$/i.test(node.raw)) return false
  const largest = /^0x/i.test(node.raw) ? 2 ** 31 - 1 : Number.MAX_SAFE_INTEGER
  return BigInt(node.raw) > BigInt(largest)
}

// The operator is the first thing after its left operand that is neither blank, comment nor the end of parentheses.
function skipBlanks(text: string, from: number): number {
  const blank = /(?:\s|\)|--\[(=*)\[[\s\S]*?\]\1\]|--[^\n]*)*/y
  blank.lastIndex = from
  return from + (blank.exec(text)?.[0].length ?? 0)
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= MOST_TEXT ? line : `${line.slice(0, MOST_TEXT - 3)}...`
}

function rangeOf(node: Node): [number, number] {
  return (node as unknown as { range: [number, number] }).range
}

// Parents come first in the list: of what begins at one place the outer goes first, of what ends there the inner.
function apply(text: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, index) => ({ ...edit, index, isEnd: edit.length === 0 && edit.text.endsWith(')') }))
    .sort(
      (a, b) =>
        a.at - b.at || Number(b.isEnd) - Number(a.isEnd) || (a.isEnd ? b.index - a.index : a.index - b.index),
    )
  let out = ''
  let at = 0
  for (const edit of ordered) {
    out += text.slice(at, edit.at) + edit.text
    at = Math.max(at, edit.at + edit.length)
  }
  return out + text.slice(at)
}
