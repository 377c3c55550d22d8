import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startEngine } from '../engines/running.js'
import { ranThrough, runProgram, runPrograms } from './batches.js'
import { describeFidelity, REFERENCE, SUBJECT } from './engines.js'
import { explain } from './explained.js'
import { program } from './program.js'

const PROGRAMS = Number(process.env.LUAPARITY_FUZZ_PROGRAMS ?? 10_000)
// The same programs in every run, so that nothing fails by chance; `npm run fuzz` looks at others.
const WANTED = process.env.LUAPARITY_FUZZ_SEED ?? '1'
const SEED = WANTED === 'random' ? Date.now() % 2 ** 31 : Number(WANTED)
/** Differences that are made small; each takes some seconds. */
const SHRUNK = Number(process.env.LUAPARITY_FUZZ_SHRUNK ?? 20)
/** Programs compared at a time. */
const ROUND = 1000
const MS = 900_000

/** A program that did not do the same, and its place in the sequence that the seed gives. */
interface Found {
  index: number
  text: string
  wanted: string
  seen: string
}

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
    const explained = new Map<string, number>()
    const unexplained: Found[] = []
    for (const found of await differences()) {
      const reason = await reasonFor(found)
      if (reason) explained.set(reason, (explained.get(reason) ?? 0) + 1)
      else unexplained.push(found)
    }

    const reports = [`${PROGRAMS} programs of seed ${SEED}: ${unexplained.length} differ unexplained`]
    for (const [reason, count] of explained) reports.push(`${count} programs differ: ${reason}`)
    for (const found of unexplained.slice(0, SHRUNK)) reports.push(await report(found))
    if (unexplained.length > SHRUNK) reports.push(`${unexplained.length - SHRUNK} more, not made small`)
    console.info(reports.join('\n\n'))
    expect(
      unexplained.map(({ index }) => index),
      `LUAPARITY_FUZZ_SEED=${SEED} brings these back`,
    ).toEqual([])
  })

  async function differences(): Promise<Found[]> {
    const sequence = fc.sample(program, { seed: SEED, numRuns: PROGRAMS })
    const found: Found[] = []
    for (let from = 0; from < sequence.length; from += ROUND) {
      const texts = sequence.slice(from, from + ROUND)
      const [wanted, seen] = await Promise.all([runPrograms(reference, texts), runPrograms(subject, texts)])
      texts.forEach((text, at) => {
        if (agree(wanted[at]!, seen[at]!)) return
        found.push({ index: from + at, text, wanted: wanted[at]!, seen: seen[at]! })
      })
    }
    return found
  }

  async function report({ index, ...found }: Found): Promise<string> {
    const small = await shrunk(index)
    const { text, wanted, seen } = small ?? found
    const title = small ? `program ${index}` : `program ${index}, which differs only after those before it`
    return `=== ${title}\n${text}\n--- ${REFERENCE}\n${wanted}\n--- ${SUBJECT}\n${seen}`
  }

  // From one place of the sequence on, fast-check makes what it made before, and shrinks it.
  async function shrunk(index: number): Promise<Omit<Found, 'index'> | null> {
    const holds = async (text: string) => {
      const pair = await alone(text)
      return agree(pair.wanted, pair.seen) || (await reasonFor(pair)) !== null
    }
    const settings = { seed: SEED, path: String(index), numRuns: 1 }
    const { counterexample } = await fc.check(fc.asyncProperty(program, holds), settings)
    return counterexample && alone(counterexample[0])
  }

  async function alone(text: string): Promise<Omit<Found, 'index'>> {
    const [wanted, seen] = await Promise.all([runProgram(reference, text), runProgram(subject, text)])
    return { text, wanted, seen }
  }

  function reasonFor(found: Omit<Found, 'index'>): Promise<string | null> {
    return explain({ ...found, withoutJit: () => withoutJit(found.text) })
  }

  async function withoutJit(text: string): Promise<string | null> {
    if (REFERENCE !== 'native') return null
    interpreted ??= await startEngine('native:jit=off')
    return runProgram(interpreted, text)
  }
})

// A program that does not run is no test of anything: a fault of the grammar, and reported like a difference.
function agree(wanted: string, seen: string): boolean {
  return wanted === seen && ranThrough(wanted)
}
