import { expect, test } from 'vitest'
import type { Binfmt } from '../../harness/setup/binfmt.js'
import { ensureArch } from '../../harness/setup/ensure-arch.js'
import { CommandFailedError } from '../../harness/setup/run-command.js'
import { binfmtWithArm64, fakeContext, fakeLinux, readyEngine } from './fakes.js'

/** A Debian machine that changes by the commands run on it, as `after` says; `ran` collects them. */
function machine(start: { binfmt: Binfmt; hasQemu?: boolean }, after: (command: string) => Binfmt | null) {
  const ran: string[] = []
  let { binfmt } = start
  const linux = fakeLinux({
    binfmt: async () => binfmt,
    findProgram: async (name) => (start.hasQemu ? `/usr/bin/${name}` : null),
  })
  const context = fakeContext({
    linux,
    run: async (file, args) => {
      ran.push([file, ...args].join(' '))
      binfmt = after(ran.at(-1)!) ?? binfmt
    },
  })
  return { context, ran }
}

const MOUNTED: Binfmt = { kind: 'mounted', isEnabled: true, formats: [] }
const MOUNT = 'mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc'
const REGISTER = 'cp /usr/lib/binfmt.d/qemu-aarch64.conf /proc/sys/fs/binfmt_misc/register'

test.each(['amd64', 'i386', 'arm64'] as const)('does nothing when %s programs run', async (arch) => {
  const context = fakeContext({ linux: fakeLinux({ binfmt: async () => binfmtWithArm64() }) })
  expect(await ensureArch(context, readyEngine(), arch)).toMatchObject({ arch })
  expect(context.reports).toEqual([])
})

test('installs qemu, and leaves the rest to the system where it does it', async () => {
  const { context, ran } = machine({ binfmt: { kind: 'unmounted' } }, (command) =>
    /install -y .*qemu-user-static/.test(command) ? binfmtWithArm64() : null,
  )
  expect(await ensureArch(context, readyEngine(), 'arm64')).toMatchObject({ kind: 'emulated' })
  expect(ran.filter((command) => !command.startsWith('apt-get'))).toEqual([])
})

test('else mounts binfmt_misc and registers qemu', async () => {
  const { context, ran } = machine({ binfmt: { kind: 'unmounted' }, hasQemu: true }, (command) =>
    command === MOUNT ? MOUNTED : command === REGISTER ? binfmtWithArm64() : null,
  )
  expect(await ensureArch(context, readyEngine(), 'arm64')).toMatchObject({ kind: 'emulated' })
  expect(ran).toEqual([MOUNT, REGISTER])
})

test('loads the module of a kernel that has it as one', async () => {
  const { context, ran } = machine({ binfmt: { kind: 'absent' }, hasQemu: true }, (command) =>
    command === 'modprobe binfmt_misc' ? MOUNTED : command === REGISTER ? binfmtWithArm64() : null,
  )
  await ensureArch(context, readyEngine(), 'arm64')
  expect(ran).toEqual(['modprobe binfmt_misc', REGISTER])
})

test('leaves a registration alone that the mount brings to light', async () => {
  const { context, ran } = machine({ binfmt: { kind: 'unmounted' }, hasQemu: true }, () =>
    binfmtWithArm64({ isFixed: false }),
  )
  await expect(ensureArch(context, readyEngine(), 'arm64')).rejects.toMatchObject({
    code: 'ERR_ENGINE_UNAVAILABLE',
    message: expect.stringMatching(
      /^Programs of arm64 do not run on this Docker engine: .*without the flag F/,
    ),
    hint: expect.stringContaining('echo -1'),
  })
  expect(ran).toEqual([MOUNT])
})

test('says what failed, and how to do it by hand', async () => {
  const { context } = machine({ binfmt: { kind: 'unmounted' }, hasQemu: true }, () => {
    throw new CommandFailedError(MOUNT, 'ended with exit code 32', ['mount: permission denied'])
  })
  await expect(ensureArch(context, readyEngine(), 'arm64')).rejects.toMatchObject({
    code: 'ERR_ENGINE_UNAVAILABLE',
    message: expect.stringContaining('mount: permission denied'),
    hint: expect.stringContaining('apt-get install qemu-user-static'),
  })
})

test('fails when all of it was done and they still do not run', async () => {
  const { context, ran } = machine({ binfmt: MOUNTED, hasQemu: true }, () => null)
  await expect(ensureArch(context, readyEngine(), 'arm64')).rejects.toThrow('the kernel does not list it')
  expect(ran).toEqual([REGISTER])
})
