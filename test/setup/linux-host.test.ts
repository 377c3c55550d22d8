import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { linuxHost } from '../../harness/setup/linux-host.js'
import { temporaryFolder } from '../temporary-folder.js'

async function host(files: Record<string, string>, searchPath = '') {
  return linuxHost(searchPath, await temporaryFolder(files))
}

test('what the system is, from either place of os-release', async () => {
  expect(await (await host({ 'usr/lib/os-release': 'ID=ubuntu' })).osRelease()).toMatchObject({
    id: 'ubuntu',
  })
  expect(await (await host({})).osRelease()).toBeNull()
})

test('systemd by the folder that it makes when it boots', async () => {
  expect(await (await host({ 'run/systemd/system/x': '' })).runsSystemd()).toBe(true)
  expect(await (await host({ 'run/systemd/other': '' })).runsSystemd()).toBe(false)
})

test('whether dockerd may run, by the capabilities of this process', async () => {
  const withCapabilities = (bits: string) => host({ 'proc/self/status': `Name:\tnode\nCapEff:\t${bits}\n` })
  expect(await (await withCapabilities('000001ffffffffff')).mayRunDockerd()).toBe(true)
  // What a plain container's root has.
  expect(await (await withCapabilities('00000000a80425fb')).mayRunDockerd()).toBe(false)
})

test("a program in the administrator's folders, whatever PATH says", async () => {
  const linux = await host({ 'usr/sbin/dockerd': '', 'opt/bin/tool': '' }, '/opt/bin')
  expect(await linux.findProgram('dockerd')).toMatch(/\/usr\/sbin\/dockerd$/)
  expect(await linux.findProgram('tool')).toMatch(/\/opt\/bin\/tool$/)
  expect(await linux.findProgram('missing')).toBeNull()
})

test('the name of a live process; a zombie is none', async () => {
  const linux = await host({
    'proc/10/stat': '10 (dockerd) S 1 10',
    'proc/11/stat': '11 (dockerd) Z 1 11',
    'proc/12/stat': '12 (a (b) c) R 1 12',
  })
  expect(await linux.processName(10)).toBe('dockerd')
  expect(await linux.processName(11)).toBeNull()
  expect(await linux.processName(12)).toBe('a (b) c')
  expect(await linux.processName(13)).toBeNull()
})

test('what uname(2) says', async () => {
  const linux = await host({ 'proc/sys/kernel/hostname': 'box\n', 'proc/sys/kernel/osrelease': '6.1.0-9\n' })
  expect(await linux.uname()).toEqual({ nodename: 'box', release: '6.1.0-9' })
})

test('which interpreters the kernel has', async () => {
  const folder = 'proc/sys/fs/binfmt_misc'
  expect(await (await host({})).binfmt()).toEqual({ kind: 'absent' })
  const unmounted = await temporaryFolder()
  await mkdir(join(unmounted, folder), { recursive: true })
  expect(await linuxHost('', unmounted).binfmt()).toEqual({ kind: 'unmounted' })
  const entry = 'enabled\ninterpreter /usr/bin/tool\nflags: \nextension .jar\n'
  const files = { [`${folder}/status`]: 'enabled\n', [`${folder}/register`]: '', [`${folder}/java`]: entry }
  expect(await (await host(files)).binfmt()).toMatchObject({
    kind: 'mounted',
    isEnabled: true,
    formats: [{ name: 'java', interpreter: '/usr/bin/tool' }],
  })
})

test("whether Debian's keys for a release are there", async () => {
  const linux = await host({ 'usr/share/keyrings/debian-archive-bookworm-stable.gpg': '' })
  expect(await linux.hasDebianKeys('bookworm')).toBe(true)
  expect(await linux.hasDebianKeys('trixie')).toBe(false)
  expect(await (await host({})).hasDebianKeys('trixie')).toBe(false)
})
