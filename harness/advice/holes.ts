import type { Expression, Identifier, Node, Statement, TableConstructorExpression } from 'luaparse'
import { walk } from '../controls/walk.js'
import type { Finding, Subject } from './advice.js'
import { argumentsOf, calledBy } from './calls.js'
import type { ListedEngine } from './engines.js'
import { type LuaFile, rangeOf } from './lua-file.js'
import type { Frame, Local, Reference } from './names.js'
import { pathOf } from './paths.js'

const ID = 'length-of-holes'
const ADVICE = 'Keep the count in a field (n = select("#", ...)), or put false where a value is missing.'

/** Functions that go by the length of their argument. */
const MEASURING = new Set(['unpack', 'table.unpack'])

/** Functions that do nothing to a table that they are given. */
const READING = new Set(['ipairs', 'pairs', 'next', 'print', 'type', 'tostring', 'select', ...MEASURING])

/** Lengths of tables that can be seen to have holes: any border may come out, and engines choose another. */
export function findHoles({ file, engines, listed, catalogue }: Subject): Finding[] {
  const isOther = ({ vm }: ListedEngine): boolean => vm !== null && vm !== listed[0]?.vm
  const others = engines.filter(isOther)
  // All that would do otherwise are expected to.
  if (others.length === 0 && listed.some(isOther)) return []
  const advice = catalogue.find(({ id }) => id === ID)?.advice ?? ADVICE
  return places(file).map(({ node, text }) => ({
    rule: ID,
    at: rangeOf(node)[0],
    message: `${text} goes by the length of a table with a hole, which engines take differently`,
    advice,
    engines: others,
  }))
}

interface Place {
  node: Node
  text: string
}

function places(file: LuaFile): Place[] {
  // Most files have no length to ask about.
  if (!/#|\bunpack\b/.test(file.text) || !/\bnil\b/.test(file.text)) return []
  return [...ofConstructors(file), ...file.names.locals.flatMap(ofLocal)]
}

// `#{1, nil, 3}`, `unpack{1, nil, 3}`: constructors that never get a name.
function ofConstructors({ chunk, names }: LuaFile): Place[] {
  const found: Place[] = []
  walk(chunk, (node) => {
    if (node.type === 'UnaryExpression' && node.operator === '#' && hasHole(node.argument))
      found.push({ node, text: '`#`' })
  })
  for (const reference of names.references) {
    const path = pathOf(reference)
    if (reference.local || !MEASURING.has(path.text) || calledBy(path.frame.node) !== path.node) continue
    const values = argumentsOf(path.frame.node)!
    if (values.length === 1 && hasHole(values[0]!)) found.push({ node: path.node, text: `\`${path.text}\`` })
  }
  return found
}

// A local list that has a hole from the start, or gets one in the same block, with nothing that could fill it.
function ofLocal(local: Local): Place[] {
  const { init, block, references } = local
  if (init?.type !== 'TableConstructorExpression' || block === null) return []
  const places = references.flatMap((reference) => placeOf(reference) ?? [])
  const changes = references.filter((reference) => !isReading(reference))
  if (hasHole(init))
    return places.filter((place) => changes.every((change) => comesAfter(change, place, local)))
  const [change, ...further] = changes
  const size = sizeOf(init)
  const emptied = change && emptiedBy(change)
  if (!emptied || further.length > 0 || emptied.index >= size || !block.includes(emptied.statement)) return []
  return places.filter(({ node }) => rangeOf(node)[0] > rangeOf(emptied.statement)[1])
}

// Where a variable's length is taken.
function placeOf({ node, frame }: Reference): (Place & { frame: Frame }) | null {
  const parent = frame.node
  if (parent.type === 'UnaryExpression' && parent.operator === '#')
    return { node: parent, text: `\`#${(node as Identifier).name}\``, frame }
  const called = calledBy(parent)
  const name = called && dotted(called)
  if (!name || !MEASURING.has(name) || argumentsOf(parent)!.length !== 1) return null
  return { node: parent, text: `\`${name}\``, frame }
}

// The change is in a later statement of the block that declares the variable, and so is done later.
function comesAfter(change: Reference, place: Place & { frame: Frame }, { block, depth }: Local): boolean {
  const statement = block!.find((candidate) => isWithin(candidate, place.node))
  if (!statement || change.depth !== depth) return false
  for (let at: Frame | null = place.frame; at && at.node !== statement; at = at.up)
    if (at.node.type === 'FunctionDeclaration') return false
  return rangeOf(change.node)[0] > rangeOf(statement)[1]
}

function isWithin(outer: Node, inner: Node): boolean {
  const [from, to] = rangeOf(outer)
  const [innerFrom, innerTo] = rangeOf(inner)
  return from <= innerFrom && innerTo <= to
}

// Whether a mention of a table leaves it as it is, and gives it to nobody who might not.
function isReading({ access, node, frame: { node: parent, up } }: Reference): boolean {
  if (access === 'write') return false
  switch (parent.type) {
    case 'MemberExpression':
      return parent.indexer === '.' && !isAssigned(parent, up?.node)
    case 'IndexExpression':
      return parent.base === node && !isAssigned(parent, up?.node)
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'ReturnStatement':
    case 'IfClause':
    case 'ElseifClause':
      return true
    case 'CallExpression': {
      const name = dotted(parent.base)
      return name !== null && READING.has(name)
    }
    default:
      return false
  }
}

function isAssigned(node: Node, parent: Node | undefined): boolean {
  if (parent?.type === 'AssignmentStatement') return (parent.variables as readonly Node[]).includes(node)
  return parent?.type === 'FunctionDeclaration' && parent.identifier === node
}

// `t[2] = nil` as a statement by itself.
function emptiedBy({ node, frame }: Reference): { index: number; statement: Statement } | null {
  const target = frame.node
  const statement = frame.up?.node
  if (target.type !== 'IndexExpression' || target.base !== node) return null
  if (statement?.type !== 'AssignmentStatement' || statement.variables.length !== 1) return null
  if (target.index.type !== 'NumericLiteral' || target.index.value < 1) return null
  return statement.init[0]?.type === 'NilLiteral' ? { index: target.index.value, statement } : null
}

// A nil among the items that is followed by one that may be something.
function hasHole(node: Expression): boolean {
  if (node.type !== 'TableConstructorExpression') return false
  const items = node.fields.filter(({ type }) => type === 'TableValue')
  const last = items.findLastIndex(({ value }) => value.type !== 'NilLiteral')
  return items.slice(0, Math.max(0, last)).some(({ value }) => value.type === 'NilLiteral')
}

// How many items a list has, 0 where that cannot be seen.
function sizeOf({ fields }: TableConstructorExpression): number {
  const values = fields.map(
    ({ type, value }) => type === 'TableValue' && /Literal$|^Table|^Binary/.test(value.type),
  )
  const isSeen = values.every(Boolean) && fields.every(({ value }) => !/^(?:Nil|Vararg)/.test(value.type))
  return isSeen ? fields.length : 0
}

function dotted(node: Node): string | null {
  if (node.type === 'Identifier') return node.name
  if (node.type !== 'MemberExpression' || node.base.type !== 'Identifier') return null
  return `${node.base.name}.${node.identifier.name}`
}
