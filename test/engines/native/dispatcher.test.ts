import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  Dispatcher,
  type DispatcherOptions,
  type WorkOrder,
} from '../../../harness/engines/native/dispatcher.js'
import { EngineUnavailableError } from '../../../harness/errors.js'
import { LIMITS, str } from '../../builders.js'
import {
  FACTS,
  FakeAgents,
  type Fate,
  FINISHED,
  type Greeting,
  type Neighbourhood,
  type Script,
  SEGFAULT,
} from './fake-agent.js'

const GREETING: DispatcherOptions['greeting'] = {
  prelude: 'prelude',
  host: null,
  settings: { parallel: 1, jit: true },
  rehearsal: '{}',
}

interface Setup {
  parallel?: number
  greeting?: (container: number) => Greeting
  connect?: DispatcherOptions['connect']
  beside?: Neighbourhood
}

async function started(script: Script, { parallel = 1, greeting, connect, beside }: Setup = {}) {
  const agents = new FakeAgents(script, greeting, beside)
  const dispatcher = new Dispatcher({
    connect: connect ?? agents.connect,
    greeting: { ...GREETING, settings: { ...GREETING.settings, parallel } },
    files: { id: 'set', files: { 'a.lua': 'cmV0dXJuIDE=' } },
  })
  onTestFinished(() => dispatcher.stop())
  await dispatcher.start()
  const run = (jobs: readonly string[], changes: Partial<WorkOrder> = {}) =>
    Promise.all(jobs.map((job) => dispatcher.run({ ...order(job), ...changes })))
  return { agents, dispatcher, run, jobs: () => agents.batches.map((batch) => batch.jobs) }
}

function order(job: string): WorkOrder {
  return {
    job,
    seed: 1,
    host: false,
    jitOptions: [],
    alone: false,
    limits: { timeoutMs: 5000, memoryBytes: 1, outputBytes: 1, cpuSeconds: 15, cpuMs: null, children: 16 },
    caseLimits: LIMITS,
  }
}

/** The script in which the named case goes so on its first runs, one after the other, and then well. */
function when(name: string, ...fates: Fate[]): Script {
  return (job, attempt) => (job === name ? (fates[attempt - 1] ?? FINISHED) : FINISHED)
}

const always =
  (name: string, fate: Fate): Script =>
  (job) =>
    job === name ? fate : FINISHED
const allWell: Script = () => FINISHED
const LOST: Fate = { kind: 'container-lost' }
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `case ${index}`)
const outcomes = (observations: { outcome: string }[]) => observations.map(({ outcome }) => outcome)

/** Lets the event loop turn until the condition holds, or a good while has gone by without it. */
async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1000 && !condition(); turn++) await new Promise(setImmediate)
}

/** Timers stand still; everything else goes on. */
function holdTimers() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => {
    vi.useRealTimers()
  })
}

describe('batches', () => {
  test('the cases of one turn share a process, and each gets its own observation', async () => {
    const { run, jobs } = await started(allWell)
    const seen = await run(['a', 'b', 'c'])
    expect(jobs()).toEqual([['a', 'b', 'c']])
    expect(seen).toMatchObject([
      { outcome: 'pass', values: [str('a')] },
      { outcome: 'pass', values: [str('b')] },
      { outcome: 'pass', values: [str('c')] },
    ])
  })

  test('hold every case once, 250 of them at most, fewer towards the end', async () => {
    const { run, jobs } = await started(allWell)
    await run(numbered(1000))
    const sizes = jobs().map(({ length }) => length)
    expect(jobs().flat().sort()).toEqual(numbered(1000).sort())
    expect(sizes.length).toBeGreaterThanOrEqual(4)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(250)
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  })

  test('are shared out among the processes there may be at once', async () => {
    const { run, agents } = await started(allWell, { parallel: 3 })
    await run(numbered(30))
    expect(agents.batches[0]?.jobs).toHaveLength(10)
    expect(agents.mostAtOnce).toBe(3)
    expect(agents.batches.flatMap(({ jobs }) => jobs).sort()).toEqual(numbered(30).sort())
  })

  test('a case that must be alone shares with none', async () => {
    const { dispatcher, jobs } = await started(allWell)
    const cases = ['a', 'b', 'ffi', 'c'].map((job) => dispatcher.run({ ...order(job), alone: job === 'ffi' }))
    await Promise.all(cases)
    expect(jobs()).toEqual([['a', 'b'], ['ffi'], ['c']])
  })

  test('cases that are given up are unavailable, and others follow', async () => {
    const { dispatcher, run, jobs } = await started(allWell)
    const cases = ['a', 'b'].map((job) => dispatcher.run(order(job)))
    dispatcher.abandon()
    expect(outcomes(await Promise.all(cases))).toEqual(['unavailable', 'unavailable'])
    expect(outcomes(await run(['c']))).toEqual(['pass'])
    expect(jobs()).toEqual([['c']])
  })

  test('what is said to the agent', async () => {
    const { run, agents } = await started(allWell)
    await run(['a'])
    expect(agents.sent).toMatchObject([
      { type: 'hello', prelude: 'prelude', settings: { parallel: 1, jit: true } },
      { type: 'files', id: 'set', files: { 'a.lua': 'cmV0dXJuIDE=' } },
      { type: 'batch', cases: [{ job: 'a', files: 'set', seed: 1, limits: { timeoutMs: 5000 } }] },
    ])
    expect(agents.sent[2]).not.toHaveProperty('cases.0.caseLimits')
  })
})

