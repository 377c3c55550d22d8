import type { Engine, Project } from './engine.js'
import { InProcessEngine } from './in-process/engine.js'
import type { WorkerPool } from './in-process/pool.js'

/** Lua 5.3 in plain JavaScript (fengari), with 32-bit integers: a third opinion, and the slowest. */
export function lua53(pool: (project: Project) => WorkerPool): Engine {
  return new InProcessEngine({
    name: 'lua53',
    vm: 'lua53',
    shim: 'lua53',
    load: async () => (await import('./in-process/vms/lua53.js')).lua53,
    pool,
  })
}
