import { PassThrough } from 'node:stream'
import { pack } from 'tar-stream'
import { expect, test } from 'vitest'
import { copyFromImage } from '../../../../harness/engines/native/docker/copy-from-image.js'

/** An engine whose image holds what the archive says; `left` counts the containers that were not removed. */
function engineWith(archive: NodeJS.ReadableStream) {
  const seen = { left: 0, options: {} as Record<string, unknown> }
  const docker = {
    async createContainer(options: Record<string, unknown>) {
      seen.left++
      seen.options = options
      return {
        getArchive: async () => archive,
        async remove() {
          seen.left--
        },
      }
    },
  }
  return { docker: docker as never, seen }
}

test('copies the bytes of a file, and leaves no container', async () => {
  const archive = pack()
  archive.entry({ name: 'file' }, Buffer.from([0, 255, 10]))
  archive.finalize()
  const { docker, seen } = engineWith(archive)
  expect(await copyFromImage(docker, 'an/image', '/file')).toEqual(Buffer.from([0, 255, 10]))
  expect(seen).toMatchObject({
    left: 0,
    options: { Image: 'an/image', Labels: { 'dev.luaparity.role': 'file-source' } },
  })
})

test('a folder is refused', async () => {
  const archive = pack()
  archive.entry({ name: 'folder', type: 'directory' })
  archive.finalize()
  const { docker, seen } = engineWith(archive)
  await expect(copyFromImage(docker, 'an/image', '/folder')).rejects.toThrow('/folder in an/image is no file')
  expect(seen.left).toBe(0)
})

test('a connection that breaks rejects, and leaves no container', async () => {
  const whole = pack()
  whole.entry({ name: 'file' }, Buffer.alloc(10_000))
  whole.finalize()
  const broken = new PassThrough()
  const { docker, seen } = engineWith(broken)
  const copying = copyFromImage(docker, 'an/image', '/file')
  broken.write(whole.read(5000))
  broken.destroy(new Error('socket hang up'))
  await expect(copying).rejects.toThrow('socket hang up')
  expect(seen.left).toBe(0)
})

test('an archive that is cut short rejects', async () => {
  const whole = pack()
  whole.entry({ name: 'file' }, Buffer.alloc(10_000))
  whole.finalize()
  const cut = new PassThrough()
  cut.end(whole.read(5000))
  const { docker, seen } = engineWith(cut)
  await expect(copyFromImage(docker, 'an/image', '/file')).rejects.toThrow('Unexpected end of data')
  expect(seen.left).toBe(0)
})
