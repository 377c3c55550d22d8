import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { withLock } from '../../harness/setup/lock.js'
import { temporaryFolder } from '../temporary-folder.js'
import { fakeClock } from './fakes.js'

const signal = new AbortController().signal

async function lockFile() {
  const folder = await temporaryFolder()
  return { folder, path: join(folder, 'lock') }
}

function options(changes: object = {}) {
  return { pid: 1, clock: fakeClock(), signal, onWait: () => {}, isAlive: () => true, ...changes }
}

test('holds the lock during the body and leaves nothing behind', async () => {
  const { folder, path } = await lockFile()
  expect(await withLock(path, options(), () => readFile(path, 'utf8'))).toBe('1')
  expect(await readdir(folder)).toEqual([])
})

test('releases the lock when the body fails', async () => {
  const { folder, path } = await lockFile()
  await expect(withLock(path, options(), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await readdir(folder)).toEqual([])
})

test('takes over the lock of a dead process', async () => {
  const { path } = await lockFile()
  await writeFile(path, '99')
  expect(await withLock(path, options({ isAlive: () => false }), async () => 'done')).toBe('done')
})

test('waits for a live holder, and says so once', async () => {
  const { path } = await lockFile()
  await writeFile(path, '99')
  let polls = 0
  const alive = () => ++polls < 5
  const waited: number[] = []
  await withLock(path, options({ isAlive: alive, onWait: (pid: number) => waited.push(pid) }), async () => {})
  expect(waited).toEqual([99])
})

test("an interruption ends the waiting and leaves the other's lock", async () => {
  const { folder, path } = await lockFile()
  await writeFile(path, '99')
  const stopped = AbortSignal.abort(new Error('stop'))
  await expect(withLock(path, options({ signal: stopped }), async () => {})).rejects.toThrow('stop')
  expect(await readdir(folder)).toEqual(['lock'])
})
