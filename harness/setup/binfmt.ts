import type { Arch } from '../engines/native/axes.js'

/** What the kernel's binfmt_misc says. */
export type Binfmt =
  /** The kernel has none, or its module is not loaded. */
  | { kind: 'absent' }
  | { kind: 'unmounted' }
  | { kind: 'mounted'; isEnabled: boolean; formats: BinaryFormat[] }

/** A kind of program that the kernel hands to an interpreter. */
export interface BinaryFormat {
  name: string
  isEnabled: boolean
  /** Absolute path. */
  interpreter: string
  /** Whether the kernel keeps the interpreter open (flag F), so that it serves containers, which do not have the file. */
  isFixed: boolean
  /** The bytes that such a program begins with at `offset`; empty when it is told by its file name. */
  magic: Buffer
  /** Which bits of them count; none of its bytes missing. */
  mask: Buffer
  offset: number
}

/** Reads an entry of /proc/sys/fs/binfmt_misc. */
export function parseBinaryFormat(name: string, text: string): BinaryFormat {
  const field = (key: string) => new RegExp(`^${key}:? (.*)$`, 'm').exec(text)?.[1] ?? ''
  const magic = Buffer.from(field('magic'), 'hex')
  const mask = Buffer.from(field('mask'), 'hex')
  return {
    name,
    isEnabled: /^enabled$/m.test(text),
    interpreter: field('interpreter'),
    isFixed: field('flags').includes('F'),
    magic,
    mask: mask.length === 0 ? Buffer.alloc(magic.length, 0xff) : mask,
    offset: Number(field('offset')),
  }
}

/**
 * The entry that takes the programs of an architecture, or null. It is told by what it matches, not by its name,
 * which is the free choice of whoever registered it. As in the kernel, one that is disabled is passed over when
 * another matches.
 */
export function formatFor(arch: Arch, formats: readonly BinaryFormat[]): BinaryFormat | null {
  const header = elfHeader(arch)
  const matching = formats.filter((format) => matches(format, header))
  return matching.find(({ isEnabled }) => isEnabled) ?? matching[0] ?? null
}

/** qemu's word for an architecture, as in its interpreters' and their registrations' names. */
export const QEMU_NAMES: Readonly<Record<Arch, string>> = {
  amd64: 'x86_64',
  arm64: 'aarch64',
  i386: 'i386',
}

function matches({ magic, mask, offset }: BinaryFormat, header: Buffer): boolean {
  if (magic.length === 0 || offset + magic.length > header.length) return false
  return magic.every((byte, index) => ((header[offset + index]! ^ byte) & mask[index]!) === 0)
}

// elf(5): EI_CLASS and e_machine.
const ELF: Readonly<Record<Arch, { class: number; machine: number }>> = {
  amd64: { class: 2, machine: 62 },
  arm64: { class: 2, machine: 183 },
  i386: { class: 1, machine: 3 },
}

// The beginning of an executable: identification, little-endian, System V; e_type EXEC; e_machine.
function elfHeader(arch: Arch): Buffer {
  const { class: elfClass, machine } = ELF[arch]
  return Buffer.from([0x7f, 0x45, 0x4c, 0x46, elfClass, 1, 1, ...Array(9).fill(0), 2, 0, machine, 0])
}
