import { homedir } from 'node:os'
import type Docker from 'dockerode'
import { findDocker } from '../../engines/native/docker/endpoint.js'
import { currentImageTags } from '../../images/current-tags.js'
import { describeImages, describePrune } from '../../images/describe.js'
import { type ImageGraph, readImageGraph, removalOf } from '../../images/graph.js'
import { imagesJson, pruneJson } from '../../images/json.js'
import { type OwnImage, ownImages } from '../../images/own-images.js'
import { type PruneResult, planPrune, removeImages } from '../../images/prune.js'
import { withLock } from '../../setup/lock.js'
import { lockOptions } from '../../setup/setup.js'
import { interruptSignal } from '../interrupt.js'
import { setupDeps } from '../setup-deps.js'
import { processTerminal } from '../terminal.js'
import { version } from '../version.js'
import type { ImagesFlags, PruneFlags } from './images.js'

/** Prints the images that this project made. */
export async function listImages({ json }: ImagesFlags): Promise<void> {
  const { graph, images } = await lookAround()
  const terminal = processTerminal()
  if (json) return terminal.stdout(text(imagesJson(images, version)))
  const ids = images.map(({ id }) => id)
  const now = new Date()
  const totals = {
    bytes: removalOf(ids, graph).bytes,
    prunableBytes: planPrune(images, graph, { all: false, now }).bytes,
  }
  await terminal.stdout(describeImages(images, { now, totals, colours: terminal.stdoutColours }))
}

/** Removes the outdated images, or all; exit code 1 when the engine refused to remove one. */
export async function pruneImages({ all, dryRun, json }: PruneFlags): Promise<void> {
  const result = dryRun ? (await planned(all)).plan : await whileNothingIsBuilt(() => removePlanned(all))
  const terminal = processTerminal()
  await terminal.stdout(
    json ? text(pruneJson(result, version)) : describePrune(result, terminal.stdoutColours),
  )
  if ('failed' in result && result.failed.length > 0) process.exitCode = 1
}

async function planned(all = false) {
  const { docker, graph, images } = await lookAround()
  return { docker, graph, plan: planPrune(images, graph, { all, now: new Date() }) }
}

async function removePlanned(all?: boolean): Promise<PruneResult> {
  const { docker, graph, plan } = await planned(all)
  return removeImages(docker, plan, graph)
}

// A build of this user's would otherwise lose what it stands on.
async function whileNothingIsBuilt<T>(body: () => Promise<T>): Promise<T> {
  const interrupt = interruptSignal()
  try {
    return await withLock(...lockOptions(await setupDeps(interrupt.signal, process.stderr)), body)
  } finally {
    interrupt.dispose()
  }
}

async function lookAround(): Promise<{ docker: Docker; graph: ImageGraph; images: OwnImage[] }> {
  const { env, platform } = process
  const { docker } = await findDocker({ env, platform, homedir: homedir() })
  const [graph, tags] = await Promise.all([readImageGraph(docker), currentImageTags()])
  return { docker, graph, images: ownImages(graph, tags) }
}

function text(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
