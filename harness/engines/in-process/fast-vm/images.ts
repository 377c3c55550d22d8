import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../package-root.js'

/** Where images are kept for the next run. */
export const IMAGE_FOLDER = join(packageRoot, 'dist', 'bundle', '.cache')

/** Each has some megabytes; a project needs one or two, another seed another. */
const MOST_IMAGES = 8
const PREFIX = 'vm-'
/** Length of a SHA-256 in hexadecimal digits, which is in front. */
const HASH_LENGTH = 64

/** Images of programs that have been made ready, for threads that start later, and for the next run where there is a folder. */
export class Images {
  readonly #folder: string | null
  readonly #known = new Map<string, SharedArrayBuffer | null>()

  constructor(folder: string | null = null) {
    this.#folder = folder
  }

  /** The image of an id, which stands for all that it was made from; null where there is none. */
  get(id: string): SharedArrayBuffer | null {
    let image = this.#known.get(id)
    if (image === undefined) {
      image = this.#folder === null ? null : readImage(join(this.#folder, PREFIX + id))
      this.#known.set(id, image)
    }
    return image
  }

  add(id: string, image: Uint8Array): void {
    if (this.#known.get(id)) return
    this.#known.set(id, shared(image))
    if (this.#folder !== null) writeImage(this.#folder, PREFIX + id, image)
  }
}

function readImage(path: string): SharedArrayBuffer | null {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch {
    // As nearly always in the first run; whatever it is, the image can be made anew.
    return null
  }
  const image = bytes.subarray(HASH_LENGTH)
  return bytes.toString('latin1', 0, HASH_LENGTH) === hashOf(image) ? shared(image) : null
}

// Whole or not at all, as others may be reading it.
function writeImage(folder: string, name: string, image: Uint8Array): void {
  const temporary = join(folder, `${name}.${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(temporary, Buffer.concat([Buffer.from(hashOf(image)), image]))
    renameSync(temporary, join(folder, name))
    const all = readdirSync(folder).filter((file) => file.startsWith(PREFIX))
    const byAge = all
      .map((file) => ({ path: join(folder, file), at: statSync(join(folder, file)).mtimeMs }))
      .sort((a, b) => b.at - a.at)
    for (const { path } of byAge.slice(MOST_IMAGES)) rmSync(path)
  } catch {
    // A package that another user installed cannot be written to: it is made anew every time.
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function shared(bytes: Uint8Array): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(bytes.length)
  new Uint8Array(memory).set(bytes)
  return memory
}
