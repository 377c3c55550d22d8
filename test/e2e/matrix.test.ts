import { beforeAll, describe, expect, test } from 'vitest'
import { AXES, axesOf, MATRICES } from '../../harness/engines/native/axes.js'
import { packageRoot } from '../../harness/package-root.js'
import type { Report } from '../../harness/reports/schema.js'
import { describeDocker } from '../docker.js'
import { luaparity, outcomes, report } from './command.js'

/** What has to be known of a native engine to compare it with another. */
const FACTS = [
  'vm',
  'buildFlags',
  'jitStatus',
  'gc64',
  'embedder',
  'ruby',
  'rubyDescription',
  'rubyPlatform',
  'libc',
  'kernel',
  'image',
  'cpu',
  'cpuFeatures',
  'emulated',
  'overcommit',
  'overcommitRatio',
  'limitAddressSpace',
  'limitData',
  'limitStack',
  'mmapMinAddr',
  'pointerBits',
  'locale',
  'timezone',
]

describeDocker('the matrix "ci" over the sample game', () => {
  let found: Report
  let exitCode: number | undefined
  let stderr = ''
  // Builds what is missing: three base images and eight of ours, LuaJIT compiled four times.
  beforeAll(async () => {
    const setUp = await luaparity(['setup', '--matrix', 'ci'], { cwd: packageRoot })
    expect(setUp.exitCode, setUp.stdout).toBe(0)
    ;({
      report: found,
      exitCode,
      stderr,
    } = await report(
      // Other tests run beside this one: a time limit would measure them.
      ['scripts-lua', '--matrix', 'ci', '--timeout', '60000'],
      { cwd: packageRoot },
    ))
  }, 1_800_000)

  test('runs on every engine of it, in one go', () => {
    const red = found.cases
      .filter(({ ok }) => !ok)
      .map(({ id, verdict, unmet, failures }) => ({ id, verdict, unmet, failures }))
    expect(red, stderr).toEqual([])
    expect(exitCode).toBe(0)
    const names = found.engines.filter(({ kind }) => kind === 'native').map(({ name }) => name)
    expect(names).toEqual([...MATRICES.ci])
    for (const engine of found.engines)
      expect(engine.status, `${engine.name}: ${engine.reason}`).toBe('ready')
    for (const result of found.cases) {
      expect(Object.keys(result.observations)).toEqual(found.engines.map(({ name }) => name))
    }
    expect(found.summary.unavailable).toBe(0)
    expect(found.summary.cases).toBeGreaterThanOrEqual(80)
  })

  test('says of each where in the matrix it stands, and all that it is', () => {
    for (const name of MATRICES.ci) {
      const engine = found.engines.find((engine) => engine.name === name)
      expect(engine?.axes).toEqual(axesOf(name))
      expect(Object.keys(engine?.axes ?? {}).sort()).toEqual(Object.keys(AXES).sort())
      expect(Object.keys(engine?.fingerprint ?? {})).toEqual(expect.arrayContaining(FACTS))
      const { release, gc, build, jit, arch } = axesOf(name)
      expect(engine?.fingerprint).toMatchObject({
        vm: release === 'bookworm' ? 'LuaJIT 2.1.0-beta3' : expect.stringMatching(/^LuaJIT 2\.1\.17\d+$/),
        ruby: expect.stringMatching(release === 'bookworm' ? /^3\.1\./ : /^3\.3\./),
        libc: expect.stringMatching(release === 'bookworm' ? /2\.36/ : /2\.41/),
        image: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        gc64: gc === 'gc64',
        emulated: false,
        pointerBits: arch === 'i386' ? '32' : '64',
      })
      const { jitStatus, buildFlags } = engine!.fingerprint!
      expect(jitStatus).toContain(jit === 'off' ? 'off' : 'on')
      if (build === 'assert')
        expect(buildFlags).toEqual(expect.arrayContaining([expect.stringMatching(/assert/i)]))
      else expect(buildFlags).not.toEqual(expect.arrayContaining([expect.stringMatching(/assert/i)]))
    }
    // Each image is its own; only the modes of the JIT compiler share one.
    const images = new Map(found.engines.map(({ name, fingerprint }) => [name, fingerprint?.image]))
    expect(new Set(MATRICES.ci.map((name) => images.get(name))).size).toBe(
      new Set(MATRICES.ci.map((name) => name.replace(/,?jit=\w+/, '').replace(/:$/, ''))).size,
    )
  })

  describe('the crashing exhibits', () => {
    const crashed = (id: string): string[] =>
      Object.entries(outcomes(found, `scripts-lua/exhibits/${id}.lua`)).flatMap(([name, outcome]) =>
        outcome === 'crash' ? [name] : [],
      )
    const bookworm = MATRICES.ci.filter((name) => axesOf(name).release === 'bookworm')

    test('the parser crashes on every engine of bookworm, and on none of trixie', () => {
      expect(crashed('parser-crash')).toEqual(bookworm)
    })

    test('the recorder crashes on bookworm where the JIT compiler is on, but on i386, and nowhere else', () => {
      const expected = bookworm
        .map((name) => [name, axesOf(name)] as const)
        .filter(([, { jit, arch }]) => jit !== 'off' && arch !== 'i386')
      expect(crashed('record-crash')).toEqual(expected.map(([name]) => name))
    })

    test('pass on trixie', () => {
      for (const id of ['parser-crash', 'record-crash']) {
        const seen = outcomes(found, `scripts-lua/exhibits/${id}.lua`)
        for (const name of MATRICES.ci.filter((name) => axesOf(name).release === 'trixie')) {
          expect(seen[name], `${id} on ${name}`).toBe('pass')
        }
      }
    })
  })

  test('the miscompiled loop is false with the JIT compiler off, and true with it on on bookworm only', () => {
    const { observations } = found.cases.find(({ id }) => id === 'scripts-lua/exhibits/miscompile.lua')!
    const values = Object.fromEntries(
      Object.entries(observations).map(([name, { values }]) => [name, values]),
    )
    expect(values.native).toContain('true')
    expect(values['native:jit=off']).toContain('false')
    expect(values['native:release=trixie']).toContain('false')
    expect(values['native:release=trixie,jit=off']).toContain('false')
    expect(values['native:release=trixie,jit=stress']).toContain('false')
  })

  test('shows how long each engine took, the start of its container included', () => {
    for (const { name, timing } of found.engines) {
      expect(timing, name).toMatchObject({ startMs: expect.any(Number), runMs: expect.any(Number) })
      expect(timing!.startMs).toBeGreaterThan(0)
    }
  })
})
