import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The contents of Docker's three certificate files; a file that is not there is left out. */
export interface TlsFiles {
  ca?: Buffer
  cert?: Buffer
  key?: Buffer
}

/** Reads `ca.pem`, `cert.pem` and `key.pem` of a folder. A file that exists but cannot be read is an error. */
export async function readTlsFiles(folder: string): Promise<TlsFiles> {
  const files: TlsFiles = {}
  for (const name of ['ca', 'cert', 'key'] as const) {
    const path = join(folder, `${name}.pem`)
    if (await exists(path)) files[name] = await readFile(path)
  }
  return files
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
