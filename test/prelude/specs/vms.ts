import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { execaSync } from 'execa'
import { caseProgram } from '../../../harness/engines/executable/case-program.js'
import { loadFastVmSync } from '../../../harness/engines/in-process/fast-vm/artefact.js'
import { Machine } from '../../../harness/engines/in-process/fast-vm/machine.js'
import type { VmFactory } from '../../../harness/engines/in-process/vm.js'
import { lua51 } from '../../../harness/engines/in-process/vms/lua51.js'
import { lua53 } from '../../../harness/engines/in-process/vms/lua53.js'
import { lua54 } from '../../../harness/engines/in-process/vms/lua54.js'
import { preludeBundle, preludeSetup, type ShimName } from '../../../harness/prelude/bundle.js'
import { escapeForFetch, type Job, luaString, renderJob } from '../../../harness/prelude/job.js'
import { isInstalled } from '../../engines/every-engine.js'
import { hasFastVm } from '../../fast-vm.js'

/** A VM with the real prelude: gives the events of a job. */
export interface PreludeVm {
  name: string
  shim: ShimName
  /** Files are by path, one character a byte. */
  run(job: Job, files: ReadonlyMap<string, string>): Promise<string[]>
}

const EXECUTABLES: readonly (readonly [string, ShimName])[] = [
  ['luajit', 'luajit'],
  ['lua5.1', 'lua51'],
  ['lua5.2', 'lua51'],
  ['lua5.3', 'lua53'],
  ['lua5.4', 'lua53'],
]

const PACKAGES: readonly (readonly [string, ShimName, VmFactory])[] = [
  ['wasmoon-lua5.1', 'lua51', lua51],
  ['fengari', 'lua53', lua53],
  ['wasmoon', 'lua53', lua54],
]

/** All there are on this machine; what is missing is named in the second list. */
export function preludeVms(): { there: PreludeVm[]; missing: string[] } {
  const there = PACKAGES.map(([name, shim, factory]) => packaged(name, shim, factory))
  const missing: string[] = []
  if (hasFastVm) there.unshift(fast())
  else missing.push('fast')
  for (const [name, shim] of EXECUTABLES) {
    if (isInstalled(name)) there.push(executable(name, shim))
    else missing.push(name)
  }
  return { there, missing }
}

function executable(name: string, shim: ShimName): PreludeVm {
  return {
    name,
    shim,
    async run(job, files) {
      const folder = mkdtempSync(join(os.tmpdir(), 'luaparity-specs-'))
      const literal = (file: string): string => luaString(Buffer.from(join(folder, file)))
      const table = [...files].map(
        ([path, text]) => `[${luaString(Buffer.from(path))}]=${luaString(Buffer.from(text, 'latin1'))}`,
      )
      try {
        writeFileSync(join(folder, 'prelude.lua'), preludeBundle(shim), 'latin1')
        const channel = `local out = assert(open(${literal('events')}, 'wb'))
local files = {${table.join(',')}}
__luaparity_emit = function(line) out:write(line, '\\n') out:flush() end
__luaparity_fetch = function(path) return files[path] end`
        const program = caseProgram({ channel, prelude: literal('prelude.lua'), job: renderJob(job) })
        writeFileSync(join(folder, 'main.lua'), program, 'latin1')
        const { stderr, exitCode } = execaSync(name, [join(folder, 'main.lua')], { reject: false })
        if (exitCode !== 0) throw new Error(`${name}: ${stderr}`)
        return lines(readFileSync(join(folder, 'events'), 'latin1'))
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  }
}

function packaged(name: string, shim: ShimName, factory: VmFactory): PreludeVm {
  return {
    name,
    shim,
    async run(job, files) {
      const events: string[] = []
      const vm = await factory.create({
        emit: (event) => events.push(event),
        fetch(path) {
          const text = files.get(path)
          return text === undefined ? undefined : escapeForFetch(Buffer.from(text, 'latin1'))
        },
        memoryBytes: 256 * 2 ** 20,
      })
      vm.run(`(function(...) ${preludeBundle(shim)}end)(${renderJob({ ...job, fetch: 'escaped' })})`)
      return lines(events.join('\n'))
    },
  }
}

function fast(): PreludeVm {
  const module = new WebAssembly.Module(loadFastVmSync())
  return {
    name: 'fast',
    shim: 'fast',
    async run(job, files) {
      const events: string[] = []
      const machine = new Machine(module, {
        write: (bytes) => events.push(Buffer.from(bytes).toString('latin1')),
        tick: () => {},
        clock: () => 0,
      })
      machine.setUp({
        roundHalfUp: true,
        files: [...files].map(([path, text]) => [path, Buffer.from(text, 'latin1')]),
        program: Buffer.from(
          `return (function(...) ${preludeSetup('fast')}end)(${renderJob(job)})`,
          'latin1',
        ),
      })
      const parameters = [
        job.source,
        Buffer.from(job.chunk),
        ...job.arguments.map((text) => Buffer.from(text)),
      ]
      const failed = machine.call(parameters, { memoryBytes: 256 * 2 ** 20, tickEvery: 0, order: 0 })
      if (failed !== null) throw new Error(failed)
      return lines(events.join('\n'))
    },
  }
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '')
}
