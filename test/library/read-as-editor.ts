import { type CallExpression, type Expression, type Node, parse } from 'luaparse'
import { walk } from '../../harness/controls/walk.js'
import { type Annotations, fieldOf, type Shape } from './annotations.js'
import type { Parameter, Type } from './types.js'

/**
 * What a language server says of a script by these annotations, as far as it can be told from names and counts: fields
 * that there are not, arguments that are missing, and numbers, strings and functions where another one is wanted.
 * By the rules of lua-language-server: an argument may be left out that is optional, or of the type `any` or nil.
 */
export function readAsEditor(text: string, all: Annotations): string[] {
  const chunk = parse(text, { luaVersion: 'LuaJIT', locations: true, scope: true })
  const found: { line: number; message: string }[] = []
  walk(chunk, (node) => {
    const say = (message: string): void => {
      found.push({ line: node.loc!.start.line, message })
    }
    if (node.type === 'MemberExpression') lookAtField(node.base, node.identifier.name, all, say)
    if (node.type === 'CallExpression') lookAtCall(node, all, say)
  })
  found.sort((left, right) => left.line - right.line)
  return found.map(({ line, message }) => `${line}: ${message}`)
}

type Say = (message: string) => void

function lookAtField(base: Expression, field: string, all: Annotations, say: Say): void {
  const className = shapeOf(base, all)?.className
  if (className != null && !fieldOf(all, className, field)) say(`undefined field ${field}`)
}

function lookAtCall(call: CallExpression, all: Annotations, say: Say): void {
  const shape = shapeOf(call.base, all)
  const ways = shape?.className ? (all.classes.get(shape.className)?.calls ?? []) : (shape?.calls ?? [])
  if (ways.length === 0) return
  const { arguments: given } = call
  const last = given.at(-1)
  const least = Math.min(...ways.map(required))
  // What a call or `...` at the end gives is not known.
  if (given.length < least && last?.type !== 'CallExpression' && last?.type !== 'VarargLiteral')
    say(`${least} arguments are required, not ${given.length}`)
  for (const [index, value] of given.entries())
    if (ways.every((parameters) => !takes(parameters[index], value)))
      say(`argument ${index + 1} is a ${kindOf(value)}`)
}

function required(parameters: readonly Parameter[]): number {
  return (
    parameters.findLastIndex(({ name, optional, type }) => name !== '...' && !optional && !maybeNil(type)) + 1
  )
}

function maybeNil(type: Type): boolean {
  if (type.kind === 'union') return type.of.some(maybeNil)
  return type.kind === 'name' && (type.name === 'any' || type.name === 'nil')
}

function takes(parameter: Parameter | undefined, value: Expression): boolean {
  const kind = kindOf(value)
  if (!parameter || kind === null || parameter.type.kind !== 'name') return true
  const { name } = parameter.type
  return (
    !['string', 'integer', 'number', 'boolean'].includes(name) ||
    (name === 'integer' ? 'number' : name) === kind
  )
}

function kindOf(value: Expression): string | null {
  switch (value.type) {
    case 'NumericLiteral':
      return 'number'
    case 'StringLiteral':
      return 'string'
    case 'BooleanLiteral':
      return 'boolean'
    case 'FunctionDeclaration':
      return 'function'
    default:
      return null
  }
}

function shapeOf(node: Expression, all: Annotations): Shape | undefined {
  if (node.type === 'Identifier') return isGlobal(node) ? all.globals.get(node.name) : undefined
  if (node.type !== 'MemberExpression') return undefined
  const className = shapeOf(node.base, all)?.className
  return className == null ? undefined : fieldOf(all, className, node.identifier.name)
}

// The parser says it of identifiers; its types do not.
function isGlobal(node: Node): boolean {
  return (node as { isLocal?: boolean }).isLocal === false
}
