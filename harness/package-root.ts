import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Absolute path of the installed package: the folder that holds package.json, harness/ and containers/. */
export const packageRoot = findUpwards(dirname(fileURLToPath(import.meta.url)))

// The same from the sources, from what the compiler made of them, and from a bundle of that.
function findUpwards(folder: string): string {
  return existsSync(join(folder, 'harness', 'prelude')) ? folder : findUpwards(dirname(folder))
}
