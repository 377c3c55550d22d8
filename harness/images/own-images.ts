import { labels } from '../engines/native/docker/labels.js'
import { type ImageGraph, type ImageNode, isLeaf, removalOf } from './graph.js'

/** An image that this project made. */
export interface OwnImage {
  id: string
  /** All its names; none for what a build left behind. */
  tags: readonly string[]
  /** What it is, as its label says: `native-image`, `base-image`, `fast-vm`, ...; `build-stage` for a leftover. */
  role: string
  /** What it stands for, e.g. `bookworm-i386`; null where that means nothing. */
  point: string | null
  /** With all it stands on, in bytes. */
  bytes: number
  /** What removing it alone would free, in bytes; nothing while others stand on it. */
  ownBytes: number
  created: Date
  /** Whether it belongs to the files as they are now. */
  state: 'current' | 'outdated'
  /** Names of the containers, running or not, that were made from it. */
  containers: readonly string[]
}

/**
 * The images that this project made, the current ones first, by name. Labels are inherited: an image of somebody else's
 * that stands on one of ours carries them too, so one that has names counts only if one of them is ours.
 */
export function ownImages(graph: ImageGraph, currentTags: ReadonlySet<string>): OwnImage[] {
  return [...graph.nodes.values()]
    .filter((node) => isOurs(node, graph))
    .map((node) => describe(node, graph, currentTags))
    .sort(byStateAndName)
}

/** Whether a name is one that this project gives. */
export function isOwnTag(tag: string): boolean {
  return shortTag(tag).startsWith('luaparity/')
}

function isOurs({ id, labels: given, tags }: ImageNode, graph: ImageGraph): boolean {
  if (!given[labels.role]) return false
  return tags.length > 0 ? tags.some(isOwnTag) : isLeaf(id, graph)
}

function describe(node: ImageNode, graph: ImageGraph, currentTags: ReadonlySet<string>): OwnImage {
  const { id, tags, labels: given, size, created } = node
  const role = given[labels.role]!
  return {
    id,
    tags,
    // A stage has the label of what it was built on, unless its Dockerfile gives it one.
    role: tags.length === 0 && role === 'base-image' ? 'build-stage' : role,
    point: tags.length === 0 ? null : (given[labels.point] ?? pointOf(tags)),
    bytes: size,
    ownBytes: isLeaf(id, graph) ? removalOf([id], graph).bytes : 0,
    created,
    state: tags.some((tag) => isCurrent(tag, role, currentTags)) ? 'current' : 'outdated',
    containers: graph.containers.get(id) ?? [],
  }
}

// A base image is made from no file of ours, so that it cannot be outdated while it has its name.
function isCurrent(tag: string, role: string, currentTags: ReadonlySet<string>): boolean {
  return currentTags.has(shortTag(tag)) || (role === 'base-image' && isOwnTag(tag))
}

// Images made before there was a label for it say it in their tag.
function pointOf(tags: readonly string[]): string | null {
  const found = tags.map((tag) =>
    /^luaparity\/(?:base:(.+)|ruby-luajit:(.+)-[0-9a-f]{12})$/.exec(shortTag(tag)),
  )
  const match = found.find((entry) => entry !== null)
  return match ? (match[1] ?? match[2]!) : null
}

// podman writes where an image would be pulled from in front.
function shortTag(tag: string): string {
  return tag.replace(/^(localhost|docker\.io)\//, '')
}

function byStateAndName(a: OwnImage, b: OwnImage): number {
  if (a.state !== b.state) return a.state === 'current' ? -1 : 1
  const [nameA, nameB] = [a, b].map(({ tags, id }) => tags[0] ?? `~${id}`) as [string, string]
  return nameA < nameB ? -1 : 1
}