describe('a crash among other cases', () => {
  test('is confirmed when the case crashes alone too, and the cases behind it go on', async () => {
    const { run, jobs } = await started(always('b', SEGFAULT))
    const seen = await run(['a', 'b', 'c', 'd'])
    expect(outcomes(seen)).toEqual(['pass', 'crash', 'pass', 'pass'])
    expect(seen[1]?.crash).toMatchObject({ signal: 'SIGSEGV', confirmed: true })
    expect(jobs()).toEqual([['a', 'b', 'c', 'd'], ['b'], ['c', 'd']])
  })

  test.each<[string, Fate, string]>([
    ['passes', FINISHED, 'pass'],
    ['runs out of time', { kind: 'timeout' }, 'timeout'],
    ['cannot be understood', { kind: 'corrupt', reason: 'x' }, 'error'],
  ])('is a crash still when the case alone %s, and says so', async (_, alone, outcome) => {
    const { run } = await started(when('b', SEGFAULT, alone))
    const [, seen] = await run(['a', 'b'])
    expect(seen).toMatchObject({
      outcome: 'crash',
      crash: { signal: 'SIGSEGV', confirmed: false },
      reason: expect.stringMatching(
        new RegExp(
          `by SIGSEGV, after 1 other cases in the same process; run alone the outcome is ${outcome}$`,
        ),
      ),
    })
  })

  test('keeps the second look when the case alone crashes in another way', async () => {
    const { run } = await started(when('b', SEGFAULT, { kind: 'exit', code: 3 }))
    const [, seen] = await run(['a', 'b'])
    expect(seen?.crash).toMatchObject({ signal: null, signature: 'exit code 3', confirmed: true })
  })

  test('of the first case in a process needs no second look', async () => {
    const { run, jobs } = await started(always('a', SEGFAULT))
    const [seen] = await run(['a', 'b'])
    expect(seen?.crash?.confirmed).toBe(true)
    expect(jobs()).toEqual([['a', 'b'], ['b']])
  })

  test('of every case is a crash of every case', async () => {
    const { run } = await started(() => SEGFAULT)
    expect(new Set(outcomes(await run(numbered(10))))).toEqual(new Set(['crash']))
  })

  test('a process that ends by itself in the middle of a case has crashed, whatever its exit code', async () => {
    const { run } = await started(always('b', { kind: 'exit', code: 0 }))
    expect(outcomes(await run(['a', 'b', 'c']))).toEqual(['pass', 'crash', 'pass'])
  })

  test('is not forgotten when the container is lost over the second look', async () => {
    const { run } = await started(when('b', SEGFAULT, LOST, LOST, LOST))
    expect((await run(['a', 'b', 'c']))[1]).toMatchObject({
      outcome: 'crash',
      crash: { confirmed: false },
      reason: expect.stringContaining('it could not be run alone: the container was killed'),
    })
  })

  test('is not forgotten when there are no more containers', async () => {
    const greeting = (container: number): Greeting => (container === 1 ? 'ready' : 'fatal')
    const { run } = await started(when('b', SEGFAULT, LOST), { greeting })
    expect(outcomes(await run(['a', 'b', 'c']))).toEqual(['pass', 'crash', 'unavailable'])
  })
})

