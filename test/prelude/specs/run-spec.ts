import { decodeLists } from '../../../harness/observations/values.js'
import type { Job, SpecOptions } from '../../../harness/prelude/job.js'
import { SPEC_PROGRAM_PATH, specProgram } from '../../../harness/prelude/specs.js'
import { type Plain, plain } from '../../engines/plain.js'
import { OPTIONS } from '../../specs/builders.js'
import type { PreludeVm } from './vms.js'

export interface SpecRun {
  /** Text of the spec file, `t_spec.lua`. */
  source: string
  mode?: 'run' | 'list'
  only?: string
  skip?: string
  options?: Partial<SpecOptions>
  files?: Readonly<Record<string, string>>
  path?: string
}

/** The events of a run, in words: what was printed, which tests began, how each ended. */
export async function runSpec(vm: PreludeVm, run: SpecRun): Promise<string[]> {
  const events = await rawEvents(vm, run)
  return events.filter((event) => !event.startsWith('took ')).flatMap(inWords)
}

export async function rawEvents(vm: PreludeVm, run: SpecRun): Promise<string[]> {
  const { source, mode = 'run', only = '', skip = '', options = {}, files = {}, path = '?.lua' } = run
  const job: Job = {
    source: Buffer.from(source, 'latin1'),
    chunk: '@t_spec.lua',
    arguments: [mode, only, skip],
    seed: 7,
    time: 1_700_000_000,
    path,
    env: {},
    limits: { output: 2 ** 20, values: 2 ** 20 },
    determinism: { clock: true, random: true },
    fetch: 'raw',
    host: null,
    spec: { ...OPTIONS, seed: 7, ...options },
  }
  const all = new Map([...Object.entries(files), [SPEC_PROGRAM_PATH, specProgram()]])
  return vm.run(job, all)
}

// Events that say what a VM did, not what the spec did.
const OF_THE_VM = /^(iterates|jit) /

function inWords(event: string): string[] {
  if (OF_THE_VM.test(event)) return []
  const [word = '', rest = ''] = split(event)
  switch (word) {
    case 'out':
      return [unquoted(rest).replace(/\n$/, '')]
    case 'test':
    case 'listed':
      return [`${word} ${words(rest)}`]
    case 'tested':
    case 'error': {
      const [kind = '', lists = ''] = split(rest)
      if (kind === 'pass') return [`${word} pass`]
      const [[, ...error] = []] = decodeLists(lists).map(plain)
      if (kind === 'pending') return [`${word} pending ${words(lists)}`.trim()]
      return [`${word} ${kind} ${error.map(shown).join(' | ')}`]
    }
    default:
      return [event]
  }
}

function words(lists: string): string {
  return decodeLists(lists).map(plain)[0]!.map(shown).join(' | ')
}

function shown(value: Plain): string {
  return value === null ? '-' : String(value)
}

function split(text: string): [string, string] {
  const at = text.indexOf(' ')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

export function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(\d{3})/g, (_, digits: string) => String.fromCharCode(Number(digits)))
}
