import type { Node } from 'luaparse'

/** Calls `visit` for a node and all nodes below it, parents first, in the order of the text as far as the tree has it. */
export function walk(root: Node, visit: (node: Node, parents: readonly Node[]) => void): void {
  const parents: Node[] = []
  const go = (node: Node): void => {
    visit(node, parents)
    parents.push(node)
    for (const child of children(node)) go(child)
    parents.pop()
  }
  go(root)
}

function* children(node: Node): Iterable<Node> {
  for (const [key, value] of Object.entries(node)) {
    if (key === 'globals' || key === 'comments') continue
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) yield item
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}