describe('a process that dies between two cases', () => {
  test('counts against the case it ran last, which is looked at alone', async () => {
    const behind: Fate = { kind: 'dies-behind', status: SEGFAULT }
    const { run, jobs } = await started(always('b', behind))
    const seen = await run(['a', 'b', 'c'])
    expect(outcomes(seen)).toEqual(['pass', 'crash', 'pass'])
    expect(seen[1]?.crash?.confirmed).toBe(true)
    expect(jobs()).toEqual([['a', 'b', 'c'], ['b'], ['c']])
  })

  test('is a crash still when that case passes alone', async () => {
    const { run } = await started(when('b', { kind: 'dies-behind', status: SEGFAULT }))
    expect(await run(['a', 'b', 'c'])).toMatchObject([
      { outcome: 'pass' },
      { outcome: 'crash', crash: { confirmed: false }, values: null },
      { outcome: 'pass' },
    ])
  })

  test('behind the last case too', async () => {
    const { run } = await started(always('a', { kind: 'dies-behind', status: { kind: 'exit', code: 70 } }))
    expect(outcomes(await run(['a']))).toEqual(['crash'])
  })

  test('with its results spoilt is an error of that case', async () => {
    const status = { kind: 'corrupt' as const, reason: 'the result channel was closed' }
    const { run } = await started(always('b', { kind: 'dies-behind', status }))
    expect(outcomes(await run(['a', 'b', 'c']))).toEqual(['pass', 'error', 'pass'])
  })

  test('because another batch ended it, counts against none', async () => {
    const { run } = await started(when('b', { kind: 'dies-behind', status: { kind: 'interrupted' } }))
    expect(outcomes(await run(['a', 'b', 'c']))).toEqual(['pass', 'pass', 'pass'])
  })

  test('a process that ends early and well goes on in another one', async () => {
    const { run, jobs } = await started(when('b', { kind: 'dies-behind', status: null }))
    expect(outcomes(await run(['a', 'b', 'c']))).toEqual(['pass', 'pass', 'pass'])
    expect(jobs()).toEqual([['a', 'b', 'c'], ['c']])
  })
})

describe('a case that could not be seen through', () => {
  test.each<[string, Fate]>([
    ['ended together with another', { kind: 'interrupted' }],
    ['got no process', { kind: 'fork-failed', message: 'EAGAIN' }],
    ['got no process, nor did its batch', { kind: 'no-process' }],
    ['had a process that never came to it', { kind: 'dies-before', status: { kind: 'exit', code: 70 } }],
    ['had a process that ended without a case', { kind: 'dies-before', status: null }],
    ['lost its container', LOST],
  ])('because it %s is run again alone, twice at most, then unavailable', async (_, fate) => {
    const well = await started(when('b', fate, fate))
    expect(outcomes(await well.run(['b']))).toEqual(['pass'])
    expect(well.jobs()).toEqual([['b'], ['b'], ['b']])

    const badly = await started(when('b', fate, fate, fate))
    const [seen] = await badly.run(['b'])
    expect(seen).toMatchObject({ outcome: 'unavailable', reason: expect.stringMatching(/, 3 times$/) })
    expect(badly.jobs()).toHaveLength(3)
  })

  test('never costs the cases beside it their results', async () => {
    for (const fate of [{ kind: 'interrupted' }, LOST] as const) {
      const { run } = await started(always('b', fate))
      expect(outcomes(await run(['a', 'b', 'c']))).toEqual(['pass', 'unavailable', 'pass'])
    }
  })

  test('because the agent refused it is unavailable at once', async () => {
    const { run, jobs } = await started(always('a', { kind: 'refused' }))
    expect(await run(['a'])).toMatchObject([
      { outcome: 'unavailable', reason: 'the agent refused the case: unknown file set' },
    ])
    expect(jobs()).toHaveLength(1)
  })

  test('because its process was killed is run again, and a crash when that is no accident', async () => {
    const killed: Fate = { kind: 'signal', signal: 'SIGKILL' }
    const once = await started(when('a', killed))
    expect(outcomes(await once.run(['a', 'b']))).toEqual(['pass', 'pass'])
    const again = await started(always('a', killed))
    expect(outcomes(await again.run(['a', 'b']))).toEqual(['crash', 'pass'])
  })
})

