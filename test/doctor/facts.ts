import type { DockerFacts, Facts } from '../../harness/doctor/facts.js'
import { axesOf, MATRICES } from '../../harness/engines/native/axes.js'

const DOCKER: DockerFacts = {
  kind: 'found',
  version: '20.10.24',
  apiVersion: '1.41',
  arch: 'amd64',
  address: 'unix:///var/run/docker.sock',
  source: "the system's socket",
  storageDriver: 'overlay2',
  memoryBytes: 8e9,
  rootless: false,
  cgroupVersion: '2',
  unlimited: [],
  seccomp: 'default',
  data: { folder: '/var/lib/docker', freeBytes: 50e9 },
  kernel: { overcommit: '0', mmapMinAddr: '65536' },
  kernelVersion: '6.1.0',
  archs: [
    { arch: 'amd64', kind: 'native', why: 'the processor' },
    { arch: 'arm64', kind: 'emulated', why: 'qemu runs arm64 programs' },
    { arch: 'i386', kind: 'native', why: 'the processor' },
  ],
  bases: [
    { release: 'bookworm', arch: 'amd64', tag: 'luaparity/base:bookworm' },
    { release: 'bookworm', arch: 'i386', tag: null },
  ],
  baseSource: { kind: 'mmdebstrap' },
}

const POINTS = [...MATRICES.full]

/** A machine on which all is well: everything has been built. */
export function healthy(changes: Partial<Facts> = {}, docker: Partial<DockerFacts> = {}): Facts {
  return {
    node: { version: 'v20.20.2', required: '20.19' },
    machine: {
      platform: 'linux',
      arch: 'x64',
      processors: 4,
      memoryBytes: 8e9,
      memoryLimitBytes: null,
      caseBytes: 268_435_456,
      jobs: 4,
    },
    configProblem: null,
    docker: { ...DOCKER, ...docker },
    fastVm: { kind: 'current', vm: {} as never },
    started: [
      { name: 'fast', status: 'ready', vm: 'Lua 5.2.4 (fast)' },
      { name: 'lua51', status: 'ready', vm: 'Lua 5.1' },
    ],
    notStarted: [],
    executables: [{ name: 'luajit', version: 'LuaJIT 2.1' }],
    usual: ['native', 'native:jit=off', 'fast', 'lua51'],
    native: new Map(
      POINTS.map((name) => [name, { axes: axesOf(name), tag: `image of ${name}`, isThere: true }]),
    ),
    ...changes,
  }
}

/** The same with some native engines whose images have not been built. */
export function lacking(names: readonly string[], tag = (name: string): string => `image of ${name}`) {
  const { native } = healthy()
  for (const name of names) native.set(name, { axes: axesOf(name), tag: tag(name), isThere: false })
  return native
}
