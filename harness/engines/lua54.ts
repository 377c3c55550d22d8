import type { Engine, Project } from './engine.js'
import { InProcessEngine } from './in-process/engine.js'
import type { WorkerPool } from './in-process/pool.js'

/** PUC Lua 5.4 (wasmoon): will a script survive a move to 5.4? */
export function lua54(pool: (project: Project) => WorkerPool): Engine {
  return new InProcessEngine({
    name: 'lua54',
    vm: 'lua54',
    shim: 'lua53',
    load: async () => (await import('./in-process/vms/lua54.js')).lua54,
    pool,
  })
}
