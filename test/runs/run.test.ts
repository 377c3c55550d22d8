import { describe, expect, test } from 'vitest'
import type { Case } from '../../harness/cases/case.js'
import type { Fingerprint } from '../../harness/engines/engine.js'
import { EngineUnavailableError } from '../../harness/errors.js'
import type { Observation } from '../../harness/observations/observation.js'
import { exitCodeOf } from '../../harness/runs/result.js'
import type { RunEvent } from '../../harness/runs/run.js'
import { aCase, crashed, type Deferred, deferred, ended, failing, num, passing } from '../builders.js'
import { aLedger, anEntry } from '../ledger/entries.js'
import { type Behaviour, cases, execute, FakeEngine, missing } from './fake-engine.js'

const one = passing({ values: [num(1)] })
const two = passing({ values: [num(2)] })

const exitCode = (result: Awaited<ReturnType<typeof execute>>) =>
  exitCodeOf(result, { requireEngines: false })
const verdicts = (result: Awaited<ReturnType<typeof execute>>) =>
  result.cases.map(({ case: { id }, judgement }) => `${id}: ${judgement.verdict.kind}`)

describe('a run', () => {
  test('gives every engine every case, once, and results in the order of the cases', async () => {
    const slowFirst = new FakeEngine('lua54', {
      concurrency: 3,
      run: async ({ id }) => {
        if (id === 'a') await new Promise(setImmediate)
        return one
      },
    })
    const native = new FakeEngine('native')
    const result = await execute([native, slowFirst])
    expect(native.ran).toEqual(['a', 'b', 'c'])
    expect([...slowFirst.ran].sort()).toEqual(['a', 'b', 'c'])
    expect(verdicts(result)).toEqual(['a: agree', 'b: agree', 'c: agree'])
    expect(result).toMatchObject({ planned: 3, cutShort: null, seed: 1 })
    expect(exitCode(result)).toBe(0)
  })

  test('keeps to what each engine can do at once', async () => {
    const engines = [1, 2, 100].map((concurrency) => new FakeEngine(`e${concurrency}`, { concurrency }))
    await execute(engines)
    expect(engines.map(({ mostAtOnce }) => mostAtOnce)).toEqual([1, 2, 3])
  })

  test('tells of engines, cases and verdicts as they come', async () => {
    const events: string[] = []
    const onEvent = (event: RunEvent) => events.push(event.kind)
    await execute([new FakeEngine('native')], { cases: cases('a'), onEvent })
    expect(events).toEqual(['started', 'engine', 'observed', 'judged'])
  })

  test('says of each engine what it is and what was made good', async () => {
    const { engines } = await execute([new FakeEngine('native', { incidents: ['a container was lost'] })], {
      named: true,
    })
    expect(engines).toEqual([
      {
        name: 'native',
        kind: 'in-process',
        axes: null,
        reference: true,
        named: true,
        incidents: ['a container was lost'],
        status: { kind: 'ready', fingerprint: { vm: 'VM of native' } },
        timing: { startMs: 0, runMs: 0, cases: 3 },
      },
    ])
  })

  test('measures how long it took, and how long each engine took to start and to run', async () => {
    const now = { ms: 0 }
    const takes = (ms: number) => () => {
      now.ms += ms
    }
    const native = new FakeEngine('native', {
      start: takes(700),
      run: () => {
        now.ms += 20
        return one
      },
    })
    const gone = new FakeEngine('lua54', { start: missing() })
    const result = await execute([native, gone], {
      enginesAtOnce: 1,
      clock: { now: () => new Date(0), monotonicMs: () => now.ms },
    })
    expect(result.durationMs).toBe(760)
    expect(result.engines.map(({ timing }) => timing)).toEqual([{ startMs: 700, runMs: 60, cases: 3 }, null])
  })

  test('stops every engine behind it', async () => {
    const engines = [new FakeEngine('native'), new FakeEngine('lua54', { start: missing() })]
    await execute(engines)
    expect(engines.map(({ stops }) => stops)).toEqual([1, 1])
  })

  test('one engine that does not stop cleanly does not spoil it', async () => {
    const stubborn = new FakeEngine('lua54', { stop: () => Promise.reject(new Error('stuck')) })
    expect(exitCode(await execute([new FakeEngine('native'), stubborn]))).toBe(0)
  })
})

