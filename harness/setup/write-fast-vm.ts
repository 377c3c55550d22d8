import { createHash } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type FastVm,
  type FastVmInfo,
  fastVmFolder,
  INFO_FILE,
  MODULE_FILE,
} from '../engines/in-process/fast-vm/artefact.js'
import type { FastVmContent } from './fast-vm-image.js'

/** Puts the module where the engine looks for it; whoever reads meanwhile finds each file whole, old or new. */
export async function writeFastVm(
  content: FastVmContent,
  source: string,
  folder: string = fastVmFolder,
): Promise<FastVm> {
  const { module, lua, emscripten } = content
  const sha256 = createHash('sha256').update(module).digest('hex')
  const info: FastVmInfo = { sha256, source, lua, emscripten, size: module.length }
  await mkdir(folder, { recursive: true })
  const path = join(folder, MODULE_FILE)
  await writeWhole(path, module)
  await writeWhole(join(folder, INFO_FILE), `${JSON.stringify(info, null, 2)}\n`)
  return { path, sha256, info }
}

async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const unfinished = `${path}.${process.pid}`
  try {
    await writeFile(unfinished, content)
    await rename(unfinished, path)
  } finally {
    await rm(unfinished, { force: true })
  }
}
