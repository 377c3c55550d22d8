import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.js'
import { luaString } from './job.js'

/** The shims there are: one for each kind of VM, `harness/prelude/shims/<name>.lua`. */
export type ShimName = 'luajit' | 'lua51' | 'lua53'

/** Order matters: each part may use what the earlier ones left in the shared table `P`. */
const PARTS = [
  ['builtins', 'builtins.lua'],
  ['shim', null],
  ['encode', 'encode.lua'],
  ['output', 'output.lua'],
  ['clock', 'clock.lua'],
  ['random', 'random.lua'],
  ['files', 'files.lua'],
  ['modules', 'modules.lua'],
  ['host', 'host.lua'],
] as const

/** Sent as text and loaded on first use, see `P.part` in start.lua. */
const LATER = ['date', 'handles'] as const

const bundles = new Map<ShimName, string>()

/**
 * The whole prelude as one ASCII Lua chunk for a VM of the given kind. Its single argument is the job
 * (see `renderJob`); it runs the case and emits events. Tracebacks leave out the chunk `[luaparity]`,
 * so load it under the name `=[luaparity]`.
 */
export function preludeBundle(shim: ShimName): string {
  const known = bundles.get(shim)
  if (known !== undefined) return known
  // LuaJIT's own generator is the one that random.lua imitates.
  const needed = PARTS.filter(([name]) => name !== 'random' || shim !== 'luajit')
  const parts = needed.map(([name, file]) => {
    const text = read(file ?? `shims/${shim}.lua`)
    return `P.${name} = (function(...)\n${text}end)(P)\n`
  })
  const texts = LATER.map((name) => `${name} = ${luaString(Buffer.from(read(`${name}.lua`), 'latin1'))}`)
  const bundle = [
    `local P = { texts = { ${texts.join(', ')} } }\n`,
    `;(function(...)\n${read('start.lua')}end)(P, ...)\n`,
    ...parts,
    `;(function(...)\n${read('run.lua')}end)(P)\n`,
  ].join('')
  bundles.set(shim, bundle)
  return bundle
}

function read(file: string): string {
  // A checkout on Windows may have turned the line ends; Lua would count them the same, bytes not.
  return readFileSync(join(packageRoot, 'harness', 'prelude', file), 'latin1').replaceAll('\r\n', '\n')
}
