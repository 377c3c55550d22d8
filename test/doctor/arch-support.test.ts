import { expect, test } from 'vitest'
import { archSupports } from '../../harness/doctor/arch-support.js'

const QEMU = 'enabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: OCF\noffset 0\n'

async function kinds(
  engineArch: string,
  isLocal: boolean,
  entry: string | null,
): Promise<Record<string, string>> {
  const supports = await archSupports({
    engineArch,
    isLocal,
    readText: async (path) => (path === '/proc/sys/fs/binfmt_misc/qemu-aarch64' ? entry : null),
  })
  return Object.fromEntries(supports.map(({ arch, kind }) => [arch, kind]))
}

test.each<[string, string, boolean, string | null, Record<string, string>]>([
  ['amd64 with qemu', 'amd64', true, QEMU, { amd64: 'native', arm64: 'emulated', i386: 'native' }],
  ['amd64 without', 'amd64', true, null, { amd64: 'native', arm64: 'impossible', i386: 'native' }],
  [
    'qemu switched off',
    'amd64',
    true,
    QEMU.replace('enabled', 'disabled'),
    { amd64: 'native', arm64: 'impossible', i386: 'native' },
  ],
  [
    'qemu that containers do not see',
    'amd64',
    true,
    QEMU.replace('OCF', 'OC'),
    { amd64: 'native', arm64: 'impossible', i386: 'native' },
  ],
  ['an engine elsewhere', 'amd64', false, QEMU, { amd64: 'native', arm64: 'unknown', i386: 'native' }],
  ['arm64', 'arm64', true, null, { amd64: 'impossible', arm64: 'native', i386: 'impossible' }],
])('%s', async (_, arch, isLocal, entry, expected) =>
  expect(await kinds(arch, isLocal, entry)).toEqual(expected),
)
