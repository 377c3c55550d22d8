import { expect, test } from 'vitest'
import { FileRun } from '../../harness/vitest/file-run.js'
import type { Session } from '../../harness/vitest/session.js'
import { ended, failing } from '../builders.js'
import { aSession, seen, serve } from './serving.js'

async function fileRun(run: Session['run'] | undefined, wanted: readonly number[] | null = null) {
  const asked: (readonly number[] | null)[] = []
  const session = aSession(run && { run })
  const spied: Session = {
    ...session,
    run: (engine, file, only, onTest) => {
      asked.push(only)
      return session.run(engine, file, only, onTest)
    },
  }
  const address = await serve(spied).address()
  const options = { address, engine: 'fast', file: '/game/a_spec.lua', wanted: () => wanted }
  return { run: new FileRun(options), asked }
}

test('all tests that are wanted are run once, and each takes its own result', async () => {
  const { run, asked } = await fileRun(undefined)
  expect(await run.report(2)).toMatchObject({ result: { kind: 'pass' } })
  expect(await run.report(1)).toMatchObject({ result: { kind: 'pass' } })
  expect(asked).toEqual([null])
  expect(await run.problems()).toEqual([])
})

test('those that are filtered out are not run', async () => {
  const { run, asked } = await fileRun(undefined, [2])
  await run.report(2)
  expect(asked).toEqual([[2]])
})

test('a test that is tried again is run again, alone', async () => {
  let tries = 0
  const { run, asked } = await fileRun(async (_engine, _file, only, onTest) => {
    tries++
    for (const n of only ?? [1, 2]) onTest?.(seen(n, tries === 1 ? failing() : undefined))
    return { tests: [], problem: null }
  })
  expect((await run.report(1)).result.kind).toBe('problem')
  expect((await run.report(1)).result.kind).toBe('pass')
  expect((await run.report(2)).result.kind).toBe('problem')
  expect(asked).toEqual([null, [1]])
})

test('a test without a result has the problem of the file, which then is not told again', async () => {
  const { run } = await fileRun(async (_engine, _file, _only, onTest) => {
    onTest?.(seen(1))
    return { tests: [], problem: ended('timeout', 'too slow') }
  })
  expect((await run.report(1)).result).toEqual({ kind: 'pass' })
  expect((await run.report(2)).result).toMatchObject({ problem: { message: 'timeout: too slow' } })
  expect(await run.problems()).toEqual([])
})

test('a problem that no test told of is told in the end', async () => {
  const { run } = await fileRun(async (_engine, _file, _only, onTest) => {
    onTest?.(seen(1))
    onTest?.(seen(0, failing('locked'), ['purse', 'teardown']))
    return { tests: [], problem: ended('timeout', 'too slow') }
  })
  await run.report(1)
  expect((await run.problems()).map(({ message }) => message)).toEqual([
    'purse > teardown: locked',
    'timeout: too slow',
  ])
})

test('a test that the engine leaves out is no pass', async () => {
  const { run } = await fileRun(async () => ({ tests: [], problem: null }))
  expect((await run.report(1)).result).toMatchObject({
    problem: { message: 'missing: the engine did not run this test' },
  })
})

test('nor is any test when the server is gone', async () => {
  const address = { port: 1, token: '' }
  const run = new FileRun({ address, engine: 'fast', file: '/game/a_spec.lua', wanted: () => null })
  const { result } = await run.report(1)
  expect(result).toMatchObject({
    problem: { message: expect.stringMatching(/^the engines ended before the file did: /) },
  })
})

test('where no test was run there is nothing to tell', async () => {
  const { run, asked } = await fileRun(undefined)
  expect(await run.problems()).toEqual([])
  expect(asked).toEqual([])
})
