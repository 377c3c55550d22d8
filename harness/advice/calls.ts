import type { Expression, Node } from 'luaparse'

/** The arguments of a call in any of its three forms; null for what is no call. */
export function argumentsOf(node: Node): readonly Expression[] | null {
  switch (node.type) {
    case 'CallExpression':
      return node.arguments
    case 'StringCallExpression':
      return [node.argument as unknown as Expression]
    case 'TableCallExpression':
      return [node.arguments as unknown as Expression]
    default:
      return null
  }
}

/** What a call calls; null for what is no call. */
export function calledBy(node: Node): Expression | null {
  switch (node.type) {
    case 'CallExpression':
    case 'StringCallExpression':
    case 'TableCallExpression':
      return node.base
    default:
      return null
  }
}
