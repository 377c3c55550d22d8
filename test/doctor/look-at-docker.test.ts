import { describe, expect, test } from 'vitest'
import { type LocalMachine, lookAtDocker } from '../../harness/doctor/look-at-docker.js'

const INFO = {
  Name: 'box',
  KernelVersion: '6.1',
  Driver: 'overlay2',
  MemTotal: 1e9,
  DockerRootDir: '/var/lib/docker',
  SecurityOptions: ['name=seccomp,profile=builtin', 'name=rootless'],
  CgroupVersion: '2',
  MemoryLimit: true,
  PidsLimit: true,
  CpuCfsQuota: true,
}

const MACHINE: LocalMachine = {
  platform: 'linux',
  hostname: 'box',
  kernelVersion: '6.1',
  archSupports: async () => [
    { arch: 'amd64', kind: 'native', why: '' },
    { arch: 'arm64', kind: 'impossible', why: '', hint: '' },
    { arch: 'i386', kind: 'native', why: '' },
  ],
  readText: async (path) => (path === '/proc/sys/vm/mmap_min_addr' ? '65536\n' : null),
  freeBytes: async () => 5e9,
  bootstrapObstacle: async () => null,
}

/** What is seen of an engine; `asked` collects what the registry was asked. */
async function seen({
  info = {},
  machine = {},
  images = [] as string[],
  registry = false,
  address = 'unix:///var/run/docker.sock',
} = {}) {
  const asked: string[] = []
  const docker = {
    version: async () => ({ Version: '20.10.24+dfsg1', ApiVersion: '1.41', Arch: 'amd64' }),
    info: async () => ({ ...INFO, ...info }),
    modem: {
      dial({ path }: { path: string }, done: (error: Error | null) => void) {
        asked.push(path)
        done(registry ? null : new Error('no such host'))
      },
    },
  }
  const found = { docker: docker as never, endpoint: { source: 'a socket', description: address } }
  return { asked, facts: await lookAtDocker(found, new Set(images), { ...MACHINE, ...machine }) }
}

const ALL_BASES = [
  'debian:bookworm-slim',
  'luaparity/base:bookworm-i386',
  'luaparity/base:trixie',
  'i386/debian:trixie-slim',
]

test('an engine on this machine', async () => {
  const { facts } = await seen({ images: ALL_BASES })
  expect(facts).toMatchObject({
    version: '20.10.24',
    rootless: true,
    seccomp: 'builtin',
    unlimited: [],
    data: { folder: '/var/lib/docker', freeBytes: 5e9 },
    kernel: { overcommit: null, mmapMinAddr: '65536' },
  })
})

test.each([
  ['at another address', { address: 'tcp://box:2375' }],
  ['in a virtual machine of this one', { info: { KernelVersion: '5.15-linuxkit' } }],
  ['of another name', { info: { Name: 'other' } }],
])('of an engine %s neither disk nor kernel are looked at', async (_, options) => {
  const { facts } = await seen(options)
  expect([facts.data, facts.kernel]).toEqual([null, null])
})

test('what the engine cannot limit', async () => {
  const { facts } = await seen({
    info: { MemoryLimit: false, PidsLimit: false, CpuCfsQuota: false, SecurityOptions: null },
  })
  expect([facts.unlimited, facts.seccomp, facts.rootless]).toEqual([
    ['memory', 'processes', 'CPU time'],
    null,
    false,
  ])
})

describe('base images', () => {
  test('are found under any of their names, and nobody is asked when all are there', async () => {
    const { facts, asked } = await seen({ images: ALL_BASES })
    expect(facts.bases.map(({ release, arch, tag }) => [release, arch, tag])).toEqual([
      ['bookworm', 'amd64', 'debian:bookworm-slim'],
      ['bookworm', 'i386', 'luaparity/base:bookworm-i386'],
      ['trixie', 'amd64', 'luaparity/base:trixie'],
      ['trixie', 'i386', 'i386/debian:trixie-slim'],
    ])
    expect([facts.baseSource, asked]).toEqual([null, []])
  })

  test.each<[string, object, object]>([
    ['the registry has them', { registry: true }, { kind: 'registry' }],
    ['this machine makes them', {}, { kind: 'mmdebstrap' }],
    [
      'this machine cannot',
      { machine: { bootstrapObstacle: async () => 'only root can make one from packages' } },
      { kind: 'none', why: 'no registry answers, and only root can make one from packages' },
    ],
    [
      'the engine is elsewhere',
      { address: 'ssh://box' },
      { kind: 'none', why: 'no registry answers, and the engine is on another machine' },
    ],
  ])('that are missing: %s', async (_, options, source) => {
    const { facts, asked } = await seen(options)
    expect(facts.baseSource).toEqual(source)
    expect(asked).toEqual(['/distribution/debian:bookworm-slim/json'])
  })
})
