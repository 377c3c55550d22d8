import { expect, test } from 'vitest'
import type { Observation } from '../../harness/observations/observation.js'
import { num, passing } from '../builders.js'
import { describeFastVm } from '../fast-vm.js'
import { FakeEngine, missing } from '../runs/fake-engine.js'
import { watching } from './watching.js'

const MODULE = 'local m = {} function m.double(x) return 2 * x end return m'
const BROKEN = 'local m = {} function m.double(x) return 3 * x end return m'
const SPEC = `local m = require('m')
describe('m', function()
  it('doubles', function()
    assert.are.equal(4, m.double(2))
  end)
end)`
const OTHER = 'describe("other", function() it("is", function() end) pending("will be") end)'
const PROJECT = { 'm.lua': MODULE, 'spec/m_spec.lua': SPEC, 'spec/other_spec.lua': OTHER }
const COUNTS = { passed: 2, failed: 0, pending: 1, unseen: 0, stale: 0 }

describeFastVm('watching', () => {
  test('begins with everything', async () => {
    const { session } = await watching(PROJECT)
    expect(session.view).toMatchObject({
      counts: COUNTS,
      failures: [],
      latest: { ran: 2, of: 2 },
      trouble: null,
    })
    expect(session.exitCode).toBe(0)
  })

  test('a module that is broken fails what requires it, and nothing else is run', async () => {
    const { after, session } = await watching(PROJECT)
    await after('m.lua', BROKEN, {
      latest: { ran: 1, of: 2 },
      counts: { passed: 1, failed: 1, pending: 1 },
      failures: [
        {
          where: 'spec/m_spec.lua:4',
          title: 'm > doubles',
          lines: [
            "  3 |   it('doubles', function()",
            '> 4 |     assert.are.equal(4, m.double(2))',
            '  5 |   end)',
          ],
        },
      ],
    })
    expect(session.exitCode).toBe(1)
    await after('m.lua', MODULE, {
      cause: 'm.lua changed',
      latest: { ran: 1, of: 2 },
      counts: COUNTS,
      failures: [],
    })
    expect(session.exitCode).toBe(0)
  })

  test('a spec that is new is run, and one that is gone is forgotten', async () => {
    const { after } = await watching(PROJECT)
    const failing = 'it("fails", function() error("here") end)'
    await after('spec/new_spec.lua', failing, { latest: { ran: 1, of: 3 }, counts: { failed: 1 } })
    await after('spec/new_spec.lua', null, {
      cause: 'spec/new_spec.lua gone, nothing to run',
      counts: COUNTS,
      failures: [],
    })
  })

  test('a file that does not compile is said, and its results are back when it does', async () => {
    const { after } = await watching(PROJECT)
    await after('spec/m_spec.lua', 'describe("m", function(', {
      failures: [{ where: 'spec/m_spec.lua:1', title: null }],
    })
    await after('spec/m_spec.lua', SPEC, { counts: COUNTS, failures: [] })
  })

  test('a save that changes nothing runs nothing, and is said where it was not known', async () => {
    const { next, session } = await watching(PROJECT)
    const saved = new Map([['m.lua', 'changed']] as const)
    const said = next(({ cause }) => cause === 'm.lua changed, nothing to run')
    session.filesChanged(saved, Date.now() + 60_000)
    expect(await said).toMatchObject({ counts: COUNTS, latest: null })
    const { round } = session.view
    session.filesChanged(saved, Date.now() - 60_000)
    session.again('all')
    expect((await next((view) => view.round > round)).cause).toContain('all again')
  })

  test('a configuration that cannot be used is said, and the last one kept', async () => {
    const { after, session } = await watching({ ...PROJECT, 'luaparity.config.json': '{"seed": 2}' })
    const trouble = expect.stringMatching(/sed: unknown key/)
    await after('luaparity.config.json', '{"sed": 2}', { trouble, counts: COUNTS })
    expect(session.exitCode).toBe(2)
    await after('m.lua', BROKEN, { counts: { failed: 1 }, latest: { ran: 1 }, trouble })
    await after('luaparity.config.json', '{"seed": 3}', { trouble: null, latest: { ran: 2, of: 2 } })
  })

  test('so is a script whose expectation is not understood', async () => {
    const { after } = await watching({ 'a.lua': 'return 1' })
    const trouble = expect.stringMatching(/a\.lua:1/)
    await after('a.lua', '-- expect: nonsense\nreturn 1', { trouble })
    await after('a.lua', 'return 2', { trouble: null, counts: { passed: 1 } })
  })

  test('of two saves that follow each other at once the second counts', async () => {
    const { after, next, save } = await watching(PROJECT)
    const failed = next(({ counts }) => counts.failed > 0)
    await save('m.lua', BROKEN)
    await failed
    await after('m.lua', MODULE, { counts: COUNTS, failures: [] })
  })

  test('an endless loop holds nobody up who has mended it', async () => {
    const { after, next, save } = await watching({
      ...PROJECT,
      'luaparity.config.json': '{"limits": {"timeoutMs": 600000}}',
    })
    const running = next(({ state }) => state === 'running')
    await save('m.lua', 'while true do end')
    await running
    await after('m.lua', MODULE, { counts: COUNTS, failures: [] })
  })

  test('keys run all again, what fails, and the same', async () => {
    const { after, next, session } = await watching(PROJECT)
    await after('m.lua', BROKEN, { counts: { failed: 1 } })
    const again = async (what: 'all' | 'failing' | 'latest'): Promise<unknown> => {
      const { round } = session.view
      const result = next((view) => view.round > round && view.state === 'idle')
      session.again(what)
      return (await result).latest
    }
    expect(await again('all')).toMatchObject({ ran: 2, of: 2 })
    expect(await again('failing')).toMatchObject({ ran: 1, of: 2 })
    expect(await again('latest')).toMatchObject({ ran: 1, of: 2 })
  })
})

