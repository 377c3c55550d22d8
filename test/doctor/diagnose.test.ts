import { describe, expect, test } from 'vitest'
import { diagnose } from '../../harness/doctor/diagnose.js'
import type { Facts } from '../../harness/doctor/facts.js'
import type { Finding } from '../../harness/doctor/finding.js'
import { healthy, lacking } from './facts.js'

/** What is not as it should be, with its section. */
function complaints(facts: Facts): [string, Finding][] {
  return diagnose(facts).sections.flatMap(({ title, findings }) =>
    findings.filter(({ level }) => level !== 'ok').map((finding): [string, Finding] => [title, finding]),
  )
}

test('a machine on which all is well has nothing to mend', () => {
  const { ready, usual, matrices, sections } = diagnose(healthy())
  expect(ready).toBe(true)
  expect(complaints(healthy())).toEqual([])
  expect(usual.map(({ engine, kind }) => [engine, kind])).toEqual(
    ['native', 'native:jit=off', 'fast', 'lua51'].map((name) => [name, 'ready']),
  )
  expect(Object.entries(matrices).map(([name, engines]) => [name, engines.length])).toEqual([
    ['laptop', 3],
    ['ci', 11],
    ['full', 22],
  ])
  expect(sections.map(({ title }) => title)).toEqual([
    'Machine',
    'Docker',
    'Architectures',
    'Kernel',
    'Engines without Docker',
    'Sets of native engines',
  ])
})

describe('one thing that is wrong is one complaint, with what mends it', () => {
  test.each<[string, Facts, string, string, RegExp, RegExp]>([
    [
      'an old Node',
      healthy({ node: { version: 'v20.9.1', required: '20.19' } }),
      'Machine',
      'problem',
      /Node v20\.9\.1; Luaparity needs 20\.19/,
      /Install Node 20\.19/,
    ],
    [
      'little memory',
      healthy({ machine: { ...healthy().machine, memoryLimitBytes: 600e6 } }),
      'Machine',
      'warning',
      /4 cases at once may take 1\.1 GB, and there are 600 MB/,
      /--jobs 2/,
    ],
    [
      'little disk space',
      healthy({}, { data: { folder: '/d', freeBytes: 1e9 } }),
      'Machine',
      'warning',
      /1\.0 GB free for images \(\/d\)/,
      /luaparity images prune/,
    ],
    [
      'a configuration that is wrong',
      healthy({ configProblem: { message: 'x.json is not valid', hint: null } }),
      'Configuration',
      'problem',
      /x\.json is not valid/,
      /docs\/configuration\.md/,
    ],
    [
      'no limits',
      healthy({}, { unlimited: ['memory', 'processes'] }),
      'Docker',
      'warning',
      /cannot limit memory, processes of containers \(cgroup v2\)/,
      /cgroup v2/,
    ],
    ['no seccomp', healthy({}, { seccomp: null }), 'Docker', 'warning', /no seccomp/, /CONFIG_SECCOMP/],
    [
      'a base image that cannot be had',
      healthy({}, { baseSource: { kind: 'none', why: 'no registry answers' } }),
      'Docker',
      'warning',
      /bookworm i386; none can be had: no registry answers/,
      /docker load/,
    ],
    [
      'an architecture that may run',
      healthy(
        {},
        { archs: [{ arch: 'arm64', kind: 'unknown', why: 'the engine is far away', hint: 'try it' }] },
      ),
      'Architectures',
      'warning',
      /arm64: the engine is far away/,
      /try it/,
    ],
    [
      'strict memory',
      healthy({}, { kernel: { overcommit: '2', mmapMinAddr: '4096' } }),
      'Kernel',
      'warning',
      /vm\.overcommit_memory 2/,
      /sysctl vm\.overcommit_memory=0/,
    ],
    [
      'a kernel elsewhere',
      healthy({}, { kernel: null }),
      'Kernel',
      'warning',
      /cannot be read from here/,
      /on that machine/,
    ],
    [
      'no luajit',
      healthy({ executables: [{ name: 'luajit', version: null }] }),
      'Engines without Docker',
      'warning',
      /there is no luajit/,
      /apt-get install luajit/,
    ],
    [
      'an old fast VM',
      healthy({ fastVm: { kind: 'stale', vm: {} as never } }),
      'Engines without Docker',
      'warning',
      /made from other sources/,
      /luaparity setup/,
    ],
  ])('%s', (_, facts, title, level, what, mend) => {
    expect(complaints(facts)).toEqual([
      [title, { level, what: expect.stringMatching(what), mend: expect.stringMatching(mend) }],
    ])
  })
})

test('low memory that nobody may use takes the engines that need it, and only these', () => {
  const facts = healthy({}, { kernel: { overcommit: '0', mmapMinAddr: '1000000' } })
  const { matrices } = diagnose(facts)
  const impossible = matrices.full!.filter(({ kind }) => kind === 'impossible').map(({ engine }) => engine)
  expect(impossible).toEqual([
    'native:space=pagezero',
    'native:space=pagezero-preload',
    'native:release=trixie,space=pagezero',
    'native:release=trixie,space=pagezero-preload',
  ])
  expect(diagnose(facts).ready).toBe(true)
})

