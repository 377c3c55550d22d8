import { randomUUID } from 'node:crypto'
import pc from 'picocolors'
import { loadConfig } from '../../config/load.js'
import type { Engine, Fingerprint, Project } from '../../engines/engine.js'
import { configuredEngines, createEngines } from '../../engines/registry.js'
import { EngineUnavailableError } from '../../errors.js'
import { interruptSignal } from '../interrupt.js'
import { limitsOf, readProject } from '../project.js'
import { processTerminal } from '../terminal.js'
import type { EnginesFlags } from './engines.js'

type Status =
  | { name: string; kind: string; status: 'ready'; fingerprint: Fingerprint }
  | { name: string; kind: string; status: 'unavailable'; reason: string; hint: string | null }

/** Starts every engine, prints what it says of itself, and stops it. */
export async function listEngines(flags: EnginesFlags): Promise<void> {
  const terminal = processTerminal()
  const loaded = await loadConfig(process.cwd(), flags.config)
  const { names } = configuredEngines(loaded.config)
  const settings = {
    jobs: 1,
    memoryBytes: limitsOf(loaded.config).memoryBytes,
    runId: randomUUID(),
    root: loaded.root,
    env: process.env,
  }
  const engines = createEngines(names, loaded.config, settings)
  const project = await readProject(loaded)
  const interrupt = interruptSignal()
  try {
    const statuses = await Promise.all(engines.map((engine) => probe(engine, project, interrupt.signal)))
    const text = flags.json
      ? `${JSON.stringify(statuses, null, 2)}\n`
      : describe(statuses, terminal.stdoutColours)
    await terminal.stdout(text)
    if (interrupt.signal.aborted) process.exitCode = 130
  } finally {
    await Promise.all(engines.map((engine) => engine.stop()))
    interrupt.dispose()
  }
}

async function probe(engine: Engine, project: Project, signal: AbortSignal): Promise<Status> {
  const { name, kind } = engine
  try {
    await engine.start(project, signal)
    return { name, kind, status: 'ready', fingerprint: await engine.fingerprint() }
  } catch (error) {
    if (!(error instanceof EngineUnavailableError)) throw error
    return { name, kind, status: 'unavailable', reason: error.message, hint: error.hint }
  }
}

function describe(statuses: readonly Status[], colours: boolean): string {
  const c = pc.createColors(colours)
  const width = Math.max(...statuses.map(({ name }) => name.length))
  const lines = statuses.map((status) => {
    const name = status.name.padEnd(width)
    if (status.status === 'ready') return `${name}  ${c.green('ready')}        ${summary(status.fingerprint)}`
    const hint = status.hint
      ? `\n${' '.repeat(width + 2)}${status.hint.split('\n').join(`\n${' '.repeat(width + 2)}`)}`
      : ''
    return `${name}  ${c.red('unavailable')}  ${status.reason.split('\n').join(`\n${' '.repeat(width + 15)}`)}${hint}`
  })
  return `${lines.join('\n')}\n`
}

const SHOWN = ['ruby', 'libc', 'kernel', 'node', 'command', 'platform'] as const

function summary(fingerprint: Fingerprint): string {
  const facts = SHOWN.flatMap((key) => (fingerprint[key] === undefined ? [] : `${key} ${fingerprint[key]}`))
  return [fingerprint.vm, ...facts].join(', ')
}
