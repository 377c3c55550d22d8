import { describe, expect, test } from 'vitest'
import type { Observation } from '../../../harness/observations/observation.js'
import { limitsDifference } from '../../../harness/verdicts/explain/limits.js'
import { crashed, ended, failing, LIMITS, num, passing } from '../../builders.js'
import { aParticipant } from './participants.js'

const slow = ended('timeout', 'ended after the limit of 5000 ms')
const large = ended('out-of-memory', 'needed more than the limit of 256 MiB')
const quick = passing({ values: [num(1)], durationMs: 12.3 })

const between = (
  base: Observation,
  side: Observation,
  raised: { timeoutMs?: number; memoryBytes?: number; observation: Observation } | null = null,
) =>
  limitsDifference(
    aParticipant('native', base),
    aParticipant('lua53', side),
    LIMITS,
    raised && { observation: raised.observation, limits: { ...LIMITS, ...raised } },
  )

describe('one engine came to a limit', () => {
  test.each<[string, Observation, Observation, string]>([
    ['of time', quick, slow, 'lua53 was ended after 5000 ms; native took 12 ms'],
    ['the reference', slow, quick, 'native was ended after 5000 ms; lua53 took 12 ms'],
    ['of memory', quick, large, 'lua53 needed more than 256 MiB; native passed'],
    [
      'where the other failed',
      failing('boom', { durationMs: 0.3 }),
      slow,
      'lua53 was ended after 5000 ms; native ended with error after less than 1 ms',
    ],
    [
      'of memory, where the other failed',
      failing(),
      large,
      'lua53 needed more than 256 MiB; native ended with error',
    ],
    ['each to another', large, slow, 'lua53 was ended after 5000 ms; native needed more than 256 MiB'],
    ['and does not say which', quick, ended('timeout'), 'lua53 was ended after 5000 ms; native took 12 ms'],
    [
      'of memory, in other words',
      quick,
      ended('out-of-memory', 'failed to allocate'),
      'lua53 needed more than 256 MiB; native passed',
    ],
    [
      'of instructions',
      quick,
      ended('timeout', 'ended after the limit of 1000000 VM instructions'),
      'lua53 was ended after 1000000 VM instructions; native took 12 ms',
    ],
    [
      'of CPU time',
      quick,
      ended('timeout', 'used more than the limit of 100 ms of CPU time'),
      'lua53 used more than 100 ms of CPU time; native took 12 ms',
    ],
    [
      'of the whole container',
      quick,
      ended('out-of-memory', "ended by the kernel: the container's memory was used up"),
      "lua53 was ended by the kernel: the container's memory was used up; native passed",
    ],
  ])('%s', (_, base, side, headline) => {
    expect(between(base, side)).toEqual({
      cause: { kind: 'limits', confidence: 'likely' },
      headline,
      evidence: [],
    })
  })
})

test.each<[string, Observation, Observation]>([
  ['both came to the same limit', slow, ended('timeout')],
  ['neither came to one', quick, failing()],
  ['the other crashed', crashed(), slow],
  ['the other is not there', ended('unavailable'), slow],
  ['the other cannot run it', slow, ended('unsupported')],
  ['the other does not have the test', slow, ended('missing')],
])('%s: another matter', (_, base, side) => {
  expect(between(base, side)).toBeNull()
})

describe('with a higher limit', () => {
  test.each<[string, ReturnType<typeof between>, string, string]>([
    [
      'it agrees',
      between(quick, slow, { timeoutMs: 20000, observation: { ...quick, durationMs: 7300 } }),
      'confirmed',
      'with 20000 ms lua53 takes 7300 ms and agrees',
    ],
    [
      'of memory, it agrees',
      between(quick, large, { memoryBytes: 2 ** 30, observation: quick }),
      'confirmed',
      'with 1024 MiB lua53 has enough and agrees',
    ],
    [
      'the reference agrees',
      between(slow, quick, { timeoutMs: 20000, observation: { ...quick, durationMs: 7300 } }),
      'confirmed',
      'with 20000 ms native takes 7300 ms and agrees',
    ],
    [
      'it is not done either',
      between(quick, slow, { timeoutMs: 20000, observation: slow }),
      'likely',
      'with 20000 ms lua53 comes to a limit as well',
    ],
    [
      'it differs in something else',
      between(quick, slow, {
        timeoutMs: 20000,
        observation: passing({ values: [num(2)], durationMs: 7300 }),
      }),
      'unconfirmed',
      'with 20000 ms lua53 takes 7300 ms and still differs: lua53 returns 2, native 1',
    ],
  ])('%s', (_, found, confidence, evidence) => {
    expect(found).toMatchObject({ cause: { kind: 'limits', confidence }, evidence: [evidence] })
  })
})