describe('a container that runs out of memory', () => {
  const ENDED: Fate = { kind: 'signal', signal: 'SIGKILL', oom: true }
  const LOST_TO_IT: Fate = { kind: 'container-lost', cause: 'out-of-memory' }

  test('while a case has it to itself: that case is out of memory', async () => {
    const { run, jobs } = await started(always('b', ENDED))
    const seen = await run(['a', 'b', 'c'])
    expect(outcomes(seen)).toEqual(['pass', 'out-of-memory', 'pass'])
    expect(seen[1]).toMatchObject({ values: null, crash: null, reason: expect.stringContaining('memory') })
    expect(jobs()).toEqual([['a', 'b', 'c'], ['b'], ['c']])
  })

  // The kernel takes the largest process, which need not be the one that used the memory up.
  test('is held against no case that ran beside the one which used it up', async () => {
    const { dispatcher, agents } = await started((job) => (job === 'hog' ? ENDED : FINISHED), {
      parallel: 3,
      beside: (job, others) => (job !== 'hog' && others.includes('hog') ? ENDED : null),
    })
    const cases = [...numbered(5), 'hog', ...numbered(5)]
    const seen = await Promise.all(cases.map((job) => dispatcher.run({ ...order(job), alone: true })))
    expect(outcomes(seen)).toEqual(cases.map((job) => (job === 'hog' ? 'out-of-memory' : 'pass')))
    expect(agents.mostAtOnce).toBe(3)
  })

  test('and goes down with it: the cases in it get a container to themselves before any is blamed', async () => {
    const { dispatcher, agents } = await started(always('hog', LOST_TO_IT), { parallel: 3 })
    const cases = ['a', 'hog', 'b', 'c', 'd']
    const seen = await Promise.all(cases.map((job) => dispatcher.run({ ...order(job), alone: true })))
    expect(outcomes(seen)).toEqual(['pass', 'out-of-memory', 'pass', 'pass', 'pass'])
    expect(seen[1]).toMatchObject({
      values: null,
      reason: expect.stringContaining('the container was killed'),
    })
    expect(agents.connections).toBe(4)
  })

  test('is not what a container killed by hand tells of the case in it', async () => {
    const { run } = await started(always('a', LOST))
    expect(outcomes(await run(['a']))).toEqual(['unavailable'])
  })

  test('does not make a crash seen before forgotten', async () => {
    const { run } = await started(when('b', SEGFAULT, ENDED, ENDED))
    expect((await run(['a', 'b', 'c']))[1]).toMatchObject({
      outcome: 'crash',
      crash: { signal: 'SIGSEGV', confirmed: false },
      reason: expect.stringMatching(/run alone the outcome is out-of-memory$/),
    })
  })
})

describe('the last attempt at a case', () => {
  const killed: Fate = { kind: 'signal', signal: 'SIGKILL' }

  test('has the container to itself, so that nothing next door can be taken for its doing', async () => {
    const { dispatcher, agents } = await started((job) => (job === 'bad' ? killed : FINISHED), {
      parallel: 2,
      beside: (job, others) => (job === 'a' && others.includes('bad') ? killed : null),
    })
    const seen = await Promise.all(
      ['a', 'bad', ...numbered(6)].map((job) => dispatcher.run({ ...order(job), alone: true })),
    )
    expect(outcomes(seen)).toEqual(['pass', 'crash', ...Array(6).fill('pass')])
    expect(agents.mostAtOnce).toBe(2)
  })
})

describe('a lost container', () => {
  test('is replaced; what was finished stands and the rest is run again', async () => {
    const { run, agents, dispatcher } = await started(when('b', LOST))
    expect(outcomes(await run(['a', 'b', 'c']))).toEqual(['pass', 'pass', 'pass'])
    expect(agents.batches).toEqual([
      { container: 1, jobs: ['a', 'b', 'c'] },
      { container: 2, jobs: ['b'] },
      { container: 2, jobs: ['c'] },
    ])
    expect(agents.connections).toBe(2)
    expect(dispatcher.incidents).toEqual([
      'the container was killed; its cases were run again in a new container',
    ])
  })

  test('is replaced eleven times at most; then what is left is unavailable', async () => {
    const { run, agents } = await started(() => LOST)
    const seen = await run(numbered(40))
    expect(new Set(outcomes(seen))).toEqual(new Set(['unavailable']))
    expect(agents.connections).toBe(12)
    expect(seen.at(-1)?.reason).toBe('the container was killed; 12 containers were lost in this run')
    expect(await run(['later'])).toMatchObject([{ outcome: 'unavailable' }])
    expect(agents.connections).toBe(12)
  })

  test.each<[string, Setup]>([
    ['a new one does not start', { greeting: (container) => (container === 1 ? 'ready' : 'fatal') }],
    ['a new one ends at once', { greeting: (container) => (container === 1 ? 'ready' : 'lost') }],
  ])('and %s: every case left is unavailable, with both reasons', async (_, setup) => {
    const { run } = await started(always('b', LOST), setup)
    const seen = await run(['a', 'b', 'c'])
    expect(outcomes(seen)).toEqual(['pass', 'unavailable', 'unavailable'])
    expect(seen[2]?.reason).toMatch(/^the container was killed, and no new one could be started: ./)
  })

  test('a container that falls silent counts as lost after the time limit and a grace', async () => {
    holdTimers()
    const { run, agents } = await started(when('a', { kind: 'silence' }))
    const seen = run(['a', 'b'])
    await until(() => agents.batches.length === 1)
    await vi.advanceTimersByTimeAsync(19_999)
    expect(agents.connections).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(outcomes(await seen)).toEqual(['pass', 'pass'])
    expect(agents.connections).toBe(2)
  })

  test('a case that silences every container is unavailable in the end', async () => {
    holdTimers()
    const { run, agents } = await started(always('a', { kind: 'silence' }))
    const seen = run(['a'])
    for (let container = 1; container <= 3; container++) {
      await until(() => agents.batches.length === container)
      await vi.advanceTimersByTimeAsync(20_000)
    }
    expect(await seen).toMatchObject([
      { outcome: 'unavailable', reason: expect.stringContaining('no sign of life for 20 s') },
    ])
  })
})