describe('engines whose images are missing', () => {
  test('are to be built, with what that takes where it has been measured', () => {
    const { ready, usual, sections } = diagnose(
      healthy({
        native: lacking(
          ['native', 'native:jit=off', 'native:jit=stress'],
          () => 'luaparity/ruby-luajit:bookworm-0123456789ab',
        ),
      }),
    )
    expect(ready).toBe(false)
    expect(usual[0]).toEqual({
      engine: 'native',
      kind: 'to-build',
      image: 'luaparity/ruby-luajit:bookworm-0123456789ab',
      cost: { seconds: 69, bytes: 524e6 },
    })
    const { findings } = sections.at(-1)!
    expect(findings[0]).toEqual({
      level: 'warning',
      what: 'laptop: 0 of 3 engines are ready; 1 image has to be built (about 1 min 9 s and 524 MB):\nbookworm',
      mend: '`luaparity setup` builds it.',
    })
  })

  test('are built by a run of their set where they are not the standard one, and cost what nobody has measured', () => {
    const { ready, sections } = diagnose(
      healthy({
        native: lacking(
          ['native:gc=gc32', 'native:build=assert'],
          (name) => `luaparity/ruby-luajit:bookworm-${name.replace(/.*=/, '')}-0123456789ab`,
        ),
      }),
    )
    expect(ready).toBe(true)
    expect(sections.at(-1)!.findings).toMatchObject([
      { level: 'ok', what: 'laptop: all 3 engines are ready' },
      {
        level: 'warning',
        what: 'ci: 9 of 11 engines are ready; 2 images have to be built:\nbookworm-gc32, bookworm-assert',
        mend: '`luaparity run --matrix ci` builds them before it runs anything.',
      },
      { level: 'warning', what: expect.stringMatching(/^full: 20 of 22/) },
    ])
  })

  test('cannot be built where there is nothing to build them on', () => {
    const docker = { baseSource: { kind: 'none', why: 'no registry answers' } } as const
    const facts = healthy({ native: lacking(['native:arch=i386']) }, docker)
    expect(diagnose(facts).matrices.ci!.find(({ engine }) => engine === 'native:arch=i386')).toMatchObject({
      kind: 'impossible',
      why: 'there is no base image of bookworm for i386, and none can be had: no registry answers',
    })
  })
})

test('an architecture that nothing runs takes its engines with it, though their images are there', () => {
  const facts = healthy(
    {},
    {
      archs: [
        { arch: 'arm64', kind: 'impossible', why: 'nothing runs arm64 programs here', hint: 'install qemu' },
      ],
    },
  )
  const full = diagnose(facts).sections.at(-1)!.findings.at(-1)!
  expect(full).toEqual({
    level: 'warning',
    what: 'full: 20 of 22 engines are ready; 2 cannot run here, nothing runs arm64 programs here:\nnative:arch=arm64\nnative:release=trixie,arch=arm64',
    mend: 'install qemu',
  })
})

describe('without a Docker engine', () => {
  const docker = { kind: 'none', reason: 'No Docker engine answers.', hint: 'Install one.' } as const

  test('it is said once, and the usual native engines cannot run', () => {
    const { ready, usual } = diagnose(healthy({ docker }))
    expect(ready).toBe(false)
    expect(usual.map(({ kind }) => kind)).toEqual(['impossible', 'impossible', 'ready', 'ready'])
    expect(complaints(healthy({ docker }))).toEqual([
      ['Docker', { level: 'problem', what: 'No Docker engine answers.', mend: 'Install one.' }],
      [
        'Sets of native engines',
        {
          level: 'warning',
          what: 'none of laptop, ci, full can run: no Docker engine answers',
          mend: 'Install one.',
        },
      ],
    ])
  })

  test('whoever uses no native engine is ready all the same', () => {
    expect(diagnose(healthy({ docker, usual: ['fast', 'lua51'] })).ready).toBe(true)
  })
})

describe('the fast VM', () => {
  const started = [
    { name: 'fast', status: 'unavailable', reason: 'it has not been built', hint: null },
  ] as const

  test('is built by the set-up where there is an engine', () => {
    const facts = healthy({ started: [...started], fastVm: { kind: 'missing' }, usual: ['fast'] })
    expect(diagnose(facts).usual).toMatchObject([{ kind: 'to-build', image: 'the fast VM' }])
    expect(complaints(facts)).toMatchObject([
      [
        'Engines without Docker',
        { level: 'problem', mend: expect.stringMatching(/luaparity setup.*1 min 17 s and 1\.9 GB/) },
      ],
    ])
  })

  test('is a warning where nobody uses it', () => {
    const facts = healthy({ started: [...started], fastVm: { kind: 'missing' }, usual: ['native'] })
    expect(complaints(facts)).toMatchObject([['Engines without Docker', { level: 'warning' }]])
    expect(diagnose(facts).ready).toBe(true)
  })
})
