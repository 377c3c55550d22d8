import { type Arch, AXES } from '../engines/native/axes.js'

/** Whether containers of an architecture run on an engine; `why` and `hint` are for the user. */
export type ArchSupport =
  /** The engine's processor runs them. */
  | { arch: Arch; kind: 'native'; why: string }
  /** An interpreter runs them: slowly, and a crash of theirs may be its own. */
  | { arch: Arch; kind: 'emulated'; why: string }
  /** Nothing runs them yet, but that can be had without further ado. */
  | { arch: Arch; kind: 'obtainable'; why: string; hint: string }
  /** Only a try can tell. */
  | { arch: Arch; kind: 'unknown'; why: string; hint: string }
  | { arch: Arch; kind: 'impossible'; why: string; hint: string }

export interface ArchSupportDeps {
  /** The engine's own architecture in Go's words. */
  engineArch: string
  /** Whether the engine runs on the kernel of this machine. */
  isLocal: boolean
  /** The text of a file, or null when there is none. */
  readText: (path: string) => Promise<string | null>
}

const NATIVE: Readonly<Record<string, readonly Arch[]>> = {
  amd64: ['amd64', 'i386'],
  arm64: ['arm64'],
  '386': ['i386'],
}

const QEMU_NAMES: Readonly<Record<Arch, string>> = { amd64: 'x86_64', arm64: 'aarch64', i386: 'i386' }

/** What an engine says of every architecture. Changes nothing and starts nothing. */
export async function archSupports(deps: ArchSupportDeps): Promise<ArchSupport[]> {
  return Promise.all(AXES.arch.map((arch) => archSupport(arch, deps)))
}

async function archSupport(
  arch: Arch,
  { engineArch, isLocal, readText }: ArchSupportDeps,
): Promise<ArchSupport> {
  if (NATIVE[engineArch]?.includes(arch)) {
    return { arch, kind: 'native', why: `the engine's ${engineArch} processor runs ${arch} programs` }
  }
  const hint = `On the engine's machine, as root: \`apt-get install qemu-user-static binfmt-support\` (Debian, Ubuntu).`
  if (!isLocal) return { arch, kind: 'unknown', why: 'the engine is on another machine', hint }
  const entry = await readText(`/proc/sys/fs/binfmt_misc/qemu-${QEMU_NAMES[arch]}`)
  if (entry === null) return { arch, kind: 'impossible', why: `nothing runs ${arch} programs here`, hint }
  const interpreter = /^interpreter (.*)$/m.exec(entry)?.[1] ?? 'qemu'
  if (!entry.startsWith('enabled'))
    return { arch, kind: 'impossible', why: `${interpreter} is switched off`, hint }
  if (!/^flags: \w*F/m.test(entry)) {
    const why = `${interpreter} is registered without the flag F, so containers do not see it`
    return { arch, kind: 'impossible', why, hint }
  }
  return { arch, kind: 'emulated', why: `${interpreter} runs ${arch} programs` }
}