describe('start', () => {
  test('gives the facts of the agent', async () => {
    const { dispatcher, agents } = await started(allWell)
    expect(dispatcher.facts).toEqual(FACTS)
    expect(agents.connections).toBe(1)
  })

  test.each<[Greeting, string]>([
    ['fatal', 'host.rb: syntax error'],
    ['lost', 'the container ended with exit code 1'],
  ])('fails when the agent is %s, with its reason', async (greeting, message) => {
    await expect(started(allWell, { greeting: () => greeting })).rejects.toThrow(message)
  })

  test('fails when no container starts', async () => {
    const connect = () => Promise.reject(new EngineUnavailableError('no Docker'))
    await expect(started(allWell, { connect })).rejects.toThrow(EngineUnavailableError)
  })

  test('fails when the agent does not answer in time, and removes the container', async () => {
    holdTimers()
    const agents = new FakeAgents(allWell, () => 'silence')
    const failure = expect(started(allWell, { connect: agents.connect })).rejects.toThrow(
      'the agent was not ready after 30 s',
    )
    await vi.advanceTimersByTimeAsync(30_000)
    await failure
    expect(agents.killed).toBeGreaterThan(0)
  })

  test('leaves no timer behind', async () => {
    holdTimers()
    const { run } = await started(allWell)
    await run(['a', 'b'])
    await until(() => vi.getTimerCount() === 0)
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('stop', () => {
  test('ends what is running and waiting as unavailable, and removes the container', async () => {
    const { run, agents, dispatcher } = await started(always('a', { kind: 'silence' }))
    const seen = run([...numbered(3), 'a', ...numbered(70)])
    await until(() => agents.batches.length === 1 && agents.running === 0)
    await dispatcher.stop()
    expect(outcomes(await seen)).toEqual([...Array(3).fill('pass'), ...Array(71).fill('unavailable')])
    expect(agents.killed).toBe(1)
  })

  test('may be called again, and nothing runs behind it', async () => {
    const { run, agents, dispatcher } = await started(allWell)
    await dispatcher.stop()
    await dispatcher.stop()
    expect(await run(['a'])).toMatchObject([{ outcome: 'unavailable', reason: 'the run was stopped' }])
    expect(agents.batches).toEqual([])
  })

  test('while the agent is being greeted ends the start', async () => {
    const agents = new FakeAgents(allWell, () => 'silence')
    const dispatcher = new Dispatcher({
      connect: agents.connect,
      greeting: GREETING,
      files: null,
    })
    const failure = expect(dispatcher.start()).rejects.toThrow('the run was stopped')
    await until(() => agents.sent.length === 1)
    await dispatcher.stop()
    await failure
    expect(agents.killed).toBeGreaterThan(0)
  })

  test('while the container is being made removes it when it comes', async () => {
    const agents = new FakeAgents(allWell)
    const dispatcher = new Dispatcher({
      connect: async (handlers) => {
        await dispatcher.stop()
        return agents.connect(handlers)
      },
      greeting: GREETING,
      files: null,
    })
    await dispatcher.start()
    expect(dispatcher.facts).toBeNull()
    expect(agents).toMatchObject({ killed: 1, sent: [] })
  })

  test('leaves no timer behind', async () => {
    holdTimers()
    const { run, agents, dispatcher } = await started(always('a', { kind: 'silence' }))
    const seen = run(['a'])
    await until(() => agents.batches.length === 1)
    await dispatcher.stop()
    expect(outcomes(await seen)).toEqual(['unavailable'])
    expect(vi.getTimerCount()).toBe(0)
  })
})

test('measures what a fork costs', async () => {
  const { dispatcher } = await started(allWell)
  expect(await dispatcher.measureFork(20)).toBe(1.5)
})
