import type { Note, Place } from '../../observations/observation.js'
import { compare } from '../compare.js'
import type { Cause } from '../verdict.js'
import { type HostDifference, hostDifference } from './host.js'
import type { Lab } from './lab.js'
import { isRelevant } from './relevant.js'
import { type Subject, seeing } from './subject.js'
import { emulatedRules, ruleOfSuspect, type Suspect, type Trial, type Trials } from './trial.js'

/** One cause of a difference, and what shows it. */
export interface Finding {
  cause: Cause
  place: Place | null
  headline: string | null
  evidence: string[]
}

/** Sites of `pairs` that are tried one by one to find the one that matters. */
const MOST_SITES = 12

/**
 * Finds what a difference between two subjects comes from by taking suspects away: first all at once, then, of those that
 * made any difference, as many as can be left in. Empty when the subjects differ still, or when nothing that was taken away
 * had any part in it.
 */
export async function attribute(own: Subject, base: Subject, trials: Trials, lab: Lab): Promise<Finding[]> {
  const all = await suspectsFor(own, base, trials, lab)
  const likely = trials.foundBefore().filter((suspect) => all.includes(suspect))
  for (const tried of [...(likely.length > 0 ? [likely] : []), ...withFewerOperators(all)]) {
    const trial = await trials.without(tried, own, base)
    if (!trial || trial.mismatch !== null) continue
    const active = activeOnes(tried, trial)
    if (active.length === 0) continue
    const needed = await smallest(active, own, base, trials)
    trials.remember(needed)
    return describe(needed, trial, own, base, trials)
  }
  return []
}

async function suspectsFor(own: Subject, base: Subject, trials: Trials, lab: Lab): Promise<Suspect[]> {
  const suspects: Suspect[] = []
  if (isOfHost(hostDifference(base, own))) suspects.push('host')
  suspects.push('order')
  if (own.name !== base.name) {
    const [left, right] = await Promise.all([lab.profile(own.name), lab.profile(base.name)])
    const rules = emulatedRules(left, right).filter((rule) => isRelevant(rule, trials.texts))
    suspects.push(...rules.map(({ id }): Suspect => `rule:${id}`))
  }
  suspects.push('still')
  return suspects
}

// Other answers; or calls that only one engine made, since the other's host has no such function.
function isOfHost(difference: HostDifference | null): boolean {
  return (
    difference !== null &&
    (difference.kind === 'answer' || difference.calls.side === null || difference.calls.base === null)
  )
}

// Taking over operators costs error messages the names of variables, so what needs none of them is tried as well.
function withFewerOperators(all: readonly Suspect[]): Suspect[][] {
  const without = all.filter((suspect) => (ruleOfSuspect(suspect)?.finding.operators ?? []).length === 0)
  return without.length === all.length ? [[...all]] : [[...all], without]
}

// What the notes say to have changed anything; the host's answers, when they were replayed, leave none.
function activeOnes(tried: readonly Suspect[], { notes }: Trial): Suspect[] {
  const noted = new Set([...notes.own, ...notes.base].map(suspectOf))
  return tried.filter((suspect) => suspect === 'host' || noted.has(suspect))
}

function suspectOf({ kind, rule }: Note): Suspect {
  if (kind === 'iteration') return 'order'
  return isStill(rule) ? 'still' : `rule:${rule}`
}

function isStill(rule: string): boolean {
  return ['address', 'memory', 'clock', 'random'].includes(rule)
}

// One alone if one suffices, else all without those that can be left in.
async function smallest(
  active: readonly Suspect[],
  own: Subject,
  base: Subject,
  trials: Trials,
): Promise<Suspect[]> {
  if (active.length === 1) return [...active]
  const suffices = async (suspects: readonly Suspect[]): Promise<boolean> => {
    const trial = await trials.without(suspects, own, base)
    return trial !== null && trial.mismatch === null
  }
  for (const suspect of active) if (await suffices([suspect])) return [suspect]
  let needed = [...active]
  for (const suspect of active) {
    const fewer = needed.filter((other) => other !== suspect)
    if (await suffices(fewer)) needed = fewer
  }
  return needed
}

async function describe(
  needed: readonly Suspect[],
  trial: Trial,
  own: Subject,
  base: Subject,
  trials: Trials,
): Promise<Finding[]> {
  return Promise.all(
    needed.map(async (suspect): Promise<Finding> => {
      const notes = [...trial.notes.own, ...trial.notes.base].filter((note) => suspectOf(note) === suspect)
      switch (suspect) {
        case 'host':
          return hostFinding(own, base)
        case 'order':
          return orderFinding(notes, own, base, trials)
        case 'still':
          return unsteadyFinding(notes, own, base, trials)
        default:
          return ruleFinding(ruleOfSuspect(suspect)!.id, notes, own)
      }
    }),
  )
}

function ruleFinding(rule: string, notes: readonly Note[], own: Subject): Finding {
  const note = notes[0]
  return {
    cause: { kind: 'dialect', rule, confidence: 'confirmed' },
    place: note ? placeOf(note) : null,
    headline: note ? `${note.what} is ${note.is}, LuaJIT gives ${note.instead}` : null,
    evidence: [`with LuaJIT's behaviour in this one rule, ${own.name} does what the reference does`],
  }
}

function hostFinding(own: Subject, base: Subject): Finding {
  return {
    cause: { kind: 'host', confidence: 'confirmed' },
    place: null,
    headline: hostDifference(base, own)?.headline ?? null,
    evidence: [`with one host for both, ${own.name} does what ${base.name} does`],
  }
}

