import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execaSync } from 'execa'
import { describe } from 'vitest'
import { loadFastVmSync } from '../../../harness/engines/in-process/fast-vm/artefact.js'
import { Machine } from '../../../harness/engines/in-process/fast-vm/machine.js'
import type { VmFactory } from '../../../harness/engines/in-process/vm.js'
import { lua51 } from '../../../harness/engines/in-process/vms/lua51.js'
import { lua53 } from '../../../harness/engines/in-process/vms/lua53.js'
import { lua54 } from '../../../harness/engines/in-process/vms/lua54.js'
import { packageRoot } from '../../../harness/package-root.js'
import { luaString } from '../../../harness/prelude/job.js'
import { specProgram } from '../../../harness/prelude/specs.js'
import { isInstalled } from '../../engines/every-engine.js'
import { describeFastVm } from '../../fast-vm.js'

/** Runs a Lua program that gives lines to `__luaparity_emit`. */
type Run = (program: string) => Promise<string[]>

const EXECUTABLES = ['luajit', 'lua5.1', 'lua5.2', 'lua5.3', 'lua5.4']
const PACKAGES = { 'wasmoon-lua5.1': lua51, fengari: lua53, wasmoon: lua54 }
const MEMORY_BYTES = 128 * 2 ** 20

/**
 * `describe` for each VM of this machine. `evaluate` runs a chunk named spec.lua with the globals of specs, `S` and
 * `a_file`, and gives the values that it returns as text, addresses blotted out.
 */
export function describeVms(title: string, body: (evaluate: (source: string) => Promise<string[]>) => void) {
  const tests = (run: Run) => () => body(async (source) => (await run(programOf(source))).map(plain))
  for (const [name, factory] of Object.entries(PACKAGES))
    describe(`${title}: ${name}`, tests(inPackage(factory)))
  describeFastVm(`${title}: fast`, tests(inFastVm))
  for (const name of EXECUTABLES) {
    if (isInstalled(name)) describe(`${title}: ${name}`, tests(inExecutable(name)))
    else describe.skip(`${title}: ${name} [skipped: ${name} is not installed]`, tests(inExecutable(name)))
  }
}

/** The assertion library alone, with as much of a prelude as it needs. */
function programOf(source: string): string {
  const builtins = readFileSync(join(packageRoot, 'harness', 'prelude', 'builtins.lua'), 'latin1')
  const last = 'S["assertions"] = parts["assertions"](S)\n'
  const parts = specProgram().split(last)[0]
  return `
local emit = __luaparity_emit
local P = { job = { spec = { seed = 1 } }, emit = emit }
a_file = { position = 1 }
P.files = { is_handle = function(value) return value == a_file end }
P.builtins = (function(...) ${builtins} end)(P)
local S = (function(...) ${parts}${last} return S end)(P)
local gsub, format, byte, text_of, count = string.gsub, string.format, string.byte, tostring, select
local function emit_all(...)
  for i = 1, count('#', ...) do
    emit((gsub(text_of((count(i, ...))), '[^ -Z^-~]', function(char) return format('\\\\%03d', byte(char)) end)))
  end
end
for name, value in pairs(S.globals) do _G[name] = value end
for name, make in pairs(S.modules) do package.preload[name] = make end
_G.S = S
emit_all(P.builtins.assert(P.builtins.loadstring(${luaString(Buffer.from(source))}, '=spec.lua'))())
`
}

function plain(line: string): string {
  return line
    .replace(/\\(\d{3})/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/0x[0-9a-f]+|builtin#\d+/g, '0x')
}

function inPackage(factory: VmFactory): Run {
  return async (program) => {
    const lines: string[] = []
    const emit = (line: string) => lines.push(line)
    const vm = await factory.create({ emit, fetch: () => undefined, memoryBytes: MEMORY_BYTES })
    vm.run(program)
    return lines
  }
}

async function inFastVm(program: string): Promise<string[]> {
  const lines: string[] = []
  const machine = new Machine(new WebAssembly.Module(loadFastVmSync()), {
    write: (bytes) => lines.push(Buffer.from(bytes).toString('latin1')),
    tick: () => {},
    clock: () => 0,
  })
  const whole = Buffer.from(`return function() ${program} end`, 'latin1')
  machine.setUp({ roundHalfUp: true, files: [], program: whole })
  const failed = machine.call([], { memoryBytes: MEMORY_BYTES, tickEvery: 0, order: 0 })
  if (failed !== null) throw new Error(failed)
  return lines
}

function inExecutable(name: string): Run {
  return async (program) => {
    const load = `local text = io.read('*a') __luaparity_emit = function(line) io.write(line, '\\n') end
      assert((loadstring or load)(text, '=[luaparity]'))()`
    const { stdout } = execaSync(name, ['-e', load], { input: program, stripFinalNewline: false })
    return stdout.split('\n').slice(0, -1)
  }
}
