import { join } from 'node:path'
import { execa, execaSync } from 'execa'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../harness/reports/schema.js'
import { describeDocker } from '../docker.js'
import { isInstalled } from '../engines/every-engine.js'
import { temporaryFolder } from '../temporary-folder.js'
import { report } from './command.js'
import { type DebianSource, downloadSource, unpack } from './debian-source.js'

/** A library whose authors test it with busted; its specs are run as they are. */
interface Suite extends DebianSource {
  /** How many tests there are on LuaJIT, and pass under busted. */
  tests: number
  busted: number
  fast: Counts
  native: Counts
  /** Tests that pass under busted and not here, with the reason. */
  except: Readonly<Record<string, string>>
  /** What busted needs besides to run it. */
  statement?: string
}

type Counts = Readonly<Record<string, number>>

const SUITES: Suite[] = [
  {
    name: 'lua-argparse',
    version: '0.7.1',
    sha256: 'd344e49404c3e7b3e7fa4fe6741c106f25909d9b24923cb08dcceda1f9754809',
    tests: 192,
    // Its 18 other tests start programs: they fail where there is no `lua` with its module, and are unsupported here.
    busted: 174,
    fast: { pass: 174, unsupported: 18 },
    native: { pass: 174, unsupported: 18 },
    except: {},
  },
  {
    name: 'lua-inspect',
    version: '3.1.1',
    sha256: '0292f4960ef0ccb2c7334911981b280f9016c57a29c90c5ff5d3823621f6e0db',
    tests: 46,
    busted: 46,
    // the one for cdata is not defined where there is no ffi
    fast: { pass: 45 },
    native: { pass: 46 },
    except: { 'inspect > works with luajit cdata': 'the fast VM has no ffi' },
  },
  {
    name: 'lua-mediator',
    version: '1.1.2-0',
    sha256: 'faf5859fd2081be4e9e4fb8873a2dc65f7eff3fd93d6dd14da65f8e123fcff9b',
    tests: 26,
    busted: 26,
    fast: { pass: 26 },
    native: { pass: 26 },
    except: {},
  },
  {
    name: 'lua-moses',
    version: '2.1.0',
    sha256: '4ea39dc9526031cf42b7b7a1631b791ab660382a1f425bc8f69c9eefc44a1611',
    tests: 365,
    busted: 365,
    fast: { pass: 364, fail: 1 },
    native: { pass: 364, fail: 1 },
    except: {
      'Object functions specs > type > returns the type of the passed-in object': 'files are tables',
    },
    statement: 'package.preload.luacov = function() return {} end',
  },
]

const MS = 180_000
const HANDLER = join(import.meta.dirname, '..', 'fixtures', 'specs', 'handler.lua')
const LUA: string = 'luajit'
const busted = bustedOnLuajit()

for (const suite of SUITES) {
  const title = `${suite.name} ${suite.version}`
  const archive = await archiveOf(suite)
  if (archive.path === null) {
    describe.skip(`${title} [skipped: ${archive.reason}]`, () => test('runs', () => {}))
    continue
  }

  const unpacked = async (): Promise<string> => {
    const folder = await temporaryFolder()
    await unpack(archive.path, folder)
    return folder
  }
  const passing = async (engine: string, counts: Counts): Promise<string[]> => {
    const { report: seen } = await report(['spec', '--engines', engine, '--explain', 'off'], {
      cwd: await unpacked(),
    })
    expect(countsOf(seen, engine)).toEqual(counts)
    return testsOf(seen)
      .filter(({ observations }) => observations[engine]!.outcome === 'pass')
      .map(({ id }) => plainName(id.split(' > ').slice(1).join(' > ')))
  }

  describe(title, () => {
    test('fast', async () => void (await passing('fast', suite.fast)), MS)

    const title = busted ? 'what passes under busted' : 'what passes under busted [skipped: there is none]'
    test.skipIf(!busted)(
      title,
      async () => {
        const theirs = await underBusted(await unpacked(), suite)
        expect(theirs.all).toBe(suite.tests)
        expect(theirs.passing).toHaveLength(suite.busted)
        const ours = new Set(await passing('fast', suite.fast))
        const missed = theirs.passing.filter((name) => !ours.has(name))
        expect(missed).toEqual(Object.keys(suite.except))
      },
      MS,
    )
  })
  describeDocker(title, () => {
    test('native', async () => void (await passing('native', suite.native)), MS)
  })
}

async function archiveOf(source: DebianSource): Promise<{ path: string } | { path: null; reason: string }> {
  try {
    return { path: await downloadSource(source) }
  } catch (error) {
    if (process.env.LUAPARITY_REQUIRE_DOCKER === '1') throw error
    const reason = `${source.name} is not to be had: ${(error as Error).message}`
    console.warn(reason)
    return { path: null, reason }
  }
}

// Without the rows of files as a whole.
function testsOf({ cases }: Report): Report['cases'] {
  return cases.filter(({ id }) => id.includes(' > '))
}

function countsOf(seen: Report, engine: string): Counts {
  const counts: Record<string, number> = {}
  for (const { observations } of testsOf(seen)) {
    const { outcome } = observations[engine]!
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

// Ids have a number behind names that come up again.
function plainName(name: string): string {
  return name.replace(/ \(\d+\)$/, '')
}

function bustedOnLuajit(): string | null {
  const { stdout: path } = execaSync('sh', ['-c', 'command -v busted'], { reject: false })
  if (!isInstalled(LUA) || path === '') return null
  return execaSync(LUA, [path, '--version'], { reject: false }).exitCode === 0 ? path : null
}

async function underBusted(
  folder: string,
  { statement = '' }: Suite,
): Promise<{ all: number; passing: string[] }> {
  const { stdout } = await execa(LUA, [busted!, '-o', HANDLER, '-e', statement, 'spec'], {
    cwd: folder,
    reject: false,
  })
  const tests = stdout.split('\n').filter((line) => line.startsWith('@ '))
  const passing = tests.filter((line) => line.startsWith('@ success '))
  return { all: tests.length, passing: passing.map((line) => line.slice('@ success '.length)) }
}
