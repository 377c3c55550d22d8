import { Readable } from 'node:stream'
import type Docker from 'dockerode'
import { pack } from 'tar-stream'
import type { BinaryFormat, Binfmt } from '../../harness/setup/binfmt.js'
import type { Clock } from '../../harness/setup/clock.js'
import type { ReadyEngine } from '../../harness/setup/docker-engine-step.js'
import type { LinuxHost } from '../../harness/setup/linux-host.js'
import type { StepContext } from '../../harness/setup/step.js'

/** A clock on which sleeping takes no time; `onSleep` is the place for what happens meanwhile. */
export function fakeClock(onSleep: (now: number) => void = () => {}): Clock {
  let now = 0
  return {
    now: () => now,
    async sleep(milliseconds, signal) {
      signal.throwIfAborted()
      now += milliseconds
      onSleep(now)
    },
  }
}

/** A Debian machine without systemd, where root may do everything and nothing is installed. */
export function fakeLinux(changes: Partial<LinuxHost> = {}): LinuxHost {
  return {
    osRelease: async () => ({ id: 'debian', idLike: [], codename: 'bookworm' }),
    runsSystemd: async () => false,
    mayRunDockerd: async () => true,
    findProgram: async () => null,
    processName: async () => null,
    uname: async () => ({ nodename: 'machine', release: '6.1.0' }),
    binfmt: async () => ({ kind: 'absent' }),
    hasDebianKeys: async () => true,
    ...changes,
  }
}

/** A step's context in which nothing real can be reached; `reports` collects what the step tells. */
export function fakeContext(changes: Partial<StepContext> = {}): StepContext & { reports: string[] } {
  const reports: string[] = []
  return {
    write: () => {},
    isTTY: false,
    env: {},
    platform: 'linux',
    homedir: '/nonexistent',
    uid: 0,
    pid: 1234,
    temporaryFolder: '/nonexistent',
    clock: fakeClock(),
    run: () => Promise.reject(new Error('nothing may be run')),
    linux: fakeLinux(),
    signal: new AbortController().signal,
    connect: () => unreachableEngine,
    report: (line) => reports.push(line),
    reports,
    ...changes,
  }
}

/** What the kernel's binfmt_misc says once qemu is registered for arm64, with the given changes. */
export function binfmtWithArm64(changes: Partial<BinaryFormat> = {}, isEnabled = true): Binfmt {
  const header = '7f454c460201010000000000000000000200b700'
  const format = {
    name: 'qemu-aarch64',
    isEnabled: true,
    interpreter: '/usr/bin/qemu',
    isFixed: true,
    magic: Buffer.from(header, 'hex'),
    mask: Buffer.alloc(header.length / 2, 0xff),
    offset: 0,
    ...changes,
  }
  return { kind: 'mounted', isEnabled, formats: [format] }
}

/** An engine on the machine of `fakeLinux`, with that client. */
export function readyEngine(
  docker: object = answeringEngine(),
  changes: Partial<ReadyEngine> = {},
): ReadyEngine {
  const endpoint = { source: 'system socket', description: 'unix:///var/run/docker.sock' }
  return { docker: docker as Docker, endpoint, version: '20.10.24', arch: 'amd64', ...changes }
}

/** A client of an engine that is not there. */
export const unreachableEngine = {
  ping: () => Promise.reject(Object.assign(new Error('ENOENT'), { code: 'ENOENT' })),
} as never

/** A client of an engine that answers, with the images of the given names. */
export function answeringEngine(images: readonly string[] = []): never {
  return {
    ping: async () => 'OK',
    version: async () => ({ Version: '20.10.24+dfsg1', Arch: 'amd64' }),
    info: async () => ({ Name: 'machine', KernelVersion: '6.1.0' }),
    getImage: (tag: string) => ({
      inspect: async () => {
        if (images.includes(tag)) return { Id: `sha256:${tag}`, Architecture: 'amd64' }
        throw Object.assign(new Error('no such image'), { statusCode: 404 })
      },
    }),
  } as never
}

/** An engine on which building makes an image with that file in it; `built` collects the tags. */
export function buildingEngine(content: Buffer, images: readonly string[] = []) {
  const built: string[] = []
  const containers = { made: 0, removed: 0 }
  const there = [...images]
  const docker = {
    ...(answeringEngine() as object),
    getImage: (tag: string) => ({
      inspect: async () => {
        if (!there.includes(tag)) throw Object.assign(new Error('no such image'), { statusCode: 404 })
        const Labels = { 'dev.luaparity.lua': '5.2.4-3', 'dev.luaparity.emscripten': '3.1.6' }
        return { Id: `sha256:${tag}`, Architecture: 'amd64', Config: { Labels } }
      },
    }),
    async buildImage(_: unknown, { t }: { t: string }) {
      built.push(t)
      there.push(t)
      return Readable.from(['{"stream":"Step 1/1 : RUN make\\n"}\n'])
    },
    async createContainer() {
      containers.made++
      return {
        async getArchive() {
          const archive = pack()
          archive.entry({ name: 'file' }, content)
          archive.finalize()
          return archive
        },
        async remove() {
          containers.removed++
        },
      }
    },
  }
  return { docker: docker as never, built, containers }
}
