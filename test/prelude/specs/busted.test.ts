import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execaSync } from 'execa'
import { describe, expect, test } from 'vitest'
import type { SpecOptions } from '../../../harness/prelude/job.js'
import { isInstalled } from '../../engines/every-engine.js'
import { type Outcome, outcomes } from './outcomes.js'
import { preludeVms } from './vms.js'

const FOLDER = join(import.meta.dirname, '..', '..', 'fixtures', 'specs')
const { there } = preludeVms()

interface Row {
  file: string
  flags?: string[]
  options?: Partial<SpecOptions>
}

const ROWS: Row[] = [
  { file: 'hooks_spec.lua' },
  { file: 'compatibility_spec.lua' },
  { file: 'failures_spec.lua' },
  { file: 'pending_spec.lua' },
  { file: 'environment_spec.lua' },
  { file: 'insulate_spec.lua' },
  { file: 'misplaced_spec.lua' },
  { file: 'lateness_spec.lua' },
  { file: 'filters_spec.lua' },
  { file: 'filters_spec.lua', flags: ['--tags=red'], options: { tags: ['red'] } },
  { file: 'filters_spec.lua', flags: ['--tags=dry,vegetable'], options: { tags: ['dry', 'vegetable'] } },
  {
    file: 'filters_spec.lua',
    flags: ['--exclude-tags=dry,yellow'],
    options: { exclude_tags: ['dry', 'yellow'] },
  },
  {
    file: 'filters_spec.lua',
    flags: ['--tags=fruit', '--exclude-tags=red'],
    options: { tags: ['fruit'], exclude_tags: ['red'] },
  },
  {
    file: 'filters_spec.lua',
    flags: ['--filter=dried.*f', '--filter=^top'],
    options: { filter: ['dried.*f', '^top'] },
  },
  { file: 'filters_spec.lua', flags: ['--filter-out=dried'], options: { filter_out: ['dried'] } },
  {
    file: 'filters_spec.lua',
    flags: ['--filter=fruit', '--filter-out=raisin$'],
    options: { filter: ['fruit'], filter_out: ['raisin$'] },
  },
  { file: 'hooks_spec.lua', flags: ['--lazy'], options: { lazy: true } },
  { file: 'helped_spec.lua', flags: ['--helper=helper.lua'], options: { helper: 'helper.lua' } },
]

// Under the VM of the same language: what a spec prints is not the same on all.
const PAIRS = [
  ['luajit', ['luajit', 'fast']],
  ['lua5.1', ['lua5.1', 'wasmoon-lua5.1']],
] as const

for (const [lua, names] of PAIRS) {
  const title = `as busted on ${lua}`
  if (!runsBusted(lua)) {
    test.skip(`${title} [skipped: ${lua} does not run busted]`, () => {})
    continue
  }
  describe.each(there.filter(({ name }) => names.some((one) => one === name)))(`${title}: $name`, (vm) => {
    test.each(ROWS)('$file $flags', async ({ file, flags = [], options = {} }) => {
      const busted = underBusted(lua, file, flags)
      const ours = await outcomes(vm, {
        source: read(file),
        options,
        files: { 'helper.lua': read('helper.lua') },
      })
      expect(ours.printed).toEqual(busted.printed)
      const known = new Set(busted.tests.map(({ name }) => name))
      expect(ours.tests.filter(({ name }) => known.has(name))).toEqual(busted.tests)
      // What busted does not count as a test: those that a hook kept from running, and what no test is to blame for.
      const others = ours.tests.filter(({ name }) => !known.has(name)).map(({ status }) => status)
      expect(others).not.toContain('success')
      expect(others.filter((status) => status === 'error').length).toBeGreaterThanOrEqual(busted.errors)
    })
  })
}

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'latin1')
}

function runsBusted(lua: string): boolean {
  if (!isInstalled(lua) || bustedPath() === '') return false
  return execaSync(lua, [bustedPath(), '--version'], { reject: false }).exitCode === 0
}

function bustedPath(): string {
  return execaSync('sh', ['-c', 'command -v busted'], { reject: false }).stdout
}

/** What busted told, with the tests whose hooks went wrong as errors, as a test counts with its hooks here. */
function underBusted(
  lua: string,
  file: string,
  flags: readonly string[],
): { printed: string[]; tests: Outcome[]; errors: number } {
  const { stdout } = execaSync(lua, [bustedPath(), '-o', './handler.lua', ...flags, file], {
    cwd: FOLDER,
    reject: false,
  })
  const printed: string[] = []
  const tests: Outcome[] = []
  let errors = 0
  for (const line of stdout.split('\n')) {
    const [, kind, rest = ''] = /^([@!]) (.*)$/.exec(line) ?? []
    if (kind === undefined) {
      if (line !== '') printed.push(line)
      continue
    }
    const at = rest.indexOf(' ')
    const [word, name] = [rest.slice(0, at), rest.slice(at + 1)]
    if (kind === '@') tests.push({ name, status: word })
    // a test keeps what it had, if that was bad already
    else if (word === 'after_each' && ['success', 'pending'].includes(tests.at(-1)!.status))
      tests.at(-1)!.status = 'error'
    else if (word !== 'after_each') errors++
  }
  return { printed, tests, errors }
}
