import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Pack } from 'tar-stream'
import type { Arch } from '../engines/native/axes.js'
import { engineNameOf } from '../engines/native/docker/platform.js'

/** The tar of a root filesystem in a file. */
export interface RootFilesystem {
  /** Absolute path. */
  path: string
  /** Bytes. */
  size: number
  /** Of the file's content, in hexadecimal digits. */
  sha256: string
}

/** Writes what `produce` gives into a file at `path`, to the end; whichever of the two fails stops the other. */
export async function writeRootFilesystem(
  path: string,
  signal: AbortSignal,
  produce: (tar: PassThrough, signal: AbortSignal) => Promise<void>,
): Promise<RootFilesystem> {
  const tar = new PassThrough()
  const hash = createHash('sha256')
  let size = 0
  const failed = new AbortController()
  const writing = pipeline(
    tar,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        size += chunk.length
        yield chunk
      }
    },
    createWriteStream(path),
  )
  const producing = produce(tar, AbortSignal.any([signal, failed.signal])).then(() => tar.end())
  try {
    await Promise.all([producing, writing])
  } catch (error) {
    failed.abort(error)
    tar.destroy()
    await Promise.allSettled([producing, writing])
    throw error
  }
  return { path, size, sha256: hash.digest('hex') }
}

export interface ImageDescription {
  tag: string
  arch: Arch
  created: Date
  labels: Readonly<Record<string, string>>
  /** What a container of it runs when it is not told. */
  command: readonly string[]
}

/**
 * Writes an image of one layer into `archive`, in the format of `docker save`, and ends it; when that fails it stays
 * without an end. (`docker import` cannot make an image of another architecture: before Docker 23 it labels it with
 * the engine's.)
 */
export async function writeImageArchive(
  archive: Pack,
  { path, size, sha256 }: RootFilesystem,
  description: ImageDescription,
): Promise<void> {
  const config = JSON.stringify(imageConfig(sha256, description))
  const configName = `${createHash('sha256').update(config).digest('hex')}.json`
  const layerName = `${sha256}/layer.tar`
  archive.entry({ name: configName }, config)
  await writeFile(archive, path, { name: layerName, size })
  const manifest = [{ Config: configName, RepoTags: [description.tag], Layers: [layerName] }]
  archive.entry({ name: 'manifest.json' }, JSON.stringify(manifest))
  archive.finalize()
}

function writeFile(archive: Pack, path: string, header: { name: string; size: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    // First, because the entry knows only that it was cut short.
    const content = createReadStream(path).once('error', reject)
    // Only this callback tells of a file of another size than the header says.
    const entry = archive.entry(header, (error) => (error ? reject(error) : resolve()))
    pipeline(content, entry).catch(reject)
  })
}

// The fields of the OCI image configuration.
function imageConfig(sha256: string, { arch, created, labels, command }: ImageDescription): object {
  return {
    architecture: engineNameOf(arch),
    ...(arch === 'arm64' && { variant: 'v8' }),
    os: 'linux',
    created: created.toISOString(),
    config: { Cmd: command, Labels: labels },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256}`] },
    history: [{ created: created.toISOString(), created_by: 'mmdebstrap' }],
  }
}
