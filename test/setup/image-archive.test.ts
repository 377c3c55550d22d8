import { createHash } from 'node:crypto'
import { rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import { expect, test } from 'vitest'
import {
  type RootFilesystem,
  writeImageArchive,
  writeRootFilesystem,
} from '../../harness/setup/image-archive.js'
import { temporaryFolder } from '../temporary-folder.js'
import { filesInTar } from './tar.js'

const NEVER = new AbortController().signal

/** A root filesystem in which nothing is but these bytes. */
async function filesystemOf(...chunks: string[]) {
  return writeRootFilesystem(join(await temporaryFolder(), 'root.tar'), NEVER, async (tar) => {
    for (const chunk of chunks) tar.write(chunk)
  })
}

const IMAGE = { tag: 'a:b', created: new Date(0), labels: { key: 'value' }, command: ['sh'] } as const

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex')

test('measures what it writes', async () => {
  expect(await filesystemOf('ab', 'cde')).toMatchObject({ size: 5, sha256: sha256('abcde') })
})

test.each([
  ['amd64', { architecture: 'amd64' }],
  ['i386', { architecture: '386' }],
  ['arm64', { architecture: 'arm64', variant: 'v8' }],
] as const)('describes an image for %s in the words of the engine', async (arch, platform) => {
  const archive = pack()
  await writeImageArchive(archive, await filesystemOf('abc'), { ...IMAGE, arch })
  const files = await filesInTar(await buffer(archive))
  const [configName, layerName, manifestName] = Object.keys(files)
  expect(manifestName).toBe('manifest.json')
  expect(JSON.parse(files['manifest.json']!)).toEqual([
    { Config: configName, RepoTags: ['a:b'], Layers: [layerName] },
  ])
  expect(files[layerName!]).toBe('abc')
  expect(configName).toBe(`${sha256(files[configName!]!)}.json`)
  expect(JSON.parse(files[configName!]!)).toEqual({
    ...platform,
    os: 'linux',
    created: '1970-01-01T00:00:00.000Z',
    config: { Cmd: ['sh'], Labels: { key: 'value' } },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256('abc')}`] },
    history: [{ created: '1970-01-01T00:00:00.000Z', created_by: 'mmdebstrap' }],
  })
})

test('fails when the file is gone or shorter than it was', async () => {
  const write = (filesystem: RootFilesystem) =>
    writeImageArchive(pack(), filesystem, { ...IMAGE, arch: 'i386' })
  const gone = await filesystemOf('abc')
  await rm(gone.path)
  await expect(write(gone)).rejects.toThrow('ENOENT')
  const shortened = await filesystemOf('abc')
  await truncate(shortened.path, 1)
  await expect(write(shortened)).rejects.toThrow('size mismatch')
})

test('a file that cannot be written stops who produces it', async () => {
  const producing = new Promise<AbortSignal>((resolve) => {
    const path = '/nonexistent/root.tar'
    const writing = writeRootFilesystem(path, NEVER, (_, signal) => {
      resolve(signal)
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    })
    writing.catch(() => {})
  })
  const signal = await producing
  await expect.poll(() => signal.aborted).toBe(true)
  expect(signal.reason).toMatchObject({ code: 'ENOENT' })
})
