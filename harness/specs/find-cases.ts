import type { Case } from '../cases/case.js'
import { discoverCases } from '../cases/discover.js'
import type { LoadedConfig } from '../config/load.js'
import { type ReadBusted, type SpecFlags, type SpecSetup, specSetup } from './spec-setup.js'

/** What is to be found. */
export interface Wanted {
  /** Folder that the paths are relative to. */
  cwd: string
  /** Paths, folders or globs; empty for everything configured. */
  paths: readonly string[]
  seed: number
  flags: SpecFlags
  /** Reads the `.busted` file in place of a VM started for it. */
  readBusted?: ReadBusted
}

/** Finds the scripts and spec files of a project, as `discoverCases` does, with how its specs are run. */
export async function findCases(
  loaded: LoadedConfig,
  { cwd, paths, seed, flags, readBusted }: Wanted,
): Promise<{ cases: Case[]; specs: SpecSetup }> {
  const specs = await specSetup(loaded, flags, seed, readBusted ?? bustedReaderOf(loaded))
  const { root, config } = loaded
  const cases = await discoverCases({ root, cwd, scripts: config.scripts ?? null, specs, paths, seed })
  return { cases, specs }
}

/** Reads `.busted` files in a VM. Most projects have none, and need not wait for one. */
export function bustedReaderOf(loaded: LoadedConfig): ReadBusted {
  return async (file, run) => {
    const { bustedReader } = await import('./read-busted.js')
    return bustedReader(loaded)(file, run)
  }
}