/** The iteration that the result depends on, found by turning round one loop at a time. */
export async function orderFinding(
  notes: readonly Note[],
  own: Subject,
  base: Subject,
  trials: Trials,
): Promise<Finding> {
  const loops = notes.flatMap((note) => {
    const place = placeOf(note)
    return place ? [{ place, keys: note.is }] : []
  })
  const distinct = loops.filter(
    ({ place }, index) => loops.findIndex((loop) => samePlace(loop.place, place)) === index,
  )
  const known = trials.loop
  if (known && distinct.some(({ place }) => samePlace(place, known.place))) return known.finding
  const subject = await dependent(own, base, trials)
  const guilty = (subject && (await loopThatMatters(distinct, subject, trials))) ?? distinct[0] ?? null
  const finding: Finding = {
    // One fixed order may do away with a difference by chance; it is sure when another order makes one.
    cause: { kind: 'order-dependent', confidence: subject ? 'confirmed' : 'likely' },
    place: guilty?.place ?? null,
    headline: guilty ? `this loop goes over ${guilty.keys} keys in no fixed order` : null,
    evidence: [
      'when all loops go over keys in one fixed order, nothing differs',
      ...(subject ? [`with the loops turned round, ${subject.name} does otherwise`] : []),
    ],
  }
  // What matters on one engine is what matters on the next.
  if (subject && guilty) trials.loop = { place: guilty.place, finding }
  return finding
}

/**
 * That the result follows the order of keys which no control can bring into one order (functions that are alike, say):
 * not proof of where the difference comes from, but what is left to say.
 */
export async function dependsOnOrder(own: Subject, base: Subject, trials: Trials): Promise<Finding | null> {
  const notes = (await Promise.all([own, base].map((subject) => trials.iterations(subject)))).flat()
  if (notes.length === 0) return null
  const subject = await dependent(own, base, trials)
  if (!subject) return null
  const finding = await orderFinding(notes, own, base, trials)
  return {
    ...finding,
    cause: { kind: 'order-dependent', confidence: 'likely' },
    evidence: [`with the loops turned round, ${subject.name} does otherwise`],
  }
}

// Which of the two does otherwise when loops are turned round. Runs in this process cost least.
async function dependent(own: Subject, base: Subject, trials: Trials): Promise<Subject | null> {
  const cheapFirst =
    own.engine.kind === 'in-process' || base.engine.kind !== 'in-process' ? [own, base] : [base, own]
  for (const subject of cheapFirst) if ((await trials.dependsOn('all', subject)) !== null) return subject
  return null
}

async function loopThatMatters<Loop extends { place: Place }>(
  loops: readonly Loop[],
  subject: Subject,
  trials: Trials,
): Promise<Loop | null> {
  if (loops.length <= 1) return loops[0] ?? null
  for (const loop of loops.slice(0, MOST_SITES))
    if ((await trials.dependsOn([loop.place], subject)) !== null) return loop
  return null
}

async function unsteadyFinding(
  notes: readonly Note[],
  own: Subject,
  base: Subject,
  trials: Trials,
): Promise<Finding> {
  const note = notes[0]
  const { subject, differing, runs } = await leastSteady([own, base], trials)
  // Processes that one server forks have one layout of memory.
  const rate =
    differing > 0
      ? `${differing} of ${runs} further runs on ${subject.name} came out otherwise`
      : `the same in ${runs} further runs from this start of ${subject.name}`
  return {
    cause: { kind: 'nondeterministic', differing, runs, confidence: 'confirmed' },
    place: note ? placeOf(note) : null,
    headline: note
      ? `${note.what} is ${note.is}: ${UNSTEADY[note.rule] ?? 'not the same in every run'} (${rate})`
      : rate,
    evidence: ['with addresses, memory figures and clocks taken away, nothing differs', rate],
  }
}

const UNSTEADY: Record<string, string> = {
  address: 'an address, another one on every engine and at every start',
  memory: 'a matter of the VM and of what was collected so far',
  clock: 'the real time',
  random: 'a random number from a seed of its own',
}

/** How often further runs of a subject differ from what it did: of several, the one that does so most. There is at least one. */
export async function leastSteady(
  subjects: readonly Subject[],
  trials: Trials,
): Promise<{ subject: Subject; differing: number; runs: number }> {
  const isOfProcess = ({ engine }: Subject): boolean => engine.kind !== 'in-process'
  // Engines with a process a case are the likeliest and the cheapest to ask.
  const groups = [subjects.filter(isOfProcess), subjects.filter((subject) => !isOfProcess(subject))]
  let most: { subject: Subject; differing: number; runs: number } | null = null
  for (const group of groups) {
    const rates = await Promise.all(group.map((subject) => rateOf(subject, trials)))
    for (const rate of rates) if (!most || rate.differing > most.differing) most = rate
    if (most && most.differing > 0) break
  }
  return most!
}

async function rateOf(
  subject: Subject,
  trials: Trials,
): Promise<{ subject: Subject; differing: number; runs: number }> {
  const seen = await trials.again(subject)
  const differing = seen.filter((observation) => compare(subject, seeing(subject, observation)) !== null)
  return { subject, differing: differing.length, runs: seen.length }
}

function placeOf({ file, line }: Note): Place | null {
  return file !== null && line !== null ? { file, line } : null
}

function samePlace(a: Place, b: Place): boolean {
  return a.file === b.file && a.line === b.line
}
