import type { Chunk, Expression, FunctionDeclaration, Identifier, Node, Statement } from 'luaparse'

/** A sum of so many terms is a tree of that depth; whatever goes through it has room on the stack for more. */
const MOST_NESTED = 1000

/** The nodes around something, from the inside out. */
export interface Frame {
  node: Node
  up: Frame | null
}

/** The local variables that can be seen at some place, the latest first. */
export interface Scope {
  local: Local
  up: Scope | null
}

export interface Local {
  name: string
  declaration: Identifier
  /** The expression that gives the first value, where it is one by itself. */
  init: Expression | null
  /** Functions around the declaration; 0 for the main chunk. */
  depth: number
  references: Reference[]
  /** The block that declares it. */
  block: readonly Statement[] | null
}

/** A name that is read or assigned somewhere. */
export interface Reference {
  name: string
  node: Identifier
  access: 'read' | 'write'
  /** Null for a global. */
  local: Local | null
  frame: Frame
  scope: Scope | null
  depth: number
}

export interface Names {
  /** In the order of the text, as far as it is evaluated in that order. */
  references: readonly Reference[]
  locals: readonly Local[]
  /** Of all globals, by name. */
  globals: ReadonlyMap<string, readonly Reference[]>
}

/** Which variable each name of a chunk stands for. Throws RangeError for expressions nested too deeply. */
export function resolveNames(chunk: Chunk): Names {
  const resolver = new Resolver()
  resolver.block(chunk.body, null, { node: chunk, up: null })
  const globals = new Map<string, Reference[]>()
  for (const reference of resolver.references) {
    if (reference.local) continue
    const known = globals.get(reference.name)
    if (known) known.push(reference)
    else globals.set(reference.name, [reference])
  }
  return { references: resolver.references, locals: resolver.locals, globals }
}

class Resolver {
  readonly references: Reference[] = []
  readonly locals: Local[] = []
  #depth = 0
  #nesting = 0

  /** Gives the scope at the end of the block, which `until` sees. */
  block(body: readonly Statement[], outer: Scope | null, frame: Frame): Scope | null {
    let scope = outer
    for (const statement of body) scope = this.#statement(statement, scope, frame, body)
    return scope
  }

  // Gives the scope of what follows.
  #statement(node: Statement, scope: Scope | null, up: Frame, block: readonly Statement[]): Scope | null {
    const frame = { node, up }
    switch (node.type) {
      case 'LocalStatement': {
        for (const value of node.init) this.#expression(value, scope, frame)
        return node.variables.reduce<Scope | null>((inner, variable, index) => {
          const init = node.init[index]
          const isOne = init !== undefined && (index < node.init.length - 1 || !isMany(init))
          return this.#declare(variable, inner, isOne ? init : null, block)
        }, scope)
      }
      case 'AssignmentStatement':
        for (const value of node.init) this.#expression(value, scope, frame)
        for (const variable of node.variables) {
          if (variable.type === 'Identifier') this.#refer(variable, 'write', scope, frame)
          else this.#expression(variable, scope, frame)
        }
        return scope
      case 'CallStatement':
        this.#expression(node.expression, scope, frame)
        return scope
      case 'FunctionDeclaration': {
        const inner =
          node.isLocal && node.identifier?.type === 'Identifier'
            ? this.#declare(node.identifier, scope, null, block)
            : scope
        if (!node.isLocal && node.identifier?.type === 'Identifier')
          this.#refer(node.identifier, 'write', scope, frame)
        else if (node.identifier?.type === 'MemberExpression') this.#expression(node.identifier, scope, frame)
        this.#function(node, inner, frame)
        return inner
      }
      case 'DoStatement':
        this.block(node.body, scope, frame)
        return scope
      case 'WhileStatement':
        this.#expression(node.condition, scope, frame)
        this.block(node.body, scope, frame)
        return scope
      case 'RepeatStatement':
        this.#expression(node.condition, this.block(node.body, scope, frame), frame)
        return scope
      case 'IfStatement':
        for (const clause of node.clauses) {
          const inner = { node: clause, up: frame }
          if (clause.type !== 'ElseClause') this.#expression(clause.condition, scope, inner)
          this.block(clause.body, scope, inner)
        }
        return scope
      case 'ForNumericStatement':
        for (const value of [node.start, node.end, node.step])
          if (value) this.#expression(value, scope, frame)
        this.block(node.body, this.#declare(node.variable, scope, null, null), frame)
        return scope
      case 'ForGenericStatement': {
        for (const value of node.iterators) this.#expression(value, scope, frame)
        const inner = node.variables.reduce<Scope | null>(
          (seen, variable) => this.#declare(variable, seen, null, null),
          scope,
        )
        this.block(node.body, inner, frame)
        return scope
      }
      case 'ReturnStatement':
        for (const value of node.arguments) this.#expression(value, scope, frame)
        return scope
      default:
        return scope
    }
  }

