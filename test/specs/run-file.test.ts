import { describe, expect, test } from 'vitest'
import type { Observation } from '../../harness/observations/observation.js'
import { partOf, runSpecFile } from '../../harness/specs/run-file.js'
import { crashed, ended, failing, passing } from '../builders.js'
import { seenFile, seenTest, specCase } from './builders.js'

/** Runs a file that goes as told, one try after the other; which tests each try left out. */
async function runAs(...tries: Observation[]) {
  const skipped: (readonly number[])[] = []
  const result = await runSpecFile(specCase(), async ({ spec }) => {
    skipped.push(spec!.skip.map(({ n }) => n))
    return tries[skipped.length - 1]!
  })
  const outcomes = result.tests?.ended.map(({ n, observation }) => `${n} ${observation.outcome}`)
  return { result, skipped, outcomes }
}

test('a file that comes to its end is run once, and is what was seen', async () => {
  const seen = seenFile(passing(), [seenTest(1, 'one'), seenTest(2, 'two', failing())])
  const { result, skipped } = await runAs(seen)
  expect(result).toBe(seen)
  expect(skipped).toEqual([[]])
})

test('a crash is the doing of the test that was at work, and those behind it go on', async () => {
  const { result, skipped, outcomes } = await runAs(
    seenFile(crashed(), [seenTest(1, 'one')], seenTest(2, 'two', passing({ output: 'before' }))),
    seenFile(passing(), [seenTest(3, 'three'), seenTest(4, 'four')]),
  )
  expect(outcomes).toEqual(['1 pass', '2 crash', '3 pass', '4 pass'])
  expect(skipped).toEqual([[], [1, 2]])
  expect(result).toMatchObject({ outcome: 'pass', crash: null, reason: null, tests: { open: null } })
  const two = result.tests!.ended[1]!.observation
  expect(two.crash).toEqual(crashed().crash)
  expect(two.output.bytes.toString()).toBe('before')
})

test('several that are cut off, each in its way', async () => {
  const { outcomes, skipped } = await runAs(
    seenFile(ended('timeout', 'slow'), [], seenTest(1, 'one')),
    seenFile(ended('out-of-memory'), [seenTest(2, 'two')], seenTest(3, 'three')),
    seenFile(crashed(), [], seenTest(4, 'four')),
    seenFile(passing(), []),
  )
  expect(outcomes).toEqual(['1 timeout', '2 pass', '3 out-of-memory', '4 crash'])
  expect(skipped).toEqual([[], [1], [1, 2, 3], [1, 2, 3, 4]])
})

describe('where no test is at work', () => {
  test('a crash before any test is that of the file, and is not tried again', async () => {
    const { result, skipped, outcomes } = await runAs(crashed())
    expect(result.outcome).toBe('crash')
    expect(outcomes).toEqual([])
    expect(skipped).toHaveLength(1)
  })

  test('a crash behind a test is that of the file, and the rest goes on', async () => {
    const { result, outcomes, skipped } = await runAs(
      seenFile(crashed(), [seenTest(1, 'one')]),
      seenFile(passing(), [seenTest(2, 'two')]),
    )
    expect(result).toMatchObject({ outcome: 'crash', crash: crashed().crash })
    expect(outcomes).toEqual(['1 pass', '2 pass'])
    expect(skipped).toEqual([[], [1]])
  })

  test('which comes again and again ends the tries', async () => {
    const again = seenFile(crashed(), [])
    const { result, skipped } = await runAs(seenFile(crashed(), [seenTest(1, 'one')]), again, again)
    expect(result.outcome).toBe('crash')
    expect(skipped).toHaveLength(2)
  })
})

test('what is no test of its own comes up in every try and is there once', async () => {
  const apart = seenTest(0, 'block>teardown', failing())
  const { outcomes } = await runAs(
    seenFile(crashed(), [apart, seenTest(1, 'one')], seenTest(2, 'two')),
    seenFile(passing(), [apart, seenTest(3, 'three')]),
  )
  expect(outcomes).toEqual(['0 error', '1 pass', '2 crash', '3 pass'])
})

test('an engine that is lost on the way keeps what it saw, and the file is not as it should be', async () => {
  const { result, outcomes } = await runAs(
    seenFile(crashed(), [], seenTest(1, 'one')),
    ended('unavailable', 'no container'),
  )
  expect(outcomes).toEqual(['1 crash'])
  expect(result).toMatchObject({
    outcome: 'error',
    error: { kind: 'engine', message: 'the tests behind were not run: no container' },
  })
})

test('an engine that is lost at once has not seen the file', async () => {
  const { result } = await runAs(ended('unavailable', 'no container'))
  expect(result).toMatchObject({ outcome: 'unavailable', tests: null })
})

describe('a part of a file', () => {
  const file = seenFile(passing({ output: 'loading' }), [seenTest(1, 'a>b'), seenTest(2, 'a>b', failing())])
  const part = (id: string) => partOf(file, specCase('', { part: { kind: 'test', id } }))

  test('is a test by its id, the second of two alike by its number', () => {
    expect(part('a_spec.lua > a > b')?.outcome).toBe('pass')
    expect(part('a_spec.lua > a > b (2)')?.outcome).toBe('error')
    expect(part('a_spec.lua > a')).toBeNull()
  })

  test('is what belongs to no test', () => {
    const whole = partOf(file, specCase('', { part: { kind: 'file' } }))!
    expect(whole.tests).toBeNull()
    expect(whole.output.bytes.toString()).toBe('loading')
  })

  test('of an engine that did not see the file is that', () => {
    const lost = ended('unavailable')
    expect(partOf(lost, specCase('', { part: { kind: 'test', id: 'x' } }))).toBe(lost)
  })
})
