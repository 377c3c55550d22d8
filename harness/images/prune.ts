import type Docker from 'dockerode'
import { messageOf } from '../errors.js'
import { dependants, type ImageGraph, removalOf } from './graph.js'
import { isOwnTag, type OwnImage } from './own-images.js'

/** What is to be removed, and what stays although it was meant, and why. */
export interface PrunePlan {
  /** What stands on something before what it stands on. */
  remove: readonly OwnImage[]
  kept: readonly { image: OwnImage; reason: string }[]
  /** What removing them frees, in bytes. */
  bytes: number
}

/** What has been done. */
export interface PruneResult {
  removed: readonly OwnImage[]
  kept: readonly { image: OwnImage; reason: string }[]
  /** Those that the engine refused to remove. */
  failed: readonly { image: OwnImage; reason: string }[]
  /** What was freed, in bytes, by the sizes that the engine gave. */
  bytes: number
}

export interface PruneOptions {
  /** The current ones too, and what a build may be using. */
  all: boolean
  now: Date
}

/** What a build left behind that is younger than this may belong to one that goes on; the longest step takes a minute. */
const LEFTOVER_REST_MS = 10 * 60_000

/** Chooses what to remove of `images`: the outdated ones, or all; never what somebody uses or has given a name. */
export function planPrune(
  images: readonly OwnImage[],
  graph: ImageGraph,
  { all, now }: PruneOptions,
): PrunePlan {
  const meant = images.filter(({ state }) => all || state === 'outdated')
  const kept = new Map<OwnImage, string>()
  for (const image of meant) {
    const reason = reasonToStay(image) ?? (all ? null : reasonToWait(image, now))
    if (reason !== null) kept.set(image, reason)
  }
  // What stays keeps what it stands on, which may in turn keep more.
  for (let before = -1; before !== kept.size; ) {
    before = kept.size
    const going = new Set(meant.filter((image) => !kept.has(image)).map(({ id }) => id))
    for (const image of meant.filter(({ id }) => going.has(id))) {
      const staying = dependants(image.id, graph).find(({ id }) => !going.has(id))
      if (staying) kept.set(image, `${staying.tags[0] ?? staying.id.slice(7, 19)} stands on it`)
    }
  }
  const remove = meant.filter((image) => !kept.has(image))
  remove.sort((a, b) => dependants(a.id, graph).length - dependants(b.id, graph).length)
  return {
    remove,
    kept: [...kept].map(([image, reason]) => ({ image, reason })),
    bytes: removalOf(
      remove.map(({ id }) => id),
      graph,
    ).bytes,
  }
}

function reasonToWait({ tags, created }: OwnImage, now: Date): string | null {
  if (tags.length > 0 || now.getTime() - created.getTime() > LEFTOVER_REST_MS) return null
  return 'made less than 10 minutes ago, so a build may still need it'
}

function reasonToStay({ containers, tags }: OwnImage): string | null {
  if (containers.length > 0) return `the container ${containers[0]} was made from it`
  const foreign = tags.find((tag) => !isOwnTag(tag))
  return foreign === undefined ? null : `it is named ${foreign} as well`
}

/** Removes what was planned, without force: what the engine refuses stays, and is in `failed`. */
export async function removeImages(docker: Docker, plan: PrunePlan, graph: ImageGraph): Promise<PruneResult> {
  const removed: OwnImage[] = []
  const failed: { image: OwnImage; reason: string }[] = []
  for (const image of plan.remove) {
    try {
      // By name: an image that has several cannot be removed by its id.
      for (const name of image.tags.length > 0 ? image.tags : [image.id]) await remove(docker, name)
      removed.push(image)
    } catch (error) {
      failed.push({ image, reason: messageOf(error) })
    }
  }
  const { bytes } = removalOf(
    removed.map(({ id }) => id),
    graph,
  )
  return { removed, kept: plan.kept, failed, bytes }
}

async function remove(docker: Docker, name: string): Promise<void> {
  try {
    await docker.getImage(name).remove()
  } catch (error) {
    // Somebody else was faster.
    if ((error as { statusCode?: number }).statusCode !== 404) throw error
  }
}
