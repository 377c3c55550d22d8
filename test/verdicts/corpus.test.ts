import { beforeAll, describe, expect, it } from 'vitest'
import type { CauseKind } from '../../harness/verdicts/verdict.js'
import { describeDocker } from '../docker.js'
import { holdAgainstCorpus, ofKind } from './corpus/hold.js'
import { readCorpus } from './corpus/read.js'
import type { Score } from './corpus/score.js'

/** Causes that can be had with the engines of a checkout; the other axes say more of an image than of a script. */
const KINDS: readonly CauseKind[] = [
  'dialect',
  'order-dependent',
  'nondeterministic',
  'jit',
  'crash',
  'gc',
  'release',
  'arch',
  'space',
  'host',
  'limits',
]

/** Seven engines, and control runs for most of the cases. */
const WHOLE_CORPUS_MS = 900_000

describe('the corpus', () => {
  const cases = readCorpus()

  it('is large enough to say something about every kind of cause', () => {
    expect(cases.length).toBeGreaterThanOrEqual(120)
    for (const kind of KINDS) expect(ofKind(cases, kind).length, kind).toBeGreaterThanOrEqual(5)
    expect(cases.filter(({ truths }) => truths.length === 0).length).toBeGreaterThanOrEqual(20)
  })

  it('has cases like scripts, not like rows of a table of expressions', () => {
    for (const { id, lines } of cases) expect(lines, id).toBeGreaterThanOrEqual(3)
  })
})

describeDocker('the verdicts on the corpus', () => {
  let scores: Score[]
  beforeAll(async () => {
    scores = await holdAgainstCorpus()
  }, WHOLE_CORPUS_MS)

  it('are never that engines agree where they do not, or differ where they agree', () => {
    expect(scores.filter(({ falselyAgrees }) => falselyAgrees)).toEqual([])
    expect(scores.filter(({ falselyDiffers }) => falselyDiffers)).toEqual([])
  })

  it('name the right causes for at least 95 of 100 cases', () => {
    const wrong = scores.filter(({ right }) => !right)
    expect(wrong.length, JSON.stringify(wrong, null, 1)).toBeLessThanOrEqual(scores.length * 0.05)
  })
})