describe('other orders of pairs', () => {
  const returns = (text: string, iterates: boolean | null) =>
    passing({ values: [{ kind: 'string', bytes: Buffer.from(text) }], iterates })

  /** An engine that returns the number of the order, or always the same. */
  class Ordered extends FakeEngine {
    readonly orders: number[] = []
    readonly #text: (order: number) => string

    constructor(iterates: boolean | null, text: (order: number) => string) {
      super('fast', { run: () => returns(text(0), iterates) })
      this.#text = text
    }

    async runInOrder(_: Case, __: unknown, order: number): Promise<Observation> {
      this.orders.push(order)
      return returns(this.#text(order), true)
    }
  }

  test('a case that goes over keys in no fixed order is run in others, and judged by that', async () => {
    const engine = new Ordered(true, (order) => `order ${order}`)
    const { cases: results } = await execute([engine], { orders: 2, cases: cases('a') })
    expect(engine.orders).toEqual([1, 2])
    expect(results[0]!.judgement.verdict).toMatchObject({
      kind: 'difference',
      differences: [
        { engines: ['fast'], against: 'fast', accepted: false, cause: { kind: 'order-dependent' } },
      ],
    })
  })

  test('what comes out the same in every order is no difference', async () => {
    const { cases: results } = await execute([new Ordered(true, () => 'same')], { orders: 3 })
    expect(results.map(({ judgement }) => judgement.verdict.kind)).toEqual(['agree', 'agree', 'agree'])
  })

  test.each([[false], [null]])('a case of which iterates is %j is run once', async (iterates) => {
    const engine = new Ordered(iterates, (order) => `order ${order}`)
    await execute([engine], { orders: 2 })
    expect(engine.orders).toEqual([])
  })

  test('no further orders are asked for unless wanted', async () => {
    const engine = new Ordered(true, (order) => `order ${order}`)
    await execute([engine], { orders: 0 })
    expect(engine.orders).toEqual([])
  })
})

describe('an engine that follows the reference', () => {
  class Follower extends FakeEngine {
    followed: string | null = null
    override readonly follow = ({ vm }: Fingerprint): void => {
      this.followed = vm
    }
    override async fingerprint(): Promise<Fingerprint> {
      return { vm: 'follower', followed: String(this.followed) }
    }
  }

  test('is told its fingerprint before any case, and is then described as it is', async () => {
    const follower = new Follower('fast')
    const { engines } = await execute([new FakeEngine('native'), follower])
    expect(follower.followed).toBe('VM of native')
    expect(engines[1]!.status).toMatchObject({ fingerprint: { followed: 'VM of native' } })
  })

  test('stays as it is without one', async () => {
    const follower = new Follower('fast')
    const fail = (): void => {
      throw new EngineUnavailableError('no Docker')
    }
    await execute([new FakeEngine('native', { start: fail }), follower])
    expect(follower.followed).toBeNull()
  })
})

describe('an engine that is unavailable', () => {
  test('has every case marked, with the reason, and is no pass', async () => {
    const result = await execute([
      new FakeEngine('native', { start: missing('Run setup.') }),
      new FakeEngine('lua54'),
    ])
    expect(result.engines[0]?.status).toEqual({
      kind: 'unavailable',
      reason: 'no Docker',
      hint: 'Run setup.',
    })
    expect(result.cases.map(({ observations }) => observations.get('native'))).toMatchObject(
      Array.from({ length: 3 }, () => ({ outcome: 'unavailable', reason: 'no Docker' })),
    )
  })

  test('is exit code 3 when it was named, 0 when not', async () => {
    const engines = () => [new FakeEngine('native', { start: missing() }), new FakeEngine('lua54')]
    expect(exitCode(await execute(engines(), { named: true }))).toBe(3)
    expect(exitCode(await execute(engines()))).toBe(0)
  })

  test('and no other is there: nothing is decided, exit code 3', async () => {
    const result = await execute([new FakeEngine('native', { start: missing() })])
    expect(verdicts(result)).toEqual(['a: undecided', 'b: undecided', 'c: undecided'])
    expect(exitCode(result)).toBe(3)
  })

  test('half way through is exit code 3, though nobody named it', async () => {
    const lost = new FakeEngine('native', {
      run: ({ id }) => (id === 'b' ? ended('unavailable', 'the container was lost') : one),
    })
    expect(exitCode(await execute([lost, new FakeEngine('lua54')]))).toBe(3)
  })
})

describe('never exit code 0', () => {
  test.each<[string, Observation]>([
    ['crash', crashed()],
    ['failure', failing()],
    ['timeout', ended('timeout')],
    ['lost engine', ended('unavailable')],
    ['missing test', ended('missing')],
  ])('one %s on one engine among many cases', async (_, observation) => {
    const ids = Array.from({ length: 50 }, (_, index) => `case ${index}`)
    const odd = new FakeEngine('lua54', { run: ({ id }) => (id === 'case 33' ? observation : one) })
    expect(exitCode(await execute([new FakeEngine('native'), odd], { cases: cases(...ids) }))).not.toBe(0)
  })

  test('no engines', async () => {
    expect(exitCode(await execute([]))).toBe(3)
  })
})

describe('with a ledger', () => {
  const differing = () => new FakeEngine('lua54', { run: ({ id }) => (id === 'a' ? two : one) })

  test('what it accepts is green, also with --bail, and what it no longer needs to is stale', async () => {
    const ledger = aLedger([anEntry({ case: 'a' }), anEntry({ case: 'b' })])
    const result = await execute([new FakeEngine('native'), differing()], { ledger, bail: true })
    expect(verdicts(result)).toEqual(['a: difference', 'b: agree', 'c: agree'])
    expect(result.cutShort).toBeNull()
    expect(result.ledger).toMatchObject({
      file: 'luaparity.ledger.json',
      stale: [{ case: 'b' }],
      expired: [],
    })
    expect(exitCode(result)).toBe(1)
    const rest = await execute([new FakeEngine('native'), differing()], {
      ledger: aLedger([anEntry({ case: 'a' })]),
    })
    expect(exitCode(rest)).toBe(0)
  })

  test('an entry is asked of the cases that were run, and of all before it is said that its case is gone', async () => {
    const ledger = (allCases: boolean) => aLedger([anEntry({ case: 'gone' })], { allCases })
    const engines = () => [new FakeEngine('native'), new FakeEngine('lua54')]
    expect((await execute(engines(), { ledger: ledger(false) })).ledger?.stale).toEqual([])
    expect((await execute(engines(), { ledger: ledger(true) })).ledger?.stale).toHaveLength(1)
  })

  test('none is none', async () => {
    expect((await execute([new FakeEngine('native')])).ledger).toBeNull()
  })
})

describe('--bail', () => {
  test('ends at the first case that is not green', async () => {
    const native = new FakeEngine('native', { run: ({ id }) => (id === 'b' ? crashed() : one) })
    const result = await execute([native], { bail: true, cases: cases('a', 'b', 'c', 'd') })
    expect(native.ran).toEqual(['a', 'b'])
    expect(verdicts(result)).toEqual(['a: agree', 'b: difference'])
    expect(result).toMatchObject({ cutShort: 'bail', planned: 4 })
    expect(exitCode(result)).toBe(1)
  })

  test('goes on where a crash is expected', async () => {
    const expected = aCase({ id: 'b', expect: ['crash on native'] })
    const native = new FakeEngine('native', { run: ({ id }) => (id === 'b' ? crashed() : one) })
    const result = await execute([native], { bail: true, cases: [...cases('a'), expected, ...cases('c')] })
    expect(result).toMatchObject({ cutShort: null, cases: { length: 3 } })
    expect(exitCode(result)).toBe(0)
  })

  test('ends what other engines are running', async () => {
    const { promise, reject } = deferred<Observation>()
    const hanging = new FakeEngine('lua54', {
      concurrency: 3,
      run: ({ id }) => (id === 'a' ? one : promise),
      stop: async () => reject(new Error('ended')),
    })
    const native = new FakeEngine('native', { run: ({ id }) => (id === 'a' ? failing() : one) })
    const result = await execute([native, hanging], { bail: true })
    expect(verdicts(result)).toEqual(['a: difference'])
    expect(exitCode(result)).toBe(1)
  })

  test('ends when nothing can run, which is not green either', async () => {
    const result = await execute([new FakeEngine('native', { start: missing() })], { bail: true })
    expect(exitCode(result)).toBe(3)
  })
})

describe('an interrupt', () => {
  test('keeps what was finished and drops what was cut off', async () => {
    const controller = new AbortController()
    const native = new FakeEngine('native', {
      run: ({ id }) => {
        if (id === 'b') controller.abort()
        return id === 'b' ? ended('unavailable', 'the run was stopped') : one
      },
    })
    const result = await execute([native], { signal: controller.signal })
    expect(verdicts(result)).toEqual(['a: agree'])
    expect(result).toMatchObject({ cutShort: 'interrupted', planned: 3 })
    expect(exitCode(result)).toBe(130)
  })

  test.each<[string, (settle: Deferred<Observation>) => void]>([
    ['resolves', ({ resolve }) => resolve(ended('unavailable'))],
    ['rejects', ({ reject }) => reject(new Error('the folder is gone'))],
  ])('stops an engine in the middle of a case, which then %s', async (_, settle) => {
    const controller = new AbortController()
    const running = deferred<Observation>()
    const native = new FakeEngine('native', {
      run: () => {
        controller.abort()
        return running.promise
      },
      stop: async () => settle(running),
    })
    const result = await execute([native], { signal: controller.signal })
    expect(result).toMatchObject({ cutShort: 'interrupted', cases: [] })
    expect(exitCode(result)).toBe(130)
  })

  test('reaches an engine that is starting', async () => {
    const controller = new AbortController()
    const starting = deferred<void>()
    const native = new FakeEngine('native', {
      start: () => {
        controller.abort()
        return starting.promise
      },
      stop: async () => starting.reject(new Error('stopped')),
    })
    const result = await execute([native], { signal: controller.signal })
    expect(native.ran).toEqual([])
    expect(exitCode(result)).toBe(130)
  })

  test('before the run leaves nothing run', async () => {
    const native = new FakeEngine('native')
    const result = await execute([native], { signal: AbortSignal.abort() })
    expect(native).toMatchObject({ ran: [], stops: expect.any(Number) })
    expect(native.stops).toBeGreaterThan(0)
    expect(result).toMatchObject({ cutShort: 'interrupted', cases: [] })
    expect(exitCode(result)).toBe(130)
  })
})

describe('a defect in an engine is not taken for an outcome', () => {
  test.each<[string, Behaviour]>([
    [
      'start',
      {
        start: () => {
          throw new TypeError('undefined is not a function')
        },
      },
    ],
    ['run', { run: () => Promise.reject(new TypeError('undefined is not a function')) }],
  ])('in %s', async (_, behaviour) => {
    const engines = [new FakeEngine('native', behaviour), new FakeEngine('lua54')]
    await expect(execute(engines)).rejects.toThrow('undefined is not a function')
    expect(engines.every(({ stops }) => stops > 0)).toBe(true)
  })
})
