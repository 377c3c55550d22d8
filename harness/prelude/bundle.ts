import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.js'
import { luaString } from './job.js'
import { SPEC_PROGRAM_PATH } from './specs.js'

/** The shims there are: one for each kind of VM, `harness/prelude/shims/<name>.lua`. */
export type ShimName = 'luajit' | 'lua51' | 'lua53' | 'fast'

/** Order matters: each part may use what the earlier ones left in the shared table `P`. */
const PARTS = [
  ['start', 'start.lua'],
  ['builtins', 'builtins.lua'],
  ['shim', null],
  ['encode', 'encode.lua'],
  ['output', 'output.lua'],
  ['clock', 'clock.lua'],
  ['random', 'random.lua'],
  ['files', 'files.lua'],
  ['modules', 'modules.lua'],
  ['host', 'host.lua'],
  ['run', 'run.lua'],
] as const

/** Sent as text and loaded on first use, see `P.part` in start.lua. */
const LATER = ['date', 'handles'] as const

/** VMs whose own generator is the one that random.lua imitates. */
const WITH_LUAJITS_RANDOM: readonly ShimName[] = ['luajit', 'fast']

/** What a control run does otherwise comes last, so that it finds everything as the script would. */
const CONTROL = `if P.job.control then
  assert((loadstring or load)(P.job.control.program, '=[luaparity]'))(P)
end
`

/** Loaded while everything is as the prelude left it; `P.run_spec` then runs a case. */
const SPECS = `if P.job.spec then
  P.run_spec = assert((loadstring or load)(P.fetch('${SPEC_PROGRAM_PATH}'), '=[luaparity]'))(P)
end
`

const bundles = new Map<string, string>()

/**
 * The whole prelude as one ASCII Lua chunk for a VM of the given kind. Its single argument is the job
 * (see `renderJob`); it runs the case and emits events. Tracebacks leave out the chunk `[luaparity]`,
 * so load it under the name `=[luaparity]`.
 */
export function preludeBundle(shim: ShimName): string {
  return bundle(shim, 'return (P.run_spec or P.run)(P.job.source, P.job.chunk, P.job.arguments)\n')
}

/**
 * The prelude as a chunk that gets everything ready for the cases of one job and returns a function
 * `(source, chunk name, arguments...)` which runs one: for a VM whose memory is put back between cases. Without
 * a chunk name, the arguments are paths of files to compile for the cases to come. The source, chunk and arguments
 * of the job itself are not looked at.
 */
export function preludeSetup(shim: ShimName): string {
  return bundle(
    shim,
    `return function(source, chunk, ...)
  if chunk == '' then return P.shim.compile(...) end
  return (P.run_spec or P.run)(source, chunk, { ... })
end
`,
  )
}

function bundle(shim: ShimName, last: string): string {
  const key = `${shim} ${last}`
  const known = bundles.get(key)
  if (known !== undefined) return known
  const needed = PARTS.filter(([name]) => name !== 'random' || !WITH_LUAJITS_RANDOM.includes(shim))
  // What VMs have in common comes first: a position in the prelude that gets into a message must be the same on all.
  const inText = [...needed].sort(([left], [right]) => Number(isOwn(left)) - Number(isOwn(right)))
  const functions = inText.map(([name, file]) => {
    const text = read(file ?? `shims/${shim}.lua`)
    return `parts.${name} = function(...)\n${text}end\n`
  })
  const texts = LATER.map((name) => `${name} = ${luaString(Buffer.from(read(`${name}.lua`), 'latin1'))}`)
  const whole = [
    `local P, parts = { texts = { ${texts.join(', ')} } }, {}\n`,
    ...functions,
    'parts.start(P, ...)\n',
    ...needed.filter(([name]) => name !== 'start').map(([name]) => `P.${name} = parts.${name}(P)\n`),
    SPECS,
    CONTROL,
    last,
  ].join('')
  bundles.set(key, whole)
  return whole
}

// Parts that not every VM has, or has as the others do.
function isOwn(name: (typeof PARTS)[number][0]): boolean {
  return name === 'shim' || name === 'random'
}

function read(file: string): string {
  // A checkout on Windows may have turned the line ends; Lua would count them the same, bytes not.
  return readFileSync(join(packageRoot, 'harness', 'prelude', file), 'latin1').replaceAll('\r\n', '\n')
}
