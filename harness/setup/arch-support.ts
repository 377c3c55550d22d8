import { type Arch, AXES } from '../engines/native/axes.js'
import { formatFor } from './binfmt.js'
import type { ReadyEngine } from './docker-engine-step.js'
import { isDebianFamily } from './os-release.js'
import type { SetupDeps } from './step.js'

/** Whether containers of an architecture run on an engine; `why` and `hint` are for the user. */
export type ArchSupport =
  /** The engine's processor runs them. */
  | { arch: Arch; kind: 'native'; why: string }
  /** qemu or another interpreter runs them: slowly, and a crash of theirs may be the emulator's. */
  | { arch: Arch; kind: 'emulated'; why: string }
  /** Nothing runs them yet, but `archStep` can have it done. */
  | { arch: Arch; kind: 'obtainable'; why: string; hint: string }
  /** The engine is on another machine: only a try can tell. */
  | { arch: Arch; kind: 'unknown'; why: string; hint: string }
  | { arch: Arch; kind: 'impossible'; why: string; hint: string }

export type ArchSupportDeps = Pick<SetupDeps, 'linux' | 'platform' | 'uid'>

// By the engine's word for its own architecture.
const NATIVE: Readonly<Record<string, readonly Arch[]>> = {
  amd64: ['amd64', 'i386'],
  arm64: ['arm64'],
  '386': ['i386'],
}

/** What an engine says of every architecture. Changes nothing and starts nothing. */
export async function archSupports(deps: ArchSupportDeps, engine: ReadyEngine): Promise<ArchSupport[]> {
  return Promise.all(AXES.arch.map((arch) => archSupport(deps, engine, arch)))
}

/** The same of one architecture. */
export async function archSupport(
  deps: ArchSupportDeps,
  engine: ReadyEngine,
  arch: Arch,
): Promise<ArchSupport> {
  if (NATIVE[engine.arch]?.includes(arch)) {
    return { arch, kind: 'native', why: `the engine's ${engine.arch} processor runs ${arch} programs` }
  }
  if (!(await isOnThisMachine(deps, engine))) {
    return { arch, kind: 'unknown', why: 'the engine is on another machine', hint: howToEmulateThere(arch) }
  }
  return (await byInterpreter(deps, arch)) ?? (await byInstalling(deps, arch))
}

// Whether the engine runs on the kernel that this process runs on, so that what is set up here serves it: not on another
// machine, nor in Docker Desktop's virtual one. False where that cannot be told.
async function isOnThisMachine(
  { linux, platform }: ArchSupportDeps,
  { docker, endpoint }: ReadyEngine,
): Promise<boolean> {
  if (platform !== 'linux' || !endpoint.description.startsWith('unix:')) return false
  const [{ Name, KernelVersion }, { nodename, release }] = await Promise.all([docker.info(), linux.uname()])
  return Name === nodename && KernelVersion === release
}

// What the interpreter that is registered makes of it; null when there is none.
async function byInterpreter({ linux }: ArchSupportDeps, arch: Arch): Promise<ArchSupport | null> {
  const binfmt = await linux.binfmt()
  const format = binfmt.kind === 'mounted' ? formatFor(arch, binfmt.formats) : null
  if (binfmt.kind !== 'mounted' || format === null) return null
  const { name, interpreter, isFixed } = format
  const entry = `/proc/sys/fs/binfmt_misc/${name}`
  if (!binfmt.isEnabled || !format.isEnabled) {
    const switchedOff = binfmt.isEnabled ? entry : '/proc/sys/fs/binfmt_misc/status'
    const hint = `As root: \`echo 1 > ${switchedOff}\`.`
    return { arch, kind: 'impossible', why: `the interpreter of ${arch} programs is switched off`, hint }
  }
  if (!isFixed) {
    const why = `${interpreter} runs ${arch} programs here, but not in containers: it is registered without the flag F`
    const hint = `As root: \`echo -1 > ${entry}\` removes the registration; Luaparity makes a new one when it is needed.`
    return { arch, kind: 'impossible', why, hint }
  }
  return { arch, kind: 'emulated', why: `${interpreter} runs ${arch} programs` }
}

async function byInstalling(
  { linux, platform, uid }: ArchSupportDeps,
  arch: Arch,
): Promise<ArchSupport & { hint: string }> {
  const missing = `nothing runs ${arch} programs here`
  const release = platform === 'linux' ? await linux.osRelease() : null
  const isDebian = release !== null && isDebianFamily(release)
  const impossible = (why: string, hint: string) =>
    ({ arch, kind: 'impossible', why: `${missing}, and ${why}`, hint }) as const
  if (!isDebian) return impossible('qemu is installed only on Debian and Ubuntu', howToEmulateThere(arch))
  if (uid !== 0) return impossible('only root can install qemu-user-static', howToEmulateThere(arch))
  if (!(await linux.mayRunDockerd()))
    return impossible('this container is not privileged, so it cannot register qemu', howToEmulateThere(arch))
  const hint = 'qemu-user-static is installed and registered when it is first needed.'
  return { arch, kind: 'obtainable', why: missing, hint }
}

/** How somebody gets emulation on a machine that we may not change. */
export function howToEmulateThere(arch: Arch): string {
  return `Docker Desktop emulates by itself. On the engine's machine, as root: \`apt-get install qemu-user-static binfmt-support\` (Debian, Ubuntu), or \`docker run --privileged --rm tonistiigi/binfmt --install ${arch === 'i386' ? '386' : arch}\`.`
}
