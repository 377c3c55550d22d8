import { type BuildCost, buildCost, FAST_VM_COST } from './build-cost.js'
import type { DockerFacts, Facts, NativeFacts } from './facts.js'

/** Whether an engine can run here. */
export type Readiness =
  | { kind: 'ready'; note: string | null }
  /** Its image has not been built yet; `cost` is null where it has not been measured. */
  | { kind: 'to-build'; image: string; cost: BuildCost | null }
  | { kind: 'impossible'; why: string; mend: string }

/** Whether an engine of that name can run here, from what was looked at. */
export function readinessOf(name: string, facts: Facts): Readiness {
  const native = facts.native.get(name)
  if (native) return nativeReadiness(native, facts)
  if (facts.notStarted.includes(name)) {
    return facts.docker.kind === 'none' ? noDocker(facts.docker.hint) : { kind: 'ready', note: NOT_TRIED }
  }
  const started = facts.started.find((engine) => engine.name === name)
  if (started?.status === 'ready') return { kind: 'ready', note: null }
  const why = started?.reason ?? 'it was not looked at'
  if (name === 'fast' && facts.fastVm.kind === 'missing' && facts.docker.kind === 'found')
    return { kind: 'to-build', image: 'the fast VM', cost: FAST_VM_COST }
  return { kind: 'impossible', why, mend: started?.hint ?? HOW_TO_SEE }
}

/** The note on an engine that only a container could tell about. */
export const NOT_TRIED = 'not tried'

const HOW_TO_SEE = 'See `luaparity engines`.'

function noDocker(mend: string): Readiness {
  return { kind: 'impossible', why: 'no Docker engine answers', mend }
}

function nativeReadiness({ axes, tag, isThere }: NativeFacts, { docker }: Facts): Readiness {
  if (docker.kind === 'none') return noDocker(docker.hint)
  const support = docker.archs.find(({ arch }) => arch === axes.arch)
  if (support?.kind === 'impossible') {
    return {
      kind: 'impossible',
      why: support.why,
      mend: support.hint,
    }
  }
  const obstacle = spaceObstacle(axes.space, docker)
  if (obstacle) return obstacle
  if (isThere) return { kind: 'ready', note: support?.kind === 'emulated' ? 'emulated' : null }
  return baseObstacle(axes, docker) ?? { kind: 'to-build', image: tag, cost: buildCost(axes) }
}

/** From where on the engines with `space=pagezero...` take the low 4 GB: 64 KB. */
const PAGEZERO_FROM = 65_536

function spaceObstacle(space: string, { kernel }: DockerFacts): Readiness | null {
  const lowest = Number(kernel?.mmapMinAddr ?? 0)
  if (!space.startsWith('pagezero') || !(lowest > PAGEZERO_FROM)) return null
  const why = `the kernel lets nobody use memory below ${lowest} (vm.mmap_min_addr)`
  return { kind: 'impossible', why, mend: `As root: \`sysctl vm.mmap_min_addr=${PAGEZERO_FROM}\`.` }
}

function baseObstacle({ release, arch }: NativeFacts['axes'], docker: DockerFacts): Readiness | null {
  const isThere = docker.bases.some(
    (base) => base.release === release && base.arch === arch && base.tag !== null,
  )
  if (isThere || docker.baseSource?.kind !== 'none') return null
  const why = `there is no base image of ${release} for ${arch}, and none can be had: ${docker.baseSource.why}`
  return { kind: 'impossible', why, mend: HOW_TO_GET_A_BASE }
}

/** What to do where neither a registry nor mmdebstrap gives a base image. */
export const HOW_TO_GET_A_BASE =
  'Give the engine access to a registry, or an image: `docker load` one that was saved elsewhere.'
