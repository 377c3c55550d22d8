import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { bootstrapBaseImage } from '../../harness/setup/bootstrap-base.js'
import type { OsRelease } from '../../harness/setup/os-release.js'
import { CommandFailedError, type RunCommand } from '../../harness/setup/run-command.js'
import { temporaryFolder } from '../temporary-folder.js'
import { fakeContext, fakeLinux } from './fakes.js'
import { filesInTar } from './tar.js'

const UBUNTU: OsRelease = { id: 'ubuntu', idLike: ['debian'], codename: 'noble' }
const DEBIAN: OsRelease = { id: 'debian', idLike: [], codename: 'bookworm' }

interface Given {
  run: RunCommand
  host?: OsRelease
  hasDebianKeys?: boolean
  /** What the engine answers once it has the archive. */
  answer?: object
}

/** Bootstraps with `run` in place of mmdebstrap; `loaded` is the archive that reached the engine whole, else null. */
async function bootstrap({ run, host = UBUNTU, hasDebianKeys = true, answer = {} }: Given) {
  const folder = await temporaryFolder()
  let loaded: Record<string, string> | null = null
  const docker = {
    async loadImage(tar: Readable, { abortSignal }: { abortSignal: AbortSignal }) {
      abortSignal.throwIfAborted()
      loaded = await filesInTar(await buffer(tar))
      return Readable.from([`${JSON.stringify(answer)}\n`])
    },
  }
  const linux = fakeLinux({
    findProgram: async (name) => `/usr/bin/${name}`,
    hasDebianKeys: async () => hasDebianKeys,
  })
  const context = fakeContext({ run, linux, temporaryFolder: folder })
  const options = { release: 'bookworm', arch: 'i386', tag: 'a/base:tag', host } as const
  const result = await bootstrapBaseImage(context, docker as never, options).catch((error) => error)
  expect(await readdir(folder)).toEqual([])
  return { result, loaded, reports: context.reports }
}

test('loads what mmdebstrap writes, tagged and labelled', async () => {
  const { result, loaded, reports } = await bootstrap({
    run: async (file, args, options) => {
      expect([file, ...args].join(' ')).toBe('mmdebstrap --variant=minbase --architectures=i386 bookworm -')
      options?.onLine?.('I: extracting archives...')
      options?.onLine?.('Get:1 something')
      options?.stdout?.write('the filesystem')
    },
  })
  expect(result).toEqual([])
  const files = Object.values<string>(loaded!)
  expect(JSON.parse(files.at(-1)!)).toMatchObject([{ RepoTags: ['a/base:tag'] }])
  expect(JSON.parse(files[0]!)).toMatchObject({
    architecture: '386',
    config: { Labels: { 'dev.luaparity.role': 'base-image' }, Cmd: ['bash'] },
  })
  expect(files[1]).toBe('the filesystem')
  expect(reports).toContain('mmdebstrap: extracting archives...')
  expect(reports).not.toContain('mmdebstrap: Get:1 something')
})

test('loads nothing when mmdebstrap fails half way', async () => {
  const { result, loaded } = await bootstrap({
    run: async (_file, _args, options) => {
      options?.stdout?.write('half a filesyst')
      throw new Error('E: mmdebstrap failed')
    },
  })
  expect(result).toMatchObject({ message: 'E: mmdebstrap failed' })
  expect(loaded).toBeNull()
})

test('fails with what the engine says', async () => {
  const { result } = await bootstrap({ run: async () => {}, answer: { error: 'no space left on device\n' } })
  expect(result).toMatchObject({
    code: 'ERR_LOAD',
    message: 'The engine could not load the image: no space left on device',
  })
})

test('does without the updates whose lists the mirror has broken for this architecture', async () => {
  const suites: string[][] = []
  const { result, loaded } = await bootstrap({
    host: DEBIAN,
    run: async (file, args, options) => {
      if (file === 'apt-get') {
        for (const suite of ['bookworm', 'bookworm-security'])
          options?.onLine?.(`http://m/${suite}/ ${suite} main`)
        return
      }
      suites.push(args.filter((arg) => arg.startsWith('deb ')).map((line) => line.split(' ')[2]!))
      options?.stdout?.write(`try ${suites.length}`)
      const broken = 'E: Failed to fetch http://m/dists/bookworm-security/main/binary-i386/Packages.xz'
      if (suites.length === 1) throw new CommandFailedError('mmdebstrap', 'failed', [broken])
    },
  })
  expect(result).toEqual(['bookworm-security'])
  expect(suites).toEqual([['bookworm', 'bookworm-security'], ['bookworm']])
  expect(Object.values<string>(loaded!)[1]).toBe('try 2')
})

test("gets Debian's keys where those of the release are missing", async () => {
  const ran: string[] = []
  await bootstrap({
    hasDebianKeys: false,
    run: async (file, args) => {
      ran.push([file, ...args].join(' '))
    },
  })
  expect(ran.find((command) => /^apt-get install/.test(command))).toMatch(/ debian-archive-keyring$/)
})
