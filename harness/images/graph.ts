import type Docker from 'dockerode'

/** An image as an engine lists it, intermediate ones included. */
export interface ImageNode {
  id: string
  /** Empty for the first of a chain, and where the engine does not tell. */
  parent: string
  /** Names given to it; none for an intermediate or a dangling image. */
  tags: readonly string[]
  labels: Readonly<Record<string, string>>
  /** With all it stands on, in bytes. */
  size: number
  created: Date
}

/** All images of an engine, what stands on what, and which containers, running or not, were made from which. */
export interface ImageGraph {
  nodes: ReadonlyMap<string, ImageNode>
  /** Ids of what stands directly on an image. */
  children: ReadonlyMap<string, readonly string[]>
  /** Names of the containers of an image. */
  containers: ReadonlyMap<string, readonly string[]>
}

/** Asks an engine for its images and containers; changes nothing. */
export async function readImageGraph(docker: Docker): Promise<ImageGraph> {
  const [images, containers] = await Promise.all([
    docker.listImages({ all: true }),
    docker.listContainers({ all: true }),
  ])
  const nodes = images.map((image): ImageNode => {
    // The types say otherwise, but engines answer null for "none".
    const { RepoTags, Labels } = image as { RepoTags: string[] | null; Labels: Record<string, string> | null }
    const tags = (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>')
    const created = new Date(image.Created * 1000)
    return {
      id: image.Id,
      parent: image.ParentId ?? '',
      tags,
      labels: Labels ?? {},
      size: image.Size,
      created,
    }
  })
  return {
    nodes: new Map(nodes.map((node) => [node.id, node])),
    children: groupBy(nodes, ({ parent, id }) => [parent, id]),
    containers: groupBy(containers, ({ ImageID, Names, Id }) => [
      ImageID,
      Names?.[0]?.replace(/^\//, '') ?? Id.slice(0, 12),
    ]),
  }
}

function groupBy<T>(items: readonly T[], entry: (item: T) => [string, string]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const item of items) {
    const [key, value] = entry(item)
    groups.set(key, [...(groups.get(key) ?? []), value])
  }
  return groups
}

/**
 * Which images go, and how many bytes with them, when the given ones are removed: these, and what they stand on as far as
 * it has no name and nothing else needs it. Where the engine does not tell what an image stands on, all of it counts.
 */
export function removalOf(ids: Iterable<string>, graph: ImageGraph): { ids: Set<string>; bytes: number } {
  const gone = new Set(ids)
  for (const id of [...gone]) {
    for (let node = parentOf(id, graph); node && isLoose(node, gone, graph); node = parentOf(node.id, graph))
      gone.add(node.id)
  }
  const bytes = [...gone].reduce((sum, id) => sum + ownBytes(id, graph), 0)
  return { ids: gone, bytes }
}

/** What an image adds to the one it stands on, in bytes. */
export function ownBytes(id: string, graph: ImageGraph): number {
  const size = graph.nodes.get(id)?.size ?? 0
  return Math.max(0, size - (parentOf(id, graph)?.size ?? 0))
}

/** What stands on an image, however far above it, and is more than a step on the way: it has a name, or ends a chain. */
export function dependants(id: string, graph: ImageGraph): ImageNode[] {
  return (graph.children.get(id) ?? []).flatMap((child) => {
    const node = graph.nodes.get(child)!
    return [...(node.tags.length > 0 || isLeaf(node.id, graph) ? [node] : []), ...dependants(child, graph)]
  })
}

/** Whether nothing stands on an image. */
export function isLeaf(id: string, graph: ImageGraph): boolean {
  return (graph.children.get(id) ?? []).length === 0
}

function parentOf(id: string, graph: ImageGraph): ImageNode | undefined {
  return graph.nodes.get(graph.nodes.get(id)?.parent ?? '')
}

function isLoose(node: ImageNode, gone: ReadonlySet<string>, graph: ImageGraph): boolean {
  const isFree = node.tags.length === 0 && !graph.containers.has(node.id)
  return isFree && (graph.children.get(node.id) ?? []).every((child) => gone.has(child))
}
