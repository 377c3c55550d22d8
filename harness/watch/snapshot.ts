import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Case } from '../cases/case.js'
import { moduleFiles } from '../cases/file-set.js'
import { type LoadedConfig, loadConfig } from '../config/load.js'
import type { Project } from '../engines/engine.js'
import { UsageError } from '../errors.js'
import type { Ledger } from '../ledger/ledger.js'
import { loadLedger } from '../ledger/load.js'
import { readProject } from '../runs/project.js'
import { bustedReaderOf, findCases } from '../specs/find-cases.js'
import type { ReadBusted, SpecFlags } from '../specs/spec-setup.js'
import { type Needs, needsOf, sharedNeeds } from './needs.js'

/** What to watch. */
export interface Watched {
  cwd: string
  /** Configuration file in place of the nearest one. */
  config: string | undefined
  /** Paths, folders or globs; empty for everything configured. */
  paths: readonly string[]
  /** In place of the configuration's. */
  seed: number | undefined
  flags: SpecFlags
}

/** A project as it was read at one moment. */
export interface Snapshot {
  loaded: LoadedConfig
  /** Spec files first, each as one case; then scripts. */
  cases: readonly { case: Case; needs: Needs }[]
  project: Project
  ledger: Ledger | null
  readBusted: ReadBusted
}

// A file that is being replaced is not there for a moment.
const TRIES = 4
const PAUSE_MS = 25

/**
 * Reads a project. Bytes that are as they were in the snapshot before are the same objects, so that what was worked out from
 * them still holds. Throws UsageError for what cannot be used.
 */
export async function readSnapshot(
  watched: Watched,
  loaded: LoadedConfig,
  before: Snapshot | null,
): Promise<Snapshot> {
  for (let tries = 1; ; tries++) {
    try {
      return await read(watched, loaded, before)
    } catch (error) {
      if (error instanceof UsageError || tries === TRIES) throw error
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      await delay(PAUSE_MS)
    }
  }
}

/** The configuration as it is now; the same object as before where nothing in it has changed. Throws UsageError. */
export async function readConfig(
  { cwd, config }: Pick<Watched, 'cwd' | 'config'>,
  before: LoadedConfig | null,
): Promise<LoadedConfig> {
  const loaded = await loadConfig(cwd, config)
  return before && JSON.stringify(before) === JSON.stringify(loaded) ? before : loaded
}

async function read(
  { cwd, paths, seed, flags }: Watched,
  loaded: LoadedConfig,
  before: Snapshot | null,
): Promise<Snapshot> {
  const readBusted = before?.loaded === loaded ? before.readBusted : rememberingBusted(loaded)
  const found = await findCases(loaded, { cwd, paths, seed: seed ?? loaded.config.seed, flags, readBusted })
  const ledger = await loadLedger(loaded)
  const project = keepingBytes(await readProject(loaded, found.cases), before)
  const files = moduleFiles(project.files)
  const shared = sharedNeeds(loaded, project, ledger)
  const sources = new Map(before?.cases.map(({ case: { id, source } }) => [id, source]))
  const cases = found.cases.map((one): Case => {
    const source = sources.get(one.id)
    return source?.equals(one.source) ? { ...one, source } : one
  })
  const inOrder = [...cases.filter(({ spec }) => spec), ...cases.filter(({ spec }) => !spec)]
  return {
    loaded,
    cases: inOrder.map((one) => ({ case: one, needs: needsOf(one, files, project, shared) })),
    project,
    ledger,
    readBusted,
  }
}

function keepingBytes(project: Project, before: Snapshot | null): Project {
  const known = before?.project.files.files
  if (!known) return project
  const files = new Map(
    [...project.files.files].map(([path, bytes]) => {
      const old = known.get(path)
      return [path, old?.equals(bytes) ? old : bytes] as const
    }),
  )
  return { ...project, files: { ...project.files, files } }
}

// It takes a VM to read the file, which hardly ever changes.
function rememberingBusted(loaded: LoadedConfig): ReadBusted {
  let latest: { text: string; run: string | null; settings: ReturnType<ReadBusted> } | null = null
  const reader = bustedReaderOf(loaded)
  return async (file, run) => {
    const text = `${file}\n${await readFile(resolve(loaded.root, file), 'utf8')}`
    if (latest?.text !== text || latest.run !== run) latest = { text, run, settings: reader(file, run) }
    return latest.settings
  }
}
