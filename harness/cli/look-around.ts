import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile, statfs } from 'node:fs/promises'
import os from 'node:os'
import { join } from 'node:path'
import { type LoadedConfig, loadConfig } from '../config/load.js'
import { configSchema } from '../config/schema.js'
import type { Facts, StartedEngine } from '../doctor/facts.js'
import { type LocalMachine, lookAtDocker } from '../doctor/look-at-docker.js'
import { lookAtExecutables } from '../doctor/look-at-executables.js'
import { lookAtNative } from '../doctor/look-at-native.js'
import type { Engine, Project } from '../engines/engine.js'
import { type FoundDocker, findDocker } from '../engines/native/docker/endpoint.js'
import { chosenEngines, createEngines } from '../engines/registry.js'
import { EngineUnavailableError, UsageError } from '../errors.js'
import { packageRoot } from '../package-root.js'
import { limitsOf, readProject } from '../runs/project.js'
import { archSupports } from '../setup/arch-support.js'
import { fastVmState } from '../setup/fast-vm-state.js'
import { linuxHost } from '../setup/linux-host.js'
import { isDebianFamily } from '../setup/os-release.js'
import { interruptSignal } from './interrupt.js'
import { probeEngines } from './probe-engines.js'

/** Looks at this machine, its Docker engine and the configuration, for the doctor. Starts no container. */
export async function lookAround(configFile: string | undefined): Promise<Facts> {
  const { loaded, engines, project, problem } = await readConfiguration(configFile)
  const found = await searchDocker()
  const images = 'docker' in found ? await namesOfImages(found) : new Set<string>()
  const usual = engines.map(({ name }) => name)
  const inside = engines.filter(({ kind }) => kind === 'in-process' || kind === 'process')
  const [docker, fastVm, started, executables, native] = await Promise.all([
    'docker' in found ? lookAtDocker(found, images, thisMachine()) : found,
    fastVmState(),
    start(inside, project),
    lookAtExecutables(),
    lookAtNative(usual, images),
  ])
  return {
    node: { version: process.version, required: requiredNode() },
    machine: {
      platform: process.platform,
      arch: process.arch,
      processors: os.availableParallelism(),
      memoryBytes: os.totalmem(),
      memoryLimitBytes: memoryLimit(),
      caseBytes: limitsOf(loaded.config).memoryBytes,
      jobs: loaded.config.jobs ?? os.availableParallelism(),
    },
    configProblem: problem,
    docker,
    fastVm,
    started,
    notStarted: engines
      .filter(({ name }) => !inside.some((e) => e.name === name) && !native.has(name))
      .map(({ name }) => name),
    executables,
    usual,
    native,
  }
}

interface Configuration {
  loaded: LoadedConfig
  engines: Engine[]
  project: Project
  problem: Facts['configProblem']
}

// A configuration that is wrong is a finding; the rest is then looked at as if there were none.
async function readConfiguration(configFile: string | undefined): Promise<Configuration> {
  try {
    return { ...(await configurationOf(await loadConfig(process.cwd(), configFile))), problem: null }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const none = { config: configSchema.parse({ modules: [] }), root: process.cwd(), file: null }
    const problem = { message: error.message, hint: error.hint }
    return { ...(await configurationOf(none)), problem }
  }
}

async function configurationOf(loaded: LoadedConfig): Promise<Omit<Configuration, 'problem'>> {
  const { memoryBytes } = limitsOf(loaded.config)
  const { names } = chosenEngines(loaded.config)
  const settings = { jobs: 1, memoryBytes, runId: randomUUID(), root: loaded.root, env: process.env }
  return {
    loaded,
    engines: await createEngines(names, loaded.config, settings),
    project: await readProject(loaded, []),
  }
}

async function start(engines: readonly Engine[], project: Project): Promise<StartedEngine[]> {
  const interrupt = interruptSignal()
  try {
    const probed = await probeEngines(engines, project, interrupt.signal)
    return probed.map((result) =>
      result.status === 'ready'
        ? { name: result.engine.name, status: 'ready', vm: result.fingerprint.vm }
        : { name: result.engine.name, status: 'unavailable', reason: result.reason, hint: result.hint },
    )
  } finally {
    interrupt.dispose()
  }
}

async function searchDocker(): Promise<FoundDocker | { kind: 'none'; reason: string; hint: string }> {
  const { env, platform } = process
  try {
    return await findDocker({ env, platform, homedir: os.homedir() })
  } catch (error) {
    if (!(error instanceof EngineUnavailableError)) throw error
    return { kind: 'none', reason: error.message, hint: error.hint ?? 'See docs/setup.md.' }
  }
}

async function namesOfImages({ docker }: FoundDocker): Promise<Set<string>> {
  const images = (await docker.listImages()) as { RepoTags: string[] | null }[]
  return new Set(images.flatMap(({ RepoTags }) => RepoTags ?? []))
}

function thisMachine(): LocalMachine {
  const linux = linuxHost(process.env.PATH ?? '')
  return {
    platform: process.platform,
    hostname: os.hostname(),
    kernelVersion: os.release(),
    archSupports: (engine) =>
      archSupports({ linux, platform: process.platform, uid: process.getuid?.() ?? null }, engine),
    readText: (path) => readFile(path, 'utf8').catch(nullWhereNothingIs),
    async freeBytes(folder) {
      const stats = await statfs(folder).catch(nullWhereNothingIs)
      return stats && stats.bavail * stats.bsize
    },
    async bootstrapObstacle() {
      const release = process.platform === 'linux' ? await linux.osRelease() : null
      if (release === null || !isDebianFamily(release))
        return 'one can be made from packages only on Debian and Ubuntu'
      return process.getuid?.() === 0 ? null : 'only root can make one from packages'
    },
  }
}

// Another user's folder is as good as not there for one who may not look into it.
function nullWhereNothingIs(error: NodeJS.ErrnoException): null {
  if (['ENOENT', 'EACCES', 'EPERM'].includes(error.code ?? '')) return null
  throw error
}

function requiredNode(): string {
  const { engines } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    engines: { node: string }
  }
  return engines.node.replace(/^>=\s*/, '')
}

// Without a limit the kernel gives a number beyond all memory there is, or none.
function memoryLimit(): number | null {
  const limit = process.constrainedMemory()
  return limit > 0 && limit < os.totalmem() ? limit : null
}
