import pc from 'picocolors'
import { columns } from '../reports/terminal/text.js'
import { formatAge } from './format-age.js'
import { formatBytes } from './format-bytes.js'
import type { OwnImage } from './own-images.js'
import type { PrunePlan, PruneResult } from './prune.js'

type Colours = ReturnType<typeof pc.createColors>

const ROLES: Readonly<Record<string, string>> = {
  'base-image': 'base image',
  'native-image': 'native image',
  'fast-vm': 'fast VM',
  'fast-vm-build': 'build stage of the fast VM',
  'build-stage': 'build stage',
}

/** How an image is called: its name, or the beginning of its id. */
function nameOfImage({ tags, id }: OwnImage): string {
  return tags.length > 0 ? tags.join(', ') : `<none> ${id.replace(/^sha256:/, '').slice(0, 12)}`
}

function whatImageIs({ role }: OwnImage): string {
  return ROLES[role] ?? role
}

export interface ListTotals {
  /** What all of them take on the engine's disk, in bytes. */
  bytes: number
  /** What `prune` frees. */
  prunableBytes: number
}

/** A table of images and a line of totals. */
export function describeImages(
  images: readonly OwnImage[],
  { now, totals, colours }: { now: Date; totals: ListTotals; colours: boolean },
): string {
  const c = pc.createColors(colours)
  if (images.length === 0)
    return 'There is no image of Luaparity on this engine. `luaparity setup` makes them.\n'
  const { named, summed } = withoutCrowds(images)
  const rows = [
    ...named.map((image) => row(image, now, c)),
    ...summed.map((crowd) => crowdRow(crowd, now, c)),
  ]
  const head = ['image', 'what', 'point', 'size', 'its own', 'age', 'state'].map((text) => c.bold(text))
  const table = columns(head, rows, ['left', 'left', 'left', 'right', 'right', 'right', 'left'])
  return `${table}\n\n${totalLine(images, totals)}\n`
}

function row(image: OwnImage, now: Date, c: Colours): string[] {
  return [
    nameOfImage(image),
    whatImageIs(image),
    image.point ?? '-',
    formatBytes(image.bytes),
    formatBytes(image.ownBytes),
    formatAge(image.created, now),
    stateOf(image, c),
  ]
}

/** Leftovers of one kind beyond this number are one row. */
const CROWD = 3

// Whoever builds often leaves dozens of stages behind, which tell nobody anything one by one.
function withoutCrowds(images: readonly OwnImage[]): { named: OwnImage[]; summed: OwnImage[][] } {
  const byRole = new Map<string, OwnImage[]>()
  for (const image of images.filter(({ tags }) => tags.length === 0))
    byRole.set(image.role, [...(byRole.get(image.role) ?? []), image])
  const summed = [...byRole.values()].filter(({ length }) => length > CROWD)
  return { named: images.filter((image) => !summed.flat().includes(image)), summed }
}

function crowdRow(crowd: readonly OwnImage[], now: Date, c: Colours): string[] {
  const own = crowd.reduce((sum, { ownBytes }) => sum + ownBytes, 0)
  const youngest = new Date(Math.max(...crowd.map(({ created }) => created.getTime())))
  const inUse = crowd.some(({ containers }) => containers.length > 0) ? ', some in use' : ''
  const what = whatImageIs(crowd[0]!).replace(/^build stage/, 'build stages')
  const state = `${c.yellow('outdated')}${inUse}`
  return [
    `<none>, ${crowd.length} of them`,
    what,
    '-',
    '-',
    formatBytes(own),
    formatAge(youngest, now),
    state,
  ]
}

function stateOf({ state, containers }: OwnImage, c: Colours): string {
  const text = state === 'current' ? c.green(state) : c.yellow(state)
  return containers.length > 0 ? `${text}, in use` : text
}

function totalLine(images: readonly OwnImage[], { bytes, prunableBytes }: ListTotals): string {
  const outdated = images.filter(({ state }) => state === 'outdated').length
  const all = `${count(images.length)}, ${formatBytes(bytes)} on the engine's disk`
  if (outdated === 0) return `${all}; all of them are current.`
  return `${all}; ${outdated} outdated: \`luaparity images prune\` frees ${formatBytes(prunableBytes)}.`
}

/** What has been removed, or what would be, and what was kept and why. */
export function describePrune(result: PruneResult | PrunePlan, colours: boolean): string {
  const c = pc.createColors(colours)
  const isPlan = 'remove' in result
  const gone = isPlan ? result.remove : result.removed
  const failed = isPlan ? [] : result.failed
  const line = (what: string, image: OwnImage, note: string): string =>
    `${what}  ${nameOfImage(image)}  ${c.dim(`(${whatImageIs(image)}, ${note})`)}\n`
  const lines = [
    ...gone.map((image) => line(isPlan ? 'would remove' : 'removed', image, image.state)),
    ...result.kept.map(({ image, reason }) => line(c.yellow('kept'), image, reason)),
    ...failed.map(({ image, reason }) => line(c.red('refused by the engine'), image, reason)),
  ]
  const freed = formatBytes(result.bytes)
  if (gone.length === 0) return `${lines.join('')}Nothing to remove.\n`
  return `${lines.join('')}${isPlan ? `${count(gone.length)} would be removed, ${freed} freed.` : `${count(gone.length)} removed, ${freed} freed.`}\n`
}

function count(n: number): string {
  return n === 1 ? '1 image' : `${n} images`
}
