import { expect, test } from 'vitest'
import { Dispatcher } from '../../../../harness/engines/in-process/fast-vm/dispatcher.js'
import { beginEvent, endEvent, splitEvents } from '../../../../harness/engines/in-process/fast-vm/events.js'
import type { TaskRun, WorkerPool } from '../../../../harness/engines/in-process/pool.js'
import type { FastCase, Task } from '../../../../harness/engines/in-process/task.js'

const NO_VM = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))

const NO_FILES = { paths: [], ends: [], memory: new SharedArrayBuffer(0) }

function aCase(id: string): FastCase {
  const program = { id, text: new SharedArrayBuffer(0), files: NO_FILES, image: null }
  const project = { id: 'none', files: NO_FILES, modules: [] }
  const setup = { module: NO_VM, program, project, roundHalfUp: true }
  return { setup, parameters: [], order: 0, memoryBytes: 0, timeoutMs: 100, instructions: null }
}

const idsOf = (task: Task): string[] =>
  task.kind === 'fast' ? task.cases.map(({ setup }) => setup.program.id) : []

/** A pool of `size` threads that does with each batch what the test says. */
function fakePool(size: number, run: (ids: string[]) => TaskRun) {
  const batches: string[][] = []
  const atWork = { now: 0, most: 0 }
  const pool = {
    size,
    async run(task: Task) {
      batches.push(idsOf(task))
      atWork.most = Math.max(atWork.most, ++atWork.now)
      await new Promise((resolve) => setImmediate(resolve))
      atWork.now--
      return run(idsOf(task))
    },
  }
  return { pool: pool as unknown as WorkerPool, batches, atWork }
}

const passed = (ids: readonly string[], durationMs = 1): string[] =>
  ids.flatMap((id, index) => [beginEvent(index), `pass ${id}`, endEvent({ durationMs, failure: null })])

const done = (ids: string[], durationMs = 1): TaskRun => ({
  events: passed(ids, durationMs),
  durationMs: 0,
  current: ids.length - 1,
  end: { kind: 'done', failure: null },
})

/** Ends the thread at the case `bad`, if it is in the batch. */
const dyingAt =
  (bad: string, end: TaskRun['end']) =>
  (ids: string[]): TaskRun => {
    const at = ids.indexOf(bad)
    if (at < 0) return done(ids)
    return {
      events: [...passed(ids.slice(0, at)), beginEvent(at), 'out "x"'],
      durationMs: 7,
      current: at,
      end,
    }
  }

test('every case gets its own events, whatever the batches', async () => {
  const { pool, batches } = fakePool(2, (ids) => done(ids))
  const dispatcher = new Dispatcher(pool)
  const ids = Array.from({ length: 100 }, (_, index) => `case-${index}`)
  const runs = await Promise.all(ids.map((id) => dispatcher.run(aCase(id))))
  expect(runs.map(({ events }) => events)).toEqual(ids.map((id) => [`pass ${id}`]))
  expect(batches.flat().sort()).toEqual([...ids].sort())
  expect(batches.length).toBeLessThan(40)
  expect(batches[0]!.length).toBeGreaterThan(1)
})

test.each([
  ['one thread does what is done as soon as another has started', 0.1, 1],
  ['further threads take part where it takes longer', 10, 3],
])('%s', async (_, durationMs, threads) => {
  const { pool, atWork } = fakePool(3, (ids) => done(ids, durationMs))
  const dispatcher = new Dispatcher(pool)
  await Promise.all(Array.from({ length: 100 }, (_, index) => dispatcher.run(aCase(`case-${index}`))))
  expect(atWork.most).toBe(threads)
})

test('a thread that is lost costs the case it was at, and no other', async () => {
  const { pool } = fakePool(1, dyingAt('b', { kind: 'timeout' }))
  const dispatcher = new Dispatcher(pool)
  const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((id) => dispatcher.run(aCase(id))))
  expect(a).toMatchObject({ events: ['pass a'], end: { kind: 'done', failure: null } })
  expect(b).toMatchObject({ events: ['out "x"'], end: { kind: 'timeout' } })
  expect(c).toMatchObject({ events: ['pass c'], end: { kind: 'done', failure: null } })
})

test('a stop ends all that were sent', async () => {
  const { pool } = fakePool(1, (ids) => dyingAt(ids[0]!, { kind: 'stopped' })(ids))
  const dispatcher = new Dispatcher(pool)
  const ids = Array.from({ length: 10 }, (_, index) => `case-${index}`)
  const runs = await Promise.all(ids.map((id) => dispatcher.run(aCase(id))))
  expect(new Set(runs.map(({ end }) => end.kind))).toEqual(new Set(['stopped']))
})

test('a case that a thread forgot is no pass', async () => {
  const { pool } = fakePool(1, (ids) => ({ ...done(ids), events: [] }))
  const { end } = await new Dispatcher(pool).run(aCase('a'))
  expect(end).toMatchObject({ kind: 'worker-died' })
})

test('a failing pool fails the cases that it was given', async () => {
  const { pool } = fakePool(1, () => {
    throw new Error('no threads')
  })
  await expect(new Dispatcher(pool).run(aCase('a'))).rejects.toThrow('no threads')
})

test('the end of a case is one line of ASCII, and comes back as it was', () => {
  const end = { durationMs: 1.5, failure: { kind: 'error' as const, message: 'größe\n"x" \u{1f600}' } }
  const line = endEvent(end)
  expect(line).toMatch(/^[ -~]*$/)
  expect(splitEvents([beginEvent(4), 'pass []', line])).toEqual([{ index: 4, events: ['pass []'], end }])
})

test('cases that are given up are stopped, and others follow', async () => {
  const { pool, batches } = fakePool(1, done)
  const dispatcher = new Dispatcher(pool)
  const runs = ['a', 'b'].map((id) => dispatcher.run(aCase(id)))
  dispatcher.abandon()
  expect((await Promise.all(runs)).map(({ end }) => end)).toEqual([{ kind: 'stopped' }, { kind: 'stopped' }])
  expect((await dispatcher.run(aCase('c'))).events).toEqual(['pass c'])
  expect(batches).toEqual([['c']])
})
