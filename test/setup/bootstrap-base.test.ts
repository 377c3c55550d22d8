import { readdir } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { bootstrapBaseImage } from '../../harness/setup/bootstrap-base.js'
import type { RunCommand } from '../../harness/setup/run-command.js'
import { temporaryFolder } from '../temporary-folder.js'
import { fakeContext, fakeLinux } from './fakes.js'

const HOST = { id: 'ubuntu', idLike: ['debian'], codename: 'noble' }

/** Bootstraps with `run` in place of mmdebstrap; `imported` is what reached the engine whole, else null. */
async function bootstrap(run: RunCommand) {
  const folder = await temporaryFolder()
  let imported: { archive: string; options: unknown } | null = null
  const docker = {
    async importImage(tar: Readable, options: unknown) {
      imported = { archive: await text(tar), options }
      return Readable.from(['{"status":"sha256:0"}\n'])
    },
  }
  const linux = fakeLinux({ findProgram: async (name) => `/usr/bin/${name}` })
  const context = fakeContext({ run, linux, temporaryFolder: folder })
  const result = await bootstrapBaseImage(context, docker as never, 'bookworm', HOST).catch((error) => error)
  expect(await readdir(folder)).toEqual([])
  return { result, imported, reports: context.reports }
}

test('imports what mmdebstrap writes, tagged and labelled', async () => {
  const { result, imported, reports } = await bootstrap(async (file, args, options) => {
    expect([file, ...args]).toEqual(['mmdebstrap', '--variant=minbase', 'bookworm', '-'])
    options?.onLine?.('I: extracting archives...')
    options?.onLine?.('Get:1 something')
    options?.stdout?.write('the archive')
  })
  expect(result).toBe('luaparity/base:bookworm')
  expect(imported).toMatchObject({
    archive: 'the archive',
    options: {
      repo: 'luaparity/base',
      tag: 'bookworm',
      changes: ['LABEL dev.luaparity.role=base-image', 'CMD ["bash"]'],
    },
  })
  expect(reports).toContain('mmdebstrap: extracting archives...')
  expect(reports).not.toContain('mmdebstrap: Get:1 something')
})

test('imports nothing when mmdebstrap fails half way', async () => {
  const { result, imported } = await bootstrap(async (_file, _args, options) => {
    options?.stdout?.write('half an arch')
    throw new Error('E: mmdebstrap failed')
  })
  expect(result).toMatchObject({ message: 'E: mmdebstrap failed' })
  expect(imported).toBeNull()
})
