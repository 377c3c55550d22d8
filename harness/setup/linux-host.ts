import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Binfmt, parseBinaryFormat } from './binfmt.js'
import { type OsRelease, parseOsRelease } from './os-release.js'

/** Questions to the Linux system that this process runs on. */
export interface LinuxHost {
  /** Null when the system does not say what it is. */
  osRelease(): Promise<OsRelease | null>
  /** Whether systemd is what runs services here; in a container it mostly is not. */
  runsSystemd(): Promise<boolean>
  /** Whether this process may mount and set up networks, as dockerd must; a plain container's root may not. */
  mayRunDockerd(): Promise<boolean>
  /** Absolute path of a program, or null; looks in the administrator's folders too. */
  findProgram(name: string): Promise<string | null>
  /** The name of a live process, or null when there is none of that id. A zombie counts as none. */
  processName(pid: number): Promise<string | null>
  /** What uname(2) says: the machine's name on the network and the kernel's release. */
  uname(): Promise<{ nodename: string; release: string }>
  /** Which interpreters the kernel has for programs that it cannot run by itself. */
  binfmt(): Promise<Binfmt>
  /** Whether apt has Debian's keys for a release; they come with the package debian-archive-keyring. */
  hasDebianKeys(release: string): Promise<boolean>
}

/** Answers from the files below `root`, which is another folder than `/` only in tests. */
export function linuxHost(searchPath: string, root = '/'): LinuxHost {
  return {
    async osRelease() {
      const text =
        (await textOf(join(root, 'etc/os-release'))) ?? (await textOf(join(root, 'usr/lib/os-release')))
      return text === null ? null : parseOsRelease(text)
    },
    // The test that sd_booted(3) makes.
    runsSystemd: () => exists(join(root, 'run/systemd/system')),
    async mayRunDockerd() {
      return hasDockerdCapabilities((await textOf(join(root, 'proc/self/status'))) ?? '')
    },
    async findProgram(name) {
      // A user's PATH often lacks the administrator's folders.
      for (const folder of [...searchPath.split(':'), '/usr/local/sbin', '/usr/sbin', '/sbin']) {
        const path = join(root, folder, name)
        if (folder !== '' && (await exists(path))) return path
      }
      return null
    },
    async processName(pid) {
      const stat = await textOf(join(root, 'proc', String(pid), 'stat'))
      const match = /^\d+ \((.*)\) (\S)/s.exec(stat ?? '')
      return match === null || match[2] === 'Z' ? null : match[1]!
    },
    async uname() {
      const kernel = join(root, 'proc/sys/kernel')
      const [nodename, release] = await Promise.all(
        ['hostname', 'osrelease'].map(async (file) => ((await textOf(join(kernel, file))) ?? '').trim()),
      )
      return { nodename: nodename!, release: release! }
    },
    async binfmt() {
      const folder = join(root, 'proc/sys/fs/binfmt_misc')
      const status = await textOf(join(folder, 'status'))
      if (status === null) return { kind: (await exists(folder)) ? 'unmounted' : 'absent' }
      const names = (await readdir(folder)).filter((name) => name !== 'status' && name !== 'register')
      const texts = await Promise.all(names.map((name) => textOf(join(folder, name))))
      const formats = names.map((name, index) => parseBinaryFormat(name, texts[index] ?? ''))
      return { kind: 'mounted', isEnabled: status.trim() === 'enabled', formats }
    },
    async hasDebianKeys(release) {
      const files = await namesIn(join(root, 'usr/share/keyrings'))
      return files.some((file) => file.startsWith(`debian-archive-${release}-stable.`))
    },
  }
}

// Bits of capabilities(7).
const CAP_NET_ADMIN = 1n << 12n
const CAP_SYS_ADMIN = 1n << 21n

function hasDockerdCapabilities(status: string): boolean {
  const effective = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0'}`)
  return (effective & CAP_NET_ADMIN) !== 0n && (effective & CAP_SYS_ADMIN) !== 0n
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function namesIn(folder: string): Promise<string[]> {
  return (await exists(folder)) ? readdir(folder) : []
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    // ESRCH: the process ended between opening and reading its file.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return null
    throw error
  }
}
