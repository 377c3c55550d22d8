import type { Engine, Project } from './engine.js'
import { InProcessEngine } from './in-process/engine.js'
import type { WorkerPool } from './in-process/pool.js'

/** PUC Lua 5.1 (wasmoon-lua5.1): the plain 5.1 dialect, without LuaJIT's extensions. */
export function lua51(pool: (project: Project) => WorkerPool): Engine {
  return new InProcessEngine({
    name: 'lua51',
    vm: 'lua51',
    shim: 'lua51',
    load: async () => (await import('./in-process/vms/lua51.js')).lua51,
    pool,
  })
}
