import { expect, test } from 'vitest'
import { formatFor, parseBinaryFormat } from '../../harness/setup/binfmt.js'

// As the kernel shows what Debian's qemu-user-static registers.
const QEMU_AARCH64 = `enabled
interpreter /usr/libexec/qemu-binfmt/aarch64-binfmt-P
flags: POF
offset 0
magic 7f454c460201010000000000000000000200b700
mask ffffffffffffff00fffffffffffffffffeffffff
`
const QEMU_I386 = `enabled
interpreter /usr/bin/qemu-i386-static
flags:${' '}
offset 0
magic 7f454c4601010100000000000000000002000300
mask fffffffffffefe00fffffffffffffffffeffffff
`

test('reads an entry of the kernel', () => {
  expect(parseBinaryFormat('qemu-aarch64', QEMU_AARCH64)).toMatchObject({
    name: 'qemu-aarch64',
    isEnabled: true,
    interpreter: '/usr/libexec/qemu-binfmt/aarch64-binfmt-P',
    isFixed: true,
    offset: 0,
  })
  expect(parseBinaryFormat('x', QEMU_I386.replace('enabled', 'disabled'))).toMatchObject({
    isEnabled: false,
    isFixed: false,
  })
})

test('finds the entry of an architecture by what it matches', () => {
  const formats = [
    parseBinaryFormat('a', QEMU_I386),
    parseBinaryFormat('java', 'enabled\ninterpreter /usr/bin/java\nflags: \nextension .jar\n'),
    parseBinaryFormat('b', QEMU_AARCH64),
  ]
  expect(formatFor('i386', formats)?.name).toBe('a')
  expect(formatFor('arm64', formats)?.name).toBe('b')
  expect(formatFor('amd64', formats)).toBeNull()
})

test('passes over a disabled entry when another serves', () => {
  const disabled = parseBinaryFormat('off', QEMU_AARCH64.replace('enabled', 'disabled'))
  const enabled = parseBinaryFormat('on', QEMU_AARCH64)
  expect(formatFor('arm64', [disabled, enabled])?.name).toBe('on')
  expect(formatFor('arm64', [disabled])?.name).toBe('off')
})

test('an entry without a mask compares every bit', () => {
  const exact = parseBinaryFormat('exact', QEMU_AARCH64.replace(/^mask.*\n/m, ''))
  expect(formatFor('arm64', [exact])?.name).toBe('exact')
})
