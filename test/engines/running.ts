import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { Case, Limits } from '../../harness/cases/case.js'
import { configSchema } from '../../harness/config/schema.js'
import type { Engine, Project } from '../../harness/engines/engine.js'
import { createEngines } from '../../harness/engines/registry.js'
import type { Observation } from '../../harness/observations/observation.js'

/** What a test says of a case; the rest is the same for all of them. */
export interface Given {
  source: string | Buffer
  arguments?: readonly string[]
  seed?: number
  limits?: Partial<Limits>
}

/** What a test says of the project; without more there are no files and no host. */
export interface Surroundings {
  files?: Readonly<Record<string, string | Buffer>>
  env?: Readonly<Record<string, string>>
  time?: number
  determinism?: Partial<Project['determinism']>
  host?: { lua?: string; ruby?: string }
  /** Cases at once. */
  jobs?: number
  memoryBytes?: number
  runId?: string
}

const MIB = 2 ** 20

/** Generous in time: the slowest VM interprets in JavaScript, on machines that do other things as well. */
export const LIMITS: Limits = {
  timeoutMs: 40_000,
  memoryBytes: 256 * MIB,
  outputBytes: 4 * MIB,
  valueBytes: 16 * MIB,
  instructions: null,
  cpuMs: null,
  children: 16,
}

/** A started engine, and the run its containers are labelled with. */
export interface Running {
  readonly engine: Engine
  readonly runId: string
  observe(given: Given | string): Promise<Observation>
}

/** Starts one engine by its name, or the one given; whoever does so ends it with `engine.stop()`. */
export async function startEngine(
  name: string,
  surroundings: Surroundings = {},
  made?: Engine,
): Promise<Running> {
  const { files = {}, env = {}, time = 1_700_000_000, determinism, jobs = 2 } = surroundings
  const { memoryBytes = LIMITS.memoryBytes, host = {} } = surroundings
  const runId = surroundings.runId ?? randomUUID()
  const settings = { jobs, memoryBytes, runId, root: '/', env: process.env }
  const engine = made ?? (await createEngines([name], configSchema.parse({}), settings))[0]!
  const project: Project = {
    root: '/',
    files: {
      id: runId,
      files: new Map(Object.entries(files).map(([path, content]) => [path, bytesOf(content)])),
    },
    packagePath: '?.lua;?/init.lua',
    time,
    env,
    determinism: { clock: true, random: true, ...determinism },
    host: { lua: hostFile('host.lua', host.lua), ruby: hostFile('host.rb', host.ruby) },
  }
  await engine.start(project, new AbortController().signal)
  let cases = 0
  return {
    engine,
    runId,
    observe(given) {
      const { limits, ...rest } = typeof given === 'string' ? { source: given, limits: {} } : given
      return engine.run(scriptCase(`case-${++cases}`, rest), { ...LIMITS, memoryBytes, ...limits })
    },
  }
}

/** The same, ended when the test ends. */
export async function startEngineForTest(name: string, surroundings: Surroundings = {}): Promise<Running> {
  const running = await startEngine(name, surroundings)
  onTestFinished(() => running.engine.stop())
  return running
}

/** A script of the given source. */
export function scriptCase(id: string, given: Omit<Given, 'limits'>): Case {
  return {
    id,
    kind: 'script',
    file: 'test.lua',
    line: 1,
    source: bytesOf(given.source),
    chunk: '@test.lua',
    arguments: given.arguments ?? [],
    seed: given.seed ?? 1,
    expectations: [],
  }
}

function hostFile(path: string, text: string | undefined): Project['host']['lua'] {
  return text === undefined ? null : { path, source: Buffer.from(text) }
}

/** Text as bytes, one a character, so that a test can write '\xff'. */
function bytesOf(content: string | Buffer): Buffer {
  return typeof content === 'string' ? Buffer.from(content, 'latin1') : content
}
