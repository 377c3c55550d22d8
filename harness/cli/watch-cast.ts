import { randomUUID } from 'node:crypto'
import os from 'node:os'
import type { LoadedConfig } from '../config/load.js'
import type { Engine } from '../engines/engine.js'
import { FastEngine } from '../engines/fast.js'
import { findFastVm } from '../engines/in-process/fast-vm/artefact.js'
import { WorkerPool } from '../engines/in-process/pool.js'
import { canonicalName, chosenEngines, engineMaker } from '../engines/registry.js'
import { UsageError } from '../errors.js'
import { limitsOf } from '../runs/project.js'
import type { Cast } from '../watch/cast.js'
import type { WatchFlags } from './commands/watch.js'

/** The engines where nobody has named any: what is quick, and what is the truth. */
const USUAL = ['fast', 'native']

const STAND_IN = 'lua51'

/**
 * The engines for watching: `fast` answers at once, or the first of those that the command line names without it; the others
 * are asked in the background. Throws UsageError for an engine that there is not.
 */
export async function watchCast({ config, root }: LoadedConfig, flags: WatchFlags): Promise<Cast> {
  const chosen = chosenEngines(config, flags)
  const names = [...new Set((chosen.named ? chosen.names : USUAL).map(canonicalName))]
  if (names.length === 0) throw new UsageError('--engines names no engine')
  const jobs = flags.jobs ?? config.jobs ?? os.availableParallelism()
  const { memoryBytes } = limitsOf(config)
  const makerOf = (name: string): Promise<() => Engine> =>
    engineMaker(name, config, () => ({ jobs, memoryBytes, runId: randomUUID(), root, env: process.env }))
  const wanted = flags.engines && !names.includes('fast') ? names[0]! : 'fast'
  const isStandIn = wanted === 'fast' && findFastVm() === null
  const quick = isStandIn ? STAND_IN : wanted
  const reference = canonicalName(flags.reference ?? config.reference)
  if (flags.reference !== undefined && !names.includes(reference))
    throw new UsageError(`the reference "${reference}" is not among the engines ${names.join(', ')}`)
  const level = flags.explain ?? config.explain.level
  return {
    quick: quick === 'fast' ? () => fastEngine(jobs) : await makerOf(quick),
    others: await Promise.all(names.filter((name) => name !== wanted && name !== quick).map(makerOf)),
    reference,
    named: chosen.named,
    explain:
      level === 'off'
        ? null
        : {
            level,
            repeats: flags.repeats ?? config.explain.repeats,
            engineFor: async (name) => (await makerOf(name))(),
          },
    notes: isStandIn
      ? [
          `The fast VM has not been built, so ${STAND_IN} runs instead; \`luaparity setup\` builds it where there is Docker.`,
        ]
      : [],
  }
}

// No VM that it runs keeps its values in JavaScript, so that the heap needs no room for a case.
function fastEngine(size: number): Engine {
  return new FastEngine(() => new WorkerPool({ files: new Map() }, { size, ready: size, heapBytes: 0 }))
}
