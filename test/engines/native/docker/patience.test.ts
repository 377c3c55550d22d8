import type Docker from 'dockerode'
import { expect, test } from 'vitest'
import {
  isUnanswered,
  UnansweredCall,
  withPatience,
} from '../../../../harness/engines/native/docker/patience.js'
import { EngineUnavailableError } from '../../../../harness/errors.js'

const REFUSED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
const NO_IMAGE = Object.assign(new Error('no such image'), { statusCode: 404 })

/** An engine that is away from one moment of its own clock to another, in milliseconds. */
function engine(from: number, to: number) {
  let now = 0
  const isAway = (): boolean => now >= from && now < to
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms
    },
  }
  const docker = {
    ping: async () => {
      if (isAway()) throw REFUSED
    },
  } as unknown as Docker
  const absences: number[] = []
  const ask = async (): Promise<string> => {
    if (isAway()) throw new EngineUnavailableError('no container', { cause: REFUSED })
    return 'done'
  }
  const stop = new AbortController()
  const options = { signal: stop.signal, onBack: (ms: number) => absences.push(ms), clock }
  return { docker, ask, options, absences, clock, stop }
}

test('an engine that answers is asked once', async () => {
  const { docker, ask, options, absences } = engine(1, 0)
  expect(await withPatience(docker, ask, options)).toBe('done')
  expect(absences).toEqual([])
})

test('an engine that is away is asked again when it is back, and the time is told', async () => {
  const { docker, ask, options, absences } = engine(0, 5000)
  expect(await withPatience(docker, ask, options)).toBe('done')
  expect(absences).toEqual([5000])
})

test('an engine that does not come back is given up after half a minute', async () => {
  const { docker, ask, options, absences, clock } = engine(0, Number.POSITIVE_INFINITY)
  await expect(withPatience(docker, ask, options)).rejects.toMatchObject({
    code: 'ERR_ENGINE_UNAVAILABLE',
    message: 'the Docker engine did not come back within 30 s (nothing listens there)',
    hint: 'Start the Docker engine again.',
  })
  expect(clock.now()).toBe(30_000)
  expect(absences).toEqual([])
})

test('an engine that breaks off every time is given up as well', async () => {
  const { docker, options, clock } = engine(1, 0)
  await expect(withPatience(docker, () => Promise.reject(REFUSED), options)).rejects.toThrow('breaks off')
  expect(clock.now()).toBe(30_000)
})

test('a refusal is thrown at once', async () => {
  const { docker, options, clock } = engine(1, 0)
  await expect(withPatience(docker, () => Promise.reject(NO_IMAGE), options)).rejects.toBe(NO_IMAGE)
  expect(clock.now()).toBe(0)
})

test('a stop ends the waiting with its reason', async () => {
  const { docker, ask, options, stop, clock } = engine(0, Number.POSITIVE_INFINITY)
  const sleep = async (ms: number) => {
    await clock.sleep(ms)
    if (clock.now() >= 1000) stop.abort(new Error('the run was stopped'))
  }
  const waiting = withPatience(docker, ask, { ...options, clock: { ...clock, sleep } })
  await expect(waiting).rejects.toThrow('the run was stopped')
  expect(clock.now()).toBe(1000)
})

test.each<[string, unknown, boolean]>([
  ['a refused connection', REFUSED, true],
  ['one that led to another error', new Error('wrapped', { cause: REFUSED }), true],
  ['a call that took too long', new UnansweredCall('creating took more than 20 s'), true],
  ['an answer', NO_IMAGE, false],
  ['an answer that led to another error', new Error('wrapped', { cause: NO_IMAGE }), false],
  ['a mistake', new TypeError('x is not a function'), false],
  ['one of ours', new EngineUnavailableError('no'), false],
])('%s: unanswered %s', (_, error, expected) => {
  expect(isUnanswered(error)).toBe(expected)
})
