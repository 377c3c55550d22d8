import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'

const CACHE = join(tmpdir(), 'luaparity-debian-sources')
const MS = 20_000

/** The authors' archive of one of Debian's source packages. */
export interface DebianSource {
  name: string
  version: string
  sha256: string
}

/** Downloads an archive unless that was done before. Throws when it cannot be had, or is another one than was asked for. */
export async function downloadSource({ name, version, sha256 }: DebianSource): Promise<string> {
  const file = `${name}_${version}.orig.tar.gz`
  const path = join(CACHE, file)
  const known = await readFile(path).catch(() => null)
  if (known && hashOf(known) === sha256) return path
  const response = await fetch(`${await mirror()}/pool/main/${name[0]}/${name}/${file}`, {
    signal: AbortSignal.timeout(MS),
  })
  if (!response.ok) throw new Error(`${file}: HTTP ${response.status}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  if (hashOf(bytes) !== sha256) throw new Error(`${file} has the hash ${hashOf(bytes)}, not ${sha256}`)
  await mkdir(CACHE, { recursive: true })
  // Tests of another process may be reading it.
  await writeFile(`${path}.${process.pid}`, bytes)
  await rename(`${path}.${process.pid}`, path)
  return path
}

/** Unpacks such an archive into a folder, without the folder that is around its files. */
export async function unpack(archive: string, folder: string): Promise<void> {
  await execa('tar', ['xzf', archive, '-C', folder, '--strip-components=1'])
}

// The one that this machine has its packages from.
async function mirror(): Promise<string> {
  const given = process.env.LUAPARITY_DEBIAN_MIRROR
  if (given) return given
  const format = '$(REPO_URI) $(CODENAME) $(COMPONENT)'
  const { stdout } = await execa('apt-get', ['indextargets', '--format', format, 'Identifier: Packages'])
  const line = stdout.split('\n').find((each) => / [a-z]+ main$/.test(each))
  if (!line) throw new Error('apt has no mirror of Debian; LUAPARITY_DEBIAN_MIRROR can name one')
  return line.split(' ')[0]!.replace(/\/$/, '')
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
