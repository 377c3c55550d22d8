import { describe, expect, test } from 'vitest'
import type { Observation } from '../../harness/observations/observation.js'
import { exitCodeOf } from '../../harness/runs/result.js'
import type { RunEvent } from '../../harness/runs/run.js'
import { aCase, crashed, deferred, failing, num, passing } from '../builders.js'
import { type Behaviour, cases, execute, FakeEngine, missing } from './fake-engine.js'

const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })

/** What happens to several engines, in the order in which it happens. */
class Stage {
  readonly happened: string[] = []
  #there = 0
  most = 0

  engine(
    name: string,
    { kind = 'native', run, ...more }: Pick<Behaviour, 'kind' | 'settings' | 'run'> = {},
  ): FakeEngine {
    return new FakeEngine(name, {
      ...more,
      kind,
      start: () => {
        this.happened.push(`${name} starts`)
        this.most = Math.max(this.most, ++this.#there)
      },
      run: run ?? (() => one),
      stop: async () => {
        this.happened.push(`${name} stops`)
        this.#there--
      },
    })
  }
}

describe('engines with processes of their own', () => {
  test('are there two at a time, each freed before the next one starts, once', async () => {
    const stage = new Stage()
    const engines = ['native', 'a', 'b', 'c', 'd'].map((name) => stage.engine(name))
    const result = await execute(engines)
    expect(stage.most).toBe(2)
    expect(engines.map(({ stops }) => stops)).toEqual([1, 1, 1, 1, 1])
    expect(engines.map(({ ran }) => ran)).toEqual(engines.map(() => ['a', 'b', 'c']))
    expect(result.cases.map(({ judgement }) => judgement.verdict.kind)).toEqual(['agree', 'agree', 'agree'])
    expect(result.engines.map(({ name }) => name)).toEqual(['native', 'a', 'b', 'c', 'd'])
  })

  test.each([1, 3])('are there as many at a time as is wanted (%i)', async (enginesAtOnce) => {
    const stage = new Stage()
    await execute(
      ['a', 'b', 'c', 'd'].map((name) => stage.engine(name, { kind: 'process' })),
      {
        enginesAtOnce,
      },
    )
    expect(stage.most).toBe(enginesAtOnce)
  })

  test('begin with the reference', async () => {
    const stage = new Stage()
    const engines = ['a', 'b', 'native'].map((name) => stage.engine(name))
    await execute(engines, { enginesAtOnce: 1 })
    expect(stage.happened).toEqual([
      'native starts',
      'native stops',
      'a starts',
      'a stops',
      'b starts',
      'b stops',
    ])
  })

  test('go on with those that run each case most often', async () => {
    const stage = new Stage()
    const names = ['a', 'often', 'b', 'native']
    const engines = names.map((name) =>
      stage.engine(name, name === 'often' ? { settings: ['hotloop=1', 'hotloop=2'] } : {}),
    )
    await execute(engines, { enginesAtOnce: 1 })
    expect(stage.happened.filter((what) => what.endsWith('starts'))).toEqual([
      'native starts',
      'often starts',
      'a starts',
      'b starts',
    ])
  })

  test('leave the engines of this process to run beside them', async () => {
    const stage = new Stage()
    const inProcess = ['x', 'y', 'z'].map((name) => stage.engine(name, { kind: 'in-process' }))
    await execute([...['native', 'a', 'b'].map((name) => stage.engine(name)), ...inProcess], {
      enginesAtOnce: 1,
    })
    expect(stage.happened.slice(0, 4).sort()).toEqual(['native starts', 'x starts', 'y starts', 'z starts'])
    expect(stage.most).toBe(4)
    expect(stage.happened.slice(-3).sort()).toEqual(['x stops', 'y stops', 'z stops'])
  })

  test('keep what was made good when they are freed', async () => {
    const lost = new FakeEngine('native', { kind: 'native', incidents: ['a container was lost'] })
    expect((await execute([lost])).engines[0]!.incidents).toEqual(['a container was lost'])
  })

  test('that cannot be freed say so, and are stopped at the end', async () => {
    let tries = 0
    const stubborn = new FakeEngine('native', {
      kind: 'native',
      stop: async () => {
        if (++tries === 1) throw new Error('the daemon is busy')
      },
    })
    const result = await execute([stubborn])
    expect(result.engines[0]!.incidents).toEqual([
      'could not be stopped after its last case: the daemon is busy',
    ])
    expect(tries).toBe(2)
  })

  test('that are unavailable give their turn to the next', async () => {
    const stage = new Stage()
    const gone = new FakeEngine('a', { kind: 'native', start: missing() })
    const result = await execute([stage.engine('native'), gone, stage.engine('b')], { enginesAtOnce: 1 })
    expect(result.engines.map(({ status }) => status.kind)).toEqual(['ready', 'unavailable', 'ready'])
    expect(result.cases).toHaveLength(3)
  })

  test('are counted before they start', async () => {
    const events: RunEvent[] = []
    await execute(
      ['native', 'a', 'b'].map((name) => new FakeEngine(name, { kind: 'native' })),
      {
        enginesAtOnce: 1,
        onEvent: (event) => events.push(event),
      },
    )
    expect(events[0]).toEqual({ kind: 'started', cases: 3, engines: 3 })
    const kinds = events.slice(1).map(({ kind }) => kind)
    expect(kinds.slice(0, 5)).toEqual(['engine', 'observed', 'observed', 'observed', 'engine'])
    expect(kinds.filter((kind) => kind === 'judged')).toHaveLength(3)
  })

  test('start no more when one of them is defective', async () => {
    const stage = new Stage()
    const defective = new FakeEngine('native', {
      kind: 'native',
      run: () => Promise.reject(new TypeError('undefined is not a function')),
    })
    const next = stage.engine('a')
    await expect(execute([defective, next], { enginesAtOnce: 1 })).rejects.toThrow('not a function')
    await new Promise(setImmediate)
    expect(stage.happened.filter((what) => what.endsWith('starts'))).toEqual([])
  })
})

describe('an engine that follows the reference', () => {
  test('waits for it to be ready, not for its cases', async () => {
    const starting = deferred<void>()
    const running = deferred<Observation>()
    const follower = new FakeEngine('fast', { follow: () => {} })
    const native = new FakeEngine('native', {
      kind: 'native',
      start: () => starting.promise,
      run: () => running.promise,
    })
    const done = execute([follower, native], { cases: cases('a') })
    await new Promise(setImmediate)
    expect(follower.ran).toEqual([])
    starting.resolve()
    await expect.poll(() => follower.ran).toEqual(['a'])
    running.resolve(one)
    expect((await done).cases).toHaveLength(1)
  })

  test('does not wait for one that is not part of the run, nor after an interrupt', async () => {
    const alone = new FakeEngine('fast', { follow: () => {} })
    await execute([alone])
    expect(alone.ran).toEqual(['a', 'b', 'c'])
    const controller = new AbortController()
    const starting = deferred<void>()
    const native = new FakeEngine('native', {
      start: () => starting.promise,
      stop: async () => starting.resolve(),
    })
    const waiting = new FakeEngine('fast', { follow: () => {} })
    const done = execute([waiting, native], { signal: controller.signal })
    await new Promise(setImmediate)
    controller.abort()
    expect((await done).cutShort).toBe('interrupted')
    expect(waiting.ran).toEqual([])
  })
})

describe('an interrupt while engines take turns', () => {
  const interrupted = async () => {
    const controller = new AbortController()
    const native = new FakeEngine('native', { kind: 'native' })
    const second = new FakeEngine('a', {
      kind: 'native',
      run: ({ id }) => {
        if (id === 'b') controller.abort()
        return one
      },
    })
    const engines = [native, second, new FakeEngine('b', { kind: 'native' })]
    return execute(engines, { enginesAtOnce: 1, signal: controller.signal })
  }

  test('names every engine, and says of those whose turn did not come that they were not started', async () => {
    const { engines } = await interrupted()
    expect(engines.map(({ status }) => status)).toMatchObject([
      { kind: 'ready' },
      { kind: 'ready' },
      { kind: 'not-started', reason: 'the run was interrupted before its turn' },
    ])
  })

  test('keeps the cases that every engine has seen whose turn came, and none of them is green', async () => {
    const result = await interrupted()
    expect(result.cases.map(({ case: { id } }) => id)).toEqual(['a'])
    expect(result.cases[0]!.observations.get('b')).toMatchObject({
      outcome: 'unavailable',
      reason: 'the run was interrupted',
    })
    expect(exitCodeOf(result, { requireEngines: false })).toBe(130)
  })
})

describe('--bail while engines take turns', () => {
  const bailing = (native: FakeEngine, changes: Parameters<typeof execute>[1] = {}) => {
    const later = new FakeEngine('a', { kind: 'native' })
    return execute([native, later], { enginesAtOnce: 1, bail: true, ...changes }).then((result) => ({
      result,
      later,
    }))
  }

  test('ends at a case that is red whatever the engines see of it whose turn is still to come', async () => {
    const native = new FakeEngine('native', {
      kind: 'native',
      run: ({ id }) => (id === 'b' ? failing() : one),
    })
    const { result, later } = await bailing(native)
    expect(later.ran).toEqual([])
    expect(result.cutShort).toBe('bail')
    expect(result.cases.map(({ case: { id }, judgement }) => [id, judgement.failures.length])).toEqual([
      ['a', 0],
      ['b', 1],
    ])
    expect(result.engines[1]!.status).toEqual({
      kind: 'not-started',
      reason: 'the run ended at the first failure (--bail) before its turn',
    })
    expect(exitCodeOf(result, { requireEngines: false })).toBe(1)
  })

  test('waits for the engines that are at work, not for those that start meanwhile', async () => {
    const starting = deferred<void>()
    const native = new FakeEngine('native', { kind: 'native', run: () => failing() })
    const later = new FakeEngine('a', {
      kind: 'native',
      start: () => starting.promise,
      stop: async () => starting.reject(new Error('stopped')),
    })
    const result = await execute([native, later], { bail: true })
    expect([result.cutShort, later.ran]).toEqual(['bail', []])
    expect(result.engines[1]!.status).toMatchObject({
      kind: 'not-started',
      reason: 'the run ended at the first failure (--bail) while it was starting',
    })
  })

  test('ends at a crash of the reference', async () => {
    const native = new FakeEngine('native', { kind: 'native', run: () => crashed() })
    const { result, later } = await bailing(native)
    expect([result.cutShort, later.ran, result.cases.length]).toEqual(['bail', [], 1])
  })

  test('goes on where more engines can still make it green', async () => {
    // Held against lua54, the next engine differs; the reference, which comes third, agrees with it.
    const engines = [
      new FakeEngine('lua54', { run: () => two }),
      new FakeEngine('lua51'),
      new FakeEngine('native', { kind: 'native', run: () => one }),
    ]
    const testCase = aCase({ id: 'a', expect: ['difference lua54'] })
    const result = await execute(engines, { bail: true, cases: [testCase] })
    expect([result.cutShort, exitCodeOf(result, { requireEngines: false })]).toEqual([null, 0])
  })

  test('goes on past an expected crash', async () => {
    const native = new FakeEngine('native', { kind: 'native', run: () => crashed() })
    const testCase = aCase({ id: 'a', expect: ['crash on native'] })
    const { result, later } = await bailing(native, { cases: [testCase] })
    expect([result.cutShort, later.ran]).toEqual([null, ['a']])
  })
})

describe('an engine that tries several settings', () => {
  const stress = (run: (setting: string) => Observation) =>
    new FakeEngine('native:jit=stress', {
      kind: 'native',
      settings: ['hotloop=1', 'hotloop=2'],
      run: (_, setting) => run(setting!),
    })

  test('runs each case once under each, and is one engine of the run', async () => {
    const engine = stress(() => one)
    const events: string[] = []
    const result = await execute([new FakeEngine('native'), engine], {
      cases: cases('a'),
      onEvent: (event) => events.push(event.kind),
    })
    expect(engine.ran).toEqual(['a hotloop=1', 'a hotloop=2'])
    expect(events.filter((kind) => kind === 'observed')).toHaveLength(2)
    expect(result.cases[0]!.judgement.verdict.kind).toBe('agree')
    expect(result.cases[0]!.settings).toEqual(
      new Map([
        [
          'native:jit=stress',
          [
            { setting: 'hotloop=1', outcome: 'pass', differs: false },
            { setting: 'hotloop=2', outcome: 'pass', differs: false },
          ],
        ],
      ]),
    )
  })

  test('that come out differently has a difference, and stands with the odd observation', async () => {
    const result = await execute(
      [new FakeEngine('native'), stress((setting) => (setting === 'hotloop=2' ? two : one))],
      { cases: cases('a') },
    )
    const [{ judgement, observations, settings }] = result.cases as [(typeof result.cases)[number]]
    expect(judgement.verdict).toMatchObject({ differences: [{ cause: { kind: 'jit' } }] })
    expect(observations.get('native:jit=stress')).toBe(two)
    expect(settings.get('native:jit=stress')!.map(({ differs }) => differs)).toEqual([false, true])
    expect(exitCodeOf(result, { requireEngines: false })).toBe(1)
  })
})

test('a crash on an emulated engine is not confirmed', async () => {
  const emulated = new FakeEngine('native:arch=arm64', {
    kind: 'native',
    emulated: true,
    run: () => crashed(),
  })
  const result = await execute([new FakeEngine('native'), emulated], { cases: cases('a') })
  expect(result.cases[0]!.judgement.verdict).toMatchObject({
    differences: [{ cause: { kind: 'crash', confidence: 'unconfirmed' } }],
  })
})
