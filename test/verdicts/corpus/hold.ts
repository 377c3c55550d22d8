import { join } from 'node:path'
import type { CauseKind } from '../../../harness/verdicts/verdict.js'
import { report } from '../../e2e/command.js'
import { CORPUS, type LabelledCase, readCorpus, SETS } from './read.js'
import { type Score, score } from './score.js'

/**
 * Runs the built command line over the corpus, as a person does, and holds it against the truths. Throws when an engine
 * of the corpus is not ready or a case is not in the report: then nothing has been measured. `sets`: those to be run.
 */
export async function holdAgainstCorpus(
  say: (text: string) => void = () => {},
  sets: readonly string[] = SETS,
): Promise<Score[]> {
  const cases = readCorpus()
  const scores: Score[] = []
  for (const set of sets) {
    const inSet = cases.filter((one) => one.set === set)
    say(`${inSet.length} cases of ${set === '.' ? 'the corpus' : `the corpus, ${set}`}`)
    scores.push(...(await holdSet(set, inSet)))
  }
  return scores
}

/** Cases of which a cause of this kind is true. */
export function ofKind(cases: readonly LabelledCase[], kind: CauseKind): LabelledCase[] {
  return cases.filter(({ truths }) => truths.some(({ cause }) => cause === kind))
}

async function holdSet(set: string, cases: readonly LabelledCase[]): Promise<Score[]> {
  const { report: given, stderr } = await report([], { cwd: join(CORPUS, set) })
  const absent = given.engines.filter(({ status }) => status !== 'ready')
  if (absent.length > 0) {
    throw new Error(`${absent.map(({ name }) => name).join(', ')}: not ready for the corpus (${stderr})`)
  }
  const others = given.engines.filter(({ reference }) => !reference).map(({ name }) => name)
  return cases.map((labelled) => {
    const found = given.cases.find(({ file }) => file === labelled.script)
    if (!found) throw new Error(`the report has no case ${labelled.script} (${set})`)
    return score(labelled, found, others)
  })
}
