import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EngineUnavailableError, UsageError } from '../../harness/errors.js'
import { askToRun } from '../../harness/vitest/client.js'
import type { RunEvent } from '../../harness/vitest/protocol.js'
import { crashed, deferred, ended, failing, passing } from '../builders.js'
import { temporaryFolder } from '../temporary-folder.js'
import { aSession, seen, serve } from './serving.js'

const REQUEST = { engine: 'fast', file: '/game/a_spec.lua', only: null }

test('each test is told of as it ends, then the end', async () => {
  const told: unknown[] = []
  const firstTold = deferred<void>()
  const address = await serve(
    aSession({
      async run(_engine, _file, _only, onTest) {
        onTest?.(seen(1, passing({ output: 'hello\n', errorOutput: 'oh\n', durationMs: 7 })))
        // Only once the first has arrived.
        await firstTold.promise
        onTest?.(seen(2, failing()))
        return { tests: [], problem: null }
      },
    }),
  ).address()
  await askToRun(address, REQUEST, (event) => {
    told.push(event.kind === 'test' ? { n: event.n, result: event.result.kind } : event)
    if (event.kind === 'test' && event.n === 1) {
      expect(event).toMatchObject({ output: 'hello\n', errorOutput: 'oh\n', durationMs: 7 })
      firstTold.resolve()
    }
  })
  expect(told).toEqual([
    { n: 1, result: 'pass' },
    { n: 2, result: 'problem' },
    { kind: 'end', problem: null },
  ])
})

test('what keeps a run from being had is told, with what to do about it', async () => {
  const events: RunEvent[] = []
  const server = serve(() => Promise.reject(new UsageError('no such engine', { hint: 'Name another.' })))
  await askToRun(await server.address(), REQUEST, (event) => events.push(event))
  const problem = { name: 'UsageError', message: 'no such engine\nName another.', frames: [] }
  expect(events).toEqual([{ kind: 'end', problem }])
  expect(await server.list('fast', '/game/a_spec.lua')).toEqual({
    kind: 'problem',
    problem,
    isLasting: false,
  })
})

test('a session that could not be opened is tried again', async () => {
  let opened = 0
  const server = serve(async () => {
    opened++
    if (opened === 1) throw new EngineUnavailableError('not now')
    return aSession({ dependencies: async () => ['/game/b.lua'] })
  })
  expect(await server.dependencies('/game/a_spec.lua')).toEqual([])
  expect(await server.dependencies('/game/a_spec.lua')).toEqual(['/game/b.lua'])
  expect(await server.dependencies('/game/a_spec.lua')).toEqual(['/game/b.lua'])
  expect(opened).toBe(2)
})

test('nobody who does not know the token is listened to', async () => {
  let runs = 0
  const server = serve(async () => {
    runs++
    return aSession()
  })
  const { port, token } = await server.address()
  const ask = (authorization: string) =>
    fetch(`http://127.0.0.1:${port}/run`, {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify(REQUEST),
    })
  for (const wrong of ['', 'Bearer ', `Bearer ${'0'.repeat(token.length)}`, token])
    expect((await ask(wrong)).status).toBe(403)
  expect(runs).toBe(0)
  expect((await ask(`Bearer ${token}`)).status).toBe(200)
})

test('stopping ends the session, and whoever waits for it', async () => {
  let isStopped = false
  const started = deferred<void>()
  const server = serve(
    aSession({
      run: () => {
        started.resolve()
        return new Promise(() => {})
      },
      stop: async () => {
        isStopped = true
      },
    }),
  )
  const waiting = askToRun(await server.address(), REQUEST, () => {})
  const refused = expect(waiting).rejects.toThrow()
  await started.promise
  await server.stop()
  await refused
  expect(isStopped).toBe(true)
})

test('a session hears of files that change, and one that is not open has nothing to forget', async () => {
  const heard: (readonly string[])[] = []
  let opened = 0
  const server = serve(async () => {
    opened++
    return aSession({ filesChanged: (paths) => heard.push(paths) })
  })
  await server.filesChanged(['/game/a.lua'])
  expect(opened).toBe(0)
  await server.dependencies('/game/a_spec.lua')
  await server.filesChanged(['/game/b.lua'])
  expect(heard).toEqual([['/game/b.lua']])
})

test('an engine that may be absent shows the tests that another one finds', async () => {
  const root = await temporaryFolder({ 'a_spec.lua': '' })
  const list = async (engine: string) =>
    engine === 'native' ? { tests: [], problem: ended('unavailable', 'no Docker') } : aSession().list('', '')
  const file = join(root, 'a_spec.lua')
  const session = aSession({ root, list })
  const entries = [
    { kind: 'test', name: 'one', line: 1, n: 1 },
    { kind: 'test', name: 'two', line: 2, n: 2 },
  ]
  expect(await serve(session, { optional: ['native'] }).list('native', file)).toEqual({
    kind: 'absent',
    entries,
    reason: 'no Docker',
  })
  expect(await serve(session).list('native', file)).toEqual({
    kind: 'problem',
    problem: { name: 'LuaError', message: 'unavailable: no Docker', frames: [] },
    isLasting: false,
  })
  const alone = serve(session, { engines: ['native'], optional: ['native'] })
  expect(await alone.list('native', file)).toMatchObject({
    kind: 'absent',
    entries: [{ kind: 'test', name: 'all tests', line: null }],
  })
})

test.each([
  [failing(), true],
  [crashed(), false],
  [ended('timeout', 'too slow'), false],
])('a file that cannot be loaded (%#) is a problem, lasting or not', async (problem, isLasting) => {
  const server = serve(aSession({ list: async () => ({ tests: [], problem }) }), { optional: ['fast'] })
  expect(await server.list('fast', '/game/a_spec.lua')).toMatchObject({ kind: 'problem', isLasting })
})
