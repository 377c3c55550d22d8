import type { Case, Limits } from '../cases/case.js'
import type { Engine } from '../engines/engine.js'
import { UsageError } from '../errors.js'
import type { LuaValue } from '../observations/values.js'

/** What a `.busted` file says, by option; each option has one value or several, as text. */
export type BustedSettings = ReadonlyMap<string, readonly string[]>

/** Options of busted that are looked at; what each is for is in docs/busted.md. */
const OPTIONS = [
  'ROOT',
  'pattern',
  'exclude-pattern',
  'recursive',
  'lpath',
  'helper',
  'Xhelper',
  'tags',
  'exclude-tags',
  'filter',
  'filter-out',
  'name',
  'exclude-name',
  'shuffle',
  'shuffle-tests',
  'lazy',
  'keep-going',
]

// What is wrong is raised without a position: it is about the file, not about this text.
const READER = `
local file, run, options = ...
local chunk, message = loadfile(file)
if not chunk then error(message, 0) end
local tasks = chunk()
if type(tasks) ~= 'table' then error(file .. ' does not return a table', 0) end
local task = tasks.default
if run ~= '' then
  task = tasks[run]
  if type(task) ~= 'table' then error(file .. ' has no configuration "' .. run .. '"', 0) end
end
if type(task) ~= 'table' then task = {} end
local common = type(tasks._all) == 'table' and tasks._all or {}
local found = {}
for option in options:gmatch('[^,]+') do
  local value = task[option]
  if value == nil then value = common[option] end
  local list = type(value) == 'table' and value or { value }
  for i = 1, #list do found[#found + 1] = option .. '=' .. tostring(list[i]) end
end
return (unpack or table.unpack)(found)
`

const LIMITS: Limits = {
  timeoutMs: 5000,
  memoryBytes: 64 * 2 ** 20,
  outputBytes: 2 ** 16,
  valueBytes: 2 ** 20,
  instructions: null,
  cpuMs: null,
  children: 0,
}

/**
 * Runs a `.busted` file on a VM, which must be ready and have the file among its own, and gives what the configuration `run`
 * in it says (`default` where it is null), over what all of them have in common. Throws UsageError for a file that does not
 * run through, and for a configuration that it does not have.
 */
export async function readBustedFile(
  file: string,
  run: string | null,
  engine: Engine,
): Promise<BustedSettings> {
  const seen = await engine.run(readerCase(file, run), LIMITS)
  if (seen.outcome !== 'pass') {
    const { error, reason } = seen
    const where = error?.file ? `${error.file}:${error.line}: ` : ''
    throw new UsageError(`${where}${error?.message ?? reason ?? `it ended with ${seen.outcome}`}`, {
      hint: `${file} is run in a VM of its own, without the file system.`,
    })
  }
  const settings = new Map<string, string[]>()
  for (const value of seen.values ?? []) {
    const [option, text] = split(value)
    settings.set(option, [...(settings.get(option) ?? []), text])
  }
  return settings
}

function readerCase(file: string, run: string | null): Case {
  return {
    id: file,
    kind: 'script',
    file: null,
    line: 1,
    source: Buffer.from(READER),
    chunk: '=[luaparity]',
    arguments: [file, run ?? '', OPTIONS.join()],
    seed: 1,
    expectations: [],
  }
}

function split(value: LuaValue): [string, string] {
  const text = value.kind === 'string' ? value.bytes.toString('utf8') : ''
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}
