import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startDockerd } from '../../harness/setup/start-dockerd.js'
import { temporaryFolder } from '../temporary-folder.js'
import { fakeClock, fakeContext, fakeLinux } from './fakes.js'

const PROGRAM = '/usr/sbin/dockerd'

/** A machine whose dockerd answers after `answersAfterMs` of the fake clock's time. */
async function machine({ files = {}, processes = {} as Record<number, string>, answersAfterMs = 500 } = {}) {
  const folder = await temporaryFolder(files)
  let now = 0
  const spawned: string[] = []
  let ending: string | null = null
  const context = fakeContext({
    clock: fakeClock((time) => {
      now = time
    }),
    linux: fakeLinux({ processName: async (pid) => processes[pid] ?? null }),
  })
  const places = {
    pidFile: join(folder, 'docker.pid'),
    containerdPidFile: join(folder, 'containerd.pid'),
    logFile: join(folder, 'dockerd.log'),
    args: ['--some-flag'],
  }
  const options = {
    program: PROGRAM,
    places,
    isAnswering: async () => now >= answersAfterMs,
    spawn: (program: string, args: readonly string[]) => {
      spawned.push([program, ...args].join(' '))
      return { ending: () => ending }
    },
  }
  return {
    places,
    spawned,
    reports: context.reports,
    processes,
    endWith: (how: string) => {
      ending = how
    },
    start: () => startDockerd(context, options),
  }
}

test('starts dockerd and waits until it answers', async () => {
  const { start, spawned, reports } = await machine()
  await start()
  expect(spawned).toEqual(['/usr/sbin/dockerd --some-flag'])
  expect(reports).toEqual([expect.stringContaining('starting dockerd in the background')])
})

test('waits for a dockerd that is alive but still starting, instead of starting another', async () => {
  const { start, spawned, reports } = await machine({
    files: { 'docker.pid': '77' },
    processes: { 77: 'dockerd' },
  })
  await start()
  expect(spawned).toEqual([])
  expect(reports).toEqual(['dockerd is running (process 77) but does not answer yet: waiting for it'])
})

test('starts its own when the one that was starting ends', async () => {
  const all = await machine({
    files: { 'docker.pid': '77' },
    processes: { 77: 'dockerd' },
    answersAfterMs: 300,
  })
  delete all.processes[77]
  await all.start()
  expect(all.spawned).toHaveLength(1)
})

test.each([
  ['a dead process', {}],
  ['a process that is no dockerd', { 77: 'bash', 78: 'bash' }],
])('removes pid files that name %s', async (_, processes) => {
  const files = { 'docker.pid': '77', 'containerd.pid': '78' }
  const { start, places } = await machine({ files, processes })
  await start()
  await expect(readFile(places.pidFile)).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(readFile(places.containerdPidFile)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('leaves the pid file of a containerd that outlived its dockerd: the new one takes it over', async () => {
  const files = { 'docker.pid': '77', 'containerd.pid': '78' }
  const { start, places } = await machine({ files, processes: { 78: 'containerd' } })
  await start()
  expect(await readFile(places.containerdPidFile, 'utf8')).toBe('78')
})

test('shows the last lines that a dockerd which ended wrote to its log', async () => {
  const { start, places, endWith } = await machine({
    files: { 'dockerd.log': 'from an earlier start\n' },
    answersAfterMs: Number.POSITIVE_INFINITY,
  })
  endWith('exit code 1')
  const starting = start()
  await appendFile(places.logFile, 'failed to mount overlay\n')
  await expect(starting).rejects.toMatchObject({
    code: 'ERR_ENGINE_UNAVAILABLE',
    message: expect.stringMatching(/^Cannot start dockerd: it ended with exit code 1/),
    hint: expect.stringContaining(places.logFile),
  })
  await expect(starting).rejects.not.toThrow('from an earlier start')
})

test('gives up after a minute', async () => {
  const { start } = await machine({ files: { 'dockerd.log': '' }, answersAfterMs: Number.POSITIVE_INFINITY })
  await expect(start()).rejects.toThrow('it did not answer within 60 s')
})
