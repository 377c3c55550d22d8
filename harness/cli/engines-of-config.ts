import { randomUUID } from 'node:crypto'
import { type LoadedConfig, loadConfig } from '../config/load.js'
import type { Engine } from '../engines/engine.js'
import { createEngines } from '../engines/registry.js'
import { limitsOf, readProject } from '../runs/project.js'
import { interruptSignal } from './interrupt.js'
import { type Probed, probeEngines } from './probe-engines.js'

/** Makes the engines that `names` chooses by the configuration, starts each, and says what it is. */
export async function probeConfigured(
  configFile: string | undefined,
  names: (loaded: LoadedConfig) => readonly string[],
): Promise<{ probed: Probed[]; loaded: LoadedConfig; interrupted: boolean }> {
  const loaded = await loadConfig(process.cwd(), configFile)
  const engines: Engine[] = await createEngines(names(loaded), loaded.config, {
    jobs: 1,
    memoryBytes: limitsOf(loaded.config).memoryBytes,
    runId: randomUUID(),
    root: loaded.root,
    env: process.env,
  })
  const project = await readProject(loaded, [])
  const interrupt = interruptSignal()
  try {
    const probed = await probeEngines(engines, project, interrupt.signal)
    return { probed, loaded, interrupted: interrupt.signal.aborted }
  } finally {
    interrupt.dispose()
  }
}
