import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LoadedConfig } from '../config/load.js'
import type { Project } from '../engines/engine.js'
import { WorkerPool } from '../engines/in-process/pool.js'
import { lua51 } from '../engines/lua51.js'
import { readBustedFile } from './busted-file.js'
import type { ReadBusted } from './spec-setup.js'

/** Reads `.busted` files of a project in a VM that has nothing but the file. */
export function bustedReader({ root, config }: LoadedConfig): ReadBusted {
  return async (file, run) => {
    const project: Project = {
      root,
      files: { id: file, files: new Map([[file, await readFile(join(root, file))]]) },
      packagePath: '',
      time: config.time,
      env: config.env,
      determinism: config.determinism,
      host: { lua: null, ruby: null },
    }
    const pool = ({ files }: Project): WorkerPool =>
      new WorkerPool({ files: files.files }, { size: 1, ready: 1, heapBytes: 0 })
    const engine = lua51(pool)
    try {
      await engine.start(project, new AbortController().signal)
      return await readBustedFile(file, run, engine)
    } finally {
      await engine.stop()
    }
  }
}
