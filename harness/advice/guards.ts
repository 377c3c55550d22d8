import type { Expression, Identifier, Node } from 'luaparse'
import { mentions } from './aliases.js'
import { argumentsOf, calledBy } from './calls.js'
import type { LuaFile } from './lua-file.js'
import type { Frame, Local, Reference } from './names.js'
import { pathOf } from './paths.js'

/** Functions that say something of a value which may be nil, or survive that it is. */
const ASKING = new Set(['type', 'assert', 'pcall', 'xpcall', 'rawequal', 'select'])

/** Globals that tell one Lua from another. */
const IDENTITIES = new Set(['_VERSION', 'jit'])

/** Names that variables and fields have which hold what was found out: `isJit`, `compat.lua51`. */
const SAYS_WHICH = /^(?:is|has|on)?_?(?:lua_?5_?\d|luajit|jit|jit52)$/i

/** What a file finds out of its surroundings before it relies on them. */
export class Guards {
  readonly #tested: ReadonlySet<string>
  readonly #byNode: ReadonlyMap<Node, Reference>

  constructor(file: LuaFile) {
    this.#byNode = new Map(file.names.references.map((reference) => [reference.node, reference]))
    const tested = new Set<string>()
    for (const reference of mentions(file))
      for (const part of pathOf(reference).parts) if (isTested(part.node, part.frame)) tested.add(part.text)
    this.#tested = tested
  }

  /** Whether the file asks somewhere if there is such a global or field, or what that is in. */
  asksFor(path: string): boolean {
    const parts = path.split('.')
    return parts.some((_, index) => this.#tested.has(parts.slice(0, index + 1).join('.')))
  }

  /** Whether something is only reached when a test came out so, or may fail without harm. */
  isConditional(frame: Frame): boolean {
    for (let at: Frame | null = frame, inner: Node | null = null; at !== null; inner = at.node, at = at.up) {
      const { node } = at
      if (node.type === 'IfStatement') {
        const conditions = node.clauses.flatMap((clause) =>
          clause.type === 'ElseClause' ? [] : [clause.condition],
        )
        if (conditions.some((condition) => this.#tells(condition))) return true
      }
      if (node.type === 'LogicalExpression' && inner === node.right && this.#tells(node.left)) return true
      if (node.type === 'FunctionDeclaration' && at.up && this.#isProtected(node, at.up.node)) return true
      if (inner !== null && 'body' in node && this.#isLeftBefore(inner, node.body)) return true
    }
    return false
  }

  /** Whether the function is handed to pcall as it stands. */
  #isProtected(node: Node, call: Node): boolean {
    const called = calledBy(call)
    if (called?.type !== 'Identifier' || !/^x?pcall$/.test(called.name)) return false
    return argumentsOf(call)?.[0] === node
  }

  // Whether a block is left before, where this is another Lua: `if not jit then return end`.
  #isLeftBefore(inner: Node, body: readonly Node[]): boolean {
    return body
      .slice(0, Math.max(0, body.indexOf(inner)))
      .some(
        (statement) =>
          statement.type === 'IfStatement' &&
          statement.clauses.some(
            (clause) =>
              clause.type !== 'ElseClause' &&
              clause.body.at(-1)?.type === 'ReturnStatement' &&
              this.#tells(clause.condition),
          ),
      )
  }

  // Whether the condition depends on which Lua this is, also by way of a local variable.
  #tells(condition: Expression, seen: ReadonlySet<Local> = new Set()): boolean {
    for (const node of namesIn(condition)) {
      if (SAYS_WHICH.test(node.name)) return true
      const reference = this.#byNode.get(node)
      if (!reference) continue
      if (reference.local === null) {
        if (IDENTITIES.has(reference.name)) return true
        if (this.#tested.has(pathOf(reference).text)) return true
      } else if (reference.local.init && !seen.has(reference.local)) {
        if (this.#tells(reference.local.init, new Set([...seen, reference.local]))) return true
      }
    }
    return false
  }

  /** Whether a local variable is tested somewhere. */
  isTestedLocal(local: Local): boolean {
    return local.references.some(({ node, frame }) => isTested(node, frame))
  }
}

// An operand of `and`, `or`, `not` and comparisons, a condition, or an argument of a function that asks.
function isTested(node: Node, { node: parent }: Frame): boolean {
  switch (parent.type) {
    case 'LogicalExpression':
      return true
    case 'UnaryExpression':
      return parent.operator === 'not'
    case 'BinaryExpression':
      return parent.operator === '==' || parent.operator === '~='
    case 'IfClause':
    case 'ElseifClause':
    case 'WhileStatement':
    case 'RepeatStatement':
      return parent.condition === node
    case 'CallExpression':
      return parent.base !== node && parent.base.type === 'Identifier' && ASKING.has(parent.base.name)
    default:
      return false
  }
}

function* namesIn(node: Node): Iterable<Identifier> {
  if (node.type === 'Identifier') yield node
  for (const value of Object.values(node)) {
    for (const item of Array.isArray(value) ? value : [value])
      if (typeof item === 'object' && item !== null && 'type' in item) yield* namesIn(item as Node)
  }
}