  #expression(node: Expression, scope: Scope | null, up: Frame): void {
    if (++this.#nesting > MOST_NESTED) throw new RangeError('expressions are nested too deeply')
    this.#visit(node, scope, up)
    this.#nesting--
  }

  #visit(node: Expression, scope: Scope | null, up: Frame): void {
    const inside = (child: Expression): void => this.#expression(child, scope, { node, up })
    switch (node.type) {
      case 'Identifier':
        this.#refer(node, 'read', scope, up)
        break
      case 'FunctionDeclaration':
        this.#function(node, scope, { node, up })
        break
      case 'BinaryExpression':
      case 'LogicalExpression':
        inside(node.left)
        inside(node.right)
        break
      case 'UnaryExpression':
        inside(node.argument)
        break
      case 'MemberExpression':
        inside(node.base)
        break
      case 'IndexExpression':
        inside(node.base)
        inside(node.index)
        break
      case 'CallExpression':
        inside(node.base)
        for (const argument of node.arguments) inside(argument)
        break
      case 'TableCallExpression':
        inside(node.base)
        inside(node.arguments as unknown as Expression)
        break
      case 'StringCallExpression':
        inside(node.base)
        break
      case 'TableConstructorExpression':
        for (const field of node.fields) {
          const frame = { node: field as unknown as Node, up: { node, up } }
          if (field.type === 'TableKey') this.#expression(field.key, scope, frame)
          this.#expression(field.value, scope, frame)
        }
        break
      default:
        break
    }
  }

  #function({ identifier, parameters, body }: FunctionDeclaration, outer: Scope | null, frame: Frame): void {
    this.#depth++
    let scope = outer
    if (identifier?.type === 'MemberExpression' && identifier.indexer === ':') {
      const self = { type: 'Identifier', name: 'self' } as Identifier
      scope = this.#declare(self, scope, null, null)
    }
    for (const parameter of parameters)
      if (parameter.type === 'Identifier') scope = this.#declare(parameter, scope, null, null)
    this.block(body, scope, frame)
    this.#depth--
  }

  #declare(
    declaration: Identifier,
    up: Scope | null,
    init: Expression | null,
    block: readonly Statement[] | null,
  ): Scope {
    const { name } = declaration
    const local: Local = { name, declaration, init, depth: this.#depth, references: [], block }
    this.locals.push(local)
    return { local, up }
  }

  #refer(node: Identifier, access: 'read' | 'write', scope: Scope | null, frame: Frame): void {
    const local = find(node.name, scope)
    const reference: Reference = {
      name: node.name,
      node,
      access,
      local,
      frame,
      scope,
      depth: this.#depth,
    }
    this.references.push(reference)
    local?.references.push(reference)
  }
}

function find(name: string, scope: Scope | null): Local | null {
  for (let at = scope; at !== null; at = at.up) if (at.local.name === name) return at.local
  return null
}

// The last expression of a list may give any number of values.
function isMany({ type }: Expression): boolean {
  return /Call|Vararg/.test(type)
}
