import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startEngine } from '../engines/running.js'
import { runProgram, runPrograms } from './batches.js'
import { describeFidelity, REFERENCE, SUBJECT } from './engines.js'
import { explain } from './explained.js'
import { program } from './program.js'

const PROGRAMS = Number(process.env.LUAPARITY_FUZZ_PROGRAMS ?? 10_000)
const SEED = Number(process.env.LUAPARITY_FUZZ_SEED ?? Date.now() % 2 ** 31)
/** Differences that are made small; each takes some seconds. */
const SHRUNK = Number(process.env.LUAPARITY_FUZZ_SHRUNK ?? 20)
/** Programs made and compared at a time, so that they need not all be in memory. */
const ROUND = 1000
const MS = 900_000

describeFidelity('generated programs', () => {
  let reference: Running
  let subject: Running
  let interpreted: Running | null = null

  beforeAll(async () => {
    ;[reference, subject] = await Promise.all([startEngine(REFERENCE), startEngine(SUBJECT)])
  })
  afterAll(async () => {
    await Promise.all([reference, subject, interpreted].map((running) => running?.engine.stop()))
  })

  test(`${PROGRAMS} programs of seed ${SEED} do the same`, { timeout: MS }, async () => {
    const differing = await differingPrograms()
    const explained = new Map<string, number>()
    const unexplained: number[] = []
    for (const { index, ...difference } of differing) {
      const reason = await explain({ ...difference, withoutJit: () => withoutJit(difference.program) })
      if (reason) explained.set(reason, (explained.get(reason) ?? 0) + 1)
      else unexplained.push(index)
    }
    for (const [reason, count] of explained) console.info(`${count} programs differ: ${reason}`)

    const reports: string[] = []
    for (const index of unexplained.slice(0, SHRUNK)) reports.push(await shrunk(index))
    if (unexplained.length > SHRUNK) reports.push(`${unexplained.length - SHRUNK} more, not made small`)
    console.info(
      [`${PROGRAMS} programs of seed ${SEED}: ${unexplained.length} differ`, ...reports].join('\n\n'),
    )
    expect(unexplained, `LUAPARITY_FUZZ_SEED=${SEED} brings these back`).toEqual([])
  })

  /** The programs that do not do the same, by their place in the sequence the seed gives. */
  async function differingPrograms(): Promise<
    { index: number; program: string; wanted: string; seen: string }[]
  > {
    const differing: { index: number; program: string; wanted: string; seen: string }[] = []
    const sequence = fc.sample(
      property(() => true),
      { seed: SEED, numRuns: PROGRAMS },
    )
    for (let from = 0; from < sequence.length; from += ROUND) {
      const programs = sequence.slice(from, from + ROUND).map(([text]) => text)
      const [wanted, seen] = await Promise.all([
        runPrograms(reference, programs),
        runPrograms(subject, programs),
      ])
      programs.forEach((text, at) => {
        if (wanted[at] === seen[at]) return
        differing.push({ index: from + at, program: text, wanted: wanted[at]!, seen: seen[at]! })
      })
    }
    return differing
  }

  // From one place of the sequence on, fast-check makes what it made before, and shrinks it.
  async function shrunk(index: number): Promise<string> {
    const { counterexample } = await fc.check(
      property(async (text) => {
        const [wanted, seen] = await both(text)
        return (
          wanted === seen ||
          (await explain({ program: text, wanted, seen, withoutJit: () => withoutJit(text) })) !== null
        )
      }),
      { seed: SEED, path: String(index), numRuns: 1 },
    )
    if (!counterexample) return `program ${index} differs only together with those around it`
    const [text] = counterexample
    const [wanted, seen] = await both(text)
    return `--- program ${index}\n${text}\n--- ${REFERENCE}\n${wanted}\n--- ${SUBJECT}\n${seen}`
  }

  function both(text: string): Promise<[string, string]> {
    return Promise.all([runProgram(reference, text), runProgram(subject, text)])
  }

  async function withoutJit(text: string): Promise<string | null> {
    if (REFERENCE !== 'native') return null
    interpreted ??= await startEngine('native-nojit')
    return runProgram(interpreted, text)
  }
})

function property(holds: (text: string) => boolean | Promise<boolean>) {
  return fc.asyncProperty(program, async (text) => holds(text))
}
