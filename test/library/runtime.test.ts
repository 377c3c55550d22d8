import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa, execaSync } from 'execa'
import { describe, expect, test } from 'vitest'
import { lua53 } from '../../harness/engines/in-process/vms/lua53.js'
import { preludeBundle } from '../../harness/prelude/bundle.js'
import { type Job, renderJob } from '../../harness/prelude/job.js'
import { SPEC_PROGRAM_PATH, specProgram } from '../../harness/prelude/specs.js'
import { OPTIONS } from '../specs/builders.js'
import { temporaryFolder } from '../temporary-folder.js'
import { annotatedNames, type Names, namesSpec } from './names.js'

/** Names that there are not anywhere: asked for as well, so that it shows whether what is absent is told. */
const MADE_UP: Names = {
  globals: ['descirbe'],
  fields: { 'luaparity.Assert': ['is_tru'], 'luaparity.Stub': ['retruns'] },
  assertions: { 'luaparity.AssertSentence': ['is_tru', 'eqaul'], 'luaparity.MatchWords': ['is_numbr'] },
  words: {},
  modules: ['luassert.spies'],
}

const ABSENT = [
  'descirbe',
  'luaparity.Assert is_tru',
  'luaparity.AssertSentence eqaul',
  'luaparity.AssertSentence is_tru',
  'luaparity.MatchWords is_numbr',
  'luaparity.Stub retruns',
  'module luassert.spies',
]

// `describe` in place of `describe.skip` as soon as the spec program has blocks, assertions and generators.
describe('what the annotations name', () => {
  test('is there in spec files', async () => {
    const names = await annotatedNames('all')
    expect(absent(await printedBySpec(await namesSpec(names)))).toEqual([])
    expect(absent(await printedBySpec(await namesSpec(MADE_UP)))).toEqual(ABSENT)
  })
})

const hasBusted = !execaSync('busted', ['--version'], { reject: false }).failed

describe.skipIf(!hasBusted)('what the annotations name of busted', () => {
  test('is there in busted', async () => {
    const names = await annotatedNames('of busted')
    expect(absent(await printedByBusted(await namesSpec(names)))).toEqual([])
    expect(absent(await printedByBusted(await namesSpec(MADE_UP)))).toEqual(ABSENT)
  })
})

function absent(printed: string): string[] {
  const lines = printed.split('\n')
  expect(lines).toContain('asked')
  return lines.flatMap((line) => (line.startsWith('absent ') ? [line.slice('absent '.length)] : [])).sort()
}

async function printedBySpec(source: string): Promise<string> {
  const events: string[] = []
  const job = {
    source: Buffer.from(source, 'latin1'),
    chunk: '@names_spec.lua',
    arguments: ['run', '', ''],
    seed: 1,
    time: 1_700_000_000,
    path: '?.lua',
    env: {},
    limits: { output: 2 ** 20, values: 2 ** 20 },
    determinism: { clock: true, random: true },
    fetch: 'raw',
    host: null,
    spec: OPTIONS,
  } satisfies Job
  const vm = await lua53.create({
    emit: (lines) => events.push(...lines.split('\n')),
    memoryBytes: 2 ** 28,
    fetch: (path) => (path === SPEC_PROGRAM_PATH ? specProgram() : undefined),
  })
  vm.run(`local function case(...)\n${preludeBundle('lua53')}end\nreturn case(${renderJob(job)})`)
  const printed = events.flatMap((event) => /^out "(.*)"$/.exec(event)?.[1] ?? [])
  return printed.join('').replace(/\\(\d{3})/g, (_, code) => String.fromCharCode(Number(code)))
}

async function printedByBusted(source: string): Promise<string> {
  const cwd = await temporaryFolder()
  await mkdir(join(cwd, 'spec'))
  await writeFile(join(cwd, 'spec', 'names_spec.lua'), source, 'latin1')
  const { stdout } = await execa('busted', ['--output=TAP'], { cwd, reject: false })
  return stdout
}
