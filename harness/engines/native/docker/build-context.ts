import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, posix, sep } from 'node:path'
import { LuaparityError } from '../../../errors.js'

export interface BuildContext {
  /** Absolute path of the folder. */
  folder: string
  /** The Dockerfile among the files. */
  dockerfile: string
  /** The files that go to the engine: paths relative to `folder`, with forward slashes, sorted. */
  files: string[]
  /** 12 hexadecimal digits over the names and contents of the files and over `seed`. */
  contentHash: string
}

// What a compiler leaves behind when somebody builds the extension by hand.
const LEFTOVER = /\.(o|so|bundle)$|^mkmf\.log$/

export interface BuildContextOptions {
  /** Path of the Dockerfile below the folder. */
  dockerfile?: string
  /** Whether the file of a relative path is part of what the image is made from; has to be so for the Dockerfile. */
  inputs: (file: string) => boolean
  /** What the image depends on besides the files. */
  seed: string
}

/**
 * Reads which files of `folder` make an image. Whatever else lies there changes neither the hash nor the image. Throws
 * `LuaparityError` when there is no Dockerfile.
 */
export async function readBuildContext(
  folder: string,
  { dockerfile = 'Dockerfile', inputs, seed }: BuildContextOptions,
): Promise<BuildContext> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && !LEFTOVER.test(entry.name))
    .map((entry) => posix.join(relativeFolder(entry.parentPath, folder), entry.name))
    .filter(inputs)
    .sort()
  if (!files.includes(dockerfile)) {
    throw new LuaparityError('ERR_IMAGE_SOURCE', `There is no ${dockerfile} in ${folder}`, {
      hint: 'The package is incomplete: install it again.',
    })
  }
  return { folder, dockerfile, files, contentHash: await hashFiles(folder, files, seed) }
}

function relativeFolder(parent: string, folder: string): string {
  return parent.slice(folder.length).replaceAll(sep, '/').replace(/^\//, '')
}

async function hashFiles(folder: string, files: string[], seed: string): Promise<string> {
  const hash = createHash('sha256').update(`${seed}\0`)
  for (const file of files) {
    const content = await readFile(join(folder, file))
    // The length keeps "ab" + "c" apart from "a" + "bc".
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex').slice(0, 12)
}
