import { expect, test } from 'vitest'
import { archSupport, archSupports } from '../../harness/setup/arch-support.js'
import { binfmtWithArm64, fakeContext, fakeLinux, readyEngine } from './fakes.js'

const kindsOf = async (...args: Parameters<typeof archSupports>) =>
  Object.fromEntries((await archSupports(...args)).map(({ arch, kind }) => [arch, kind]))

test.each([
  ['amd64', { amd64: 'native', i386: 'native', arm64: 'obtainable' }],
  ['arm64', { amd64: 'obtainable', i386: 'obtainable', arm64: 'native' }],
])('what a fresh machine with an engine on %s can do', async (arch, kinds) => {
  expect(await kindsOf(fakeContext(), readyEngine(undefined, { arch }))).toEqual(kinds)
})

test('an interpreter that containers can use', async () => {
  const context = fakeContext({ linux: fakeLinux({ binfmt: async () => binfmtWithArm64() }), uid: 1000 })
  expect(await archSupport(context, readyEngine(), 'arm64')).toEqual({
    arch: 'arm64',
    kind: 'emulated',
    why: '/usr/bin/qemu runs arm64 programs',
  })
})

test.each([
  ['for this machine only', binfmtWithArm64({ isFixed: false }), 'without the flag F', 'echo -1 > /proc/'],
  ['switched off', binfmtWithArm64({ isEnabled: false }), 'switched off', 'binfmt_misc/qemu-aarch64'],
  ['switched off with all others', binfmtWithArm64({}, false), 'switched off', 'binfmt_misc/status'],
])('an interpreter that is registered, but %s, is left to the user', async (_, binfmt, why, hint) => {
  const context = fakeContext({ linux: fakeLinux({ binfmt: async () => binfmt }) })
  expect(await archSupport(context, readyEngine(), 'arm64')).toEqual({
    arch: 'arm64',
    kind: 'impossible',
    why: expect.stringContaining(why),
    hint: expect.stringContaining(hint),
  })
})

test.each([
  ['not root', { uid: 1000 }, 'only root'],
  ['not Debian', { linux: fakeLinux({ osRelease: async () => null }) }, 'only on Debian and Ubuntu'],
  ['not privileged', { linux: fakeLinux({ mayRunDockerd: async () => false }) }, 'not privileged'],
])('nothing can be done: %s', async (_, changes, why) => {
  expect(await archSupport(fakeContext(changes), readyEngine(), 'arm64')).toMatchObject({
    kind: 'impossible',
    why: expect.stringContaining(why),
    hint: expect.stringContaining('apt-get install qemu-user-static'),
  })
})

test.each([
  ['over the network', { endpoint: { source: 'DOCKER_HOST', description: 'tcp://host:2375' } }, {}],
  ["in Docker Desktop's virtual machine", {}, { release: '6.10.0-linuxkit' }],
  ['behind a forwarded socket', {}, { nodename: 'another' }],
])('nobody knows what an engine can do that is reached %s', async (_, engine, uname) => {
  const linux = fakeLinux({
    uname: async () => ({ nodename: 'machine', release: '6.1.0', ...uname }),
    binfmt: async () => binfmtWithArm64(),
  })
  const kinds = await kindsOf(fakeContext({ linux }), readyEngine(undefined, engine))
  expect(kinds).toEqual({ amd64: 'native', i386: 'native', arm64: 'unknown' })
})