const native = (run?: () => Observation) => () =>
  new FakeEngine('native', { kind: 'native', ...(run && { run }) })
const doubles = (observation = passing({ values: [num(4)] })) => observation

describeFastVm('the other engines', () => {
  const SCRIPT = { 'a.lua': 'return 4' }

  test('are held against the quick one in the background', async () => {
    const { session, next } = await watching(SCRIPT, { others: [native(() => doubles())] })
    if (session.view.comparison.state !== 'done') await next(({ comparison }) => comparison.state === 'done')
    expect(session.view.comparison).toMatchObject({ compared: 1, cases: 1, differences: [], absent: [] })
    expect(session.exitCode).toBe(0)
  })

  test('show where they differ', async () => {
    const { session, next } = await watching(SCRIPT, {
      others: [native(() => doubles(passing({ values: [num(5)] })))],
    })
    if (session.view.comparison.state !== 'done') await next(({ comparison }) => comparison.state === 'done')
    expect(session.view.comparison.differences).toMatchObject([{ where: 'a.lua:1', tag: '[unexplained]' }])
    expect(session.exitCode).toBe(1)
  })

  test('are asked again of what has changed alone', async () => {
    const asked: string[] = []
    const other = (): FakeEngine =>
      new FakeEngine('native', {
        kind: 'native',
        run: ({ id }) => {
          asked.push(id)
          return doubles()
        },
      })
    const { session, next, save } = await watching({ ...SCRIPT, 'b.lua': 'return 4' }, { others: [other] })
    if (session.view.comparison.state !== 'done') await next(({ comparison }) => comparison.state === 'done')
    expect(asked).toEqual(['a.lua', 'b.lua'])
    const { round } = session.view
    const compared = next((view) => view.round > round && view.comparison.state === 'done')
    await save('b.lua', 'local x = 4 return x')
    await compared
    expect(asked.slice(2)).toEqual(['b.lua'])
  })

  test('are overtaken by a save, and what they say of the old file is not taken', async () => {
    let answer: (observation: Observation) => void = () => {}
    let at = new Promise<void>(() => {})
    const ask = (): void => {
      at = new Promise((resolve) => {
        reached = resolve
      })
    }
    let reached: () => void = () => {}
    ask()
    const other = (): FakeEngine =>
      new FakeEngine('native', {
        kind: 'native',
        run: () =>
          new Promise<Observation>((resolve) => {
            answer = resolve
            reached()
          }),
      })
    const { session, next, save } = await watching(SCRIPT, { others: [other] })
    await at
    const old = answer
    ask()
    await save('a.lua', 'return 5')
    await at
    old(doubles())
    const done = next(({ comparison }) => comparison.state === 'done')
    answer(passing({ values: [num(5)] }))
    expect((await done).comparison).toMatchObject({ compared: 1, differences: [] })
    expect(session.exitCode).toBe(0)
  })

  test('that are not to be had are named, and count as wrong only where they were asked for', async () => {
    const absent = (): FakeEngine => new FakeEngine('native', { kind: 'native', start: missing('Get one.') })
    for (const [named, exitCode] of [
      [false, 0],
      [true, 3],
    ] as const) {
      const { session, next } = await watching(SCRIPT, { others: [absent], named })
      if (session.view.comparison.state !== 'done')
        await next(({ comparison }) => comparison.state === 'done')
      expect(session.view.comparison).toMatchObject({
        compared: 0,
        absent: [{ name: 'native', reason: 'no Docker', hint: 'Get one.' }],
      })
      expect(session.exitCode).toBe(exitCode)
    }
  })

  test('are asked no longer, and again, by a key', async () => {
    const { session, next } = await watching(SCRIPT, { others: [native(() => doubles())] })
    const done = ({ comparison }: typeof session.view): boolean => comparison.state === 'done'
    if (!done(session.view)) await next(done)
    const once = next(done)
    session.toggleComparison()
    expect(session.view.comparison).toMatchObject({ state: 'starting', compared: 0 })
    session.toggleComparison()
    expect(session.view.comparison).toMatchObject({ state: 'off' })
    session.toggleComparison()
    expect((await once).comparison).toMatchObject({ compared: 1 })
  })
})
