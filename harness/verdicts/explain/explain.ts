import { compare } from '../compare.js'
import type { Survey } from '../judge.js'
import type { Participant } from '../participant.js'
import type { Difference } from '../verdict.js'
import { attribute, dependsOnOrder, type Finding, leastSteady, orderFinding } from './attribute.js'
import { Behaviours } from './behaviours.js'
import { crashCauses } from './crash-axes.js'
import { findInTheText } from './in-the-text.js'
import { findKeptToItself } from './kept-to-itself.js'
import type { Lab } from './lab.js'
import { isLimit, limitsDifference, type RaisedRun } from './limits.js'
import { axisFindings, nativePoints } from './native-points.js'
import { type Subject, subjectOf } from './subject.js'
import { Trials } from './trial.js'

/** How far limits are raised to see whether they are all there is to a difference. */
const RAISE = 4

/**
 * Says of every difference of a case where it comes from, by control runs, cheapest first: what the endings show, then
 * taking away order, dialect, the host's answers and what is never the same twice, then running again, then other points
 * of the native axes. A difference may have several causes, and engines that differ alike may do so for different ones.
 */
export async function explain(survey: Survey, lab: Lab): Promise<Difference[]> {
  const explanation = new Explanation(survey, lab)
  const explained: Difference[] = []
  // One after the other, as what one came from is the first thing to be tried with the next.
  for (const difference of cheapestFirst(survey)) explained.push(...(await explanation.explain(difference)))
  return inOrder(together(explained), survey)
}

class Explanation {
  readonly #survey: Survey
  readonly #lab: Lab
  readonly #trials: Trials
  readonly #behaviours: Behaviours
  /** What was found of the axes of the reference: whoever does the same as an engine that differs for that, does so, too. */
  readonly #byBehaviour = new Map<string, Finding[]>()

  constructor(survey: Survey, lab: Lab) {
    this.#survey = survey
    this.#lab = lab
    this.#trials = new Trials(survey.testCase, lab)
    this.#behaviours = new Behaviours(survey, lab)
  }

  async explain(difference: Difference): Promise<Difference[]> {
    const { base } = this.#survey
    if (difference.aspect === 'crash')
      return [difference, ...(await crashCauses(difference, this.#behaviours, this.#lab))]
    if (difference.engines.includes(difference.against ?? '')) return this.#fromItself(difference)
    if (!base) return [difference]
    const explained: Difference[] = []
    for (const name of byDuration(difference.engines, this.#survey)) {
      const side = this.#side(name)
      const findings = await this.#fromBase(subjectOf(side), subjectOf(base))
      const { summary } = compare(base, side) ?? difference
      explained.push(...findings.map((finding) => ({ ...difference, engines: [name], summary, ...finding })))
    }
    return explained
  }

  async #fromBase(own: Subject, base: Subject): Promise<Finding[]> {
    const alike = this.#byBehaviour.get(this.#behaviours.of(own))
    if (alike) return alike
    const { testCase } = this.#survey
    const raised = await this.#withRaisedLimits(own, base)
    const limits = limitsDifference(base, own, this.#lab.limits, raised)
    if (limits) return [{ place: null, ...limits }]
    const inTheText = await findInTheText(testCase, own, base, this.#lab)
    if (inTheText) return [inTheText]
    const attributed = await attribute(own, base, this.#trials, this.#lab)
    const isSure = attributed.every(({ cause }) => cause.confidence === 'confirmed')
    if (attributed.length > 0 && isSure) return attributed
    const kept = await findKeptToItself(own, base, this.#trials, this.#lab)
    if (kept) return [kept]
    const others = await this.#amongNatives(own, base)
    return attributed.length > 0 && others[0]?.cause.kind === 'unexplained' ? attributed : others
  }

  // What came to a limit has used all of it; whether more would have done is asked only on demand.
  async #withRaisedLimits(own: Subject, base: Subject): Promise<RaisedRun | null> {
    const limited = [own, base].find(({ observation: { outcome } }) => isLimit(outcome))
    if (!limited || this.#lab.level !== 'full') return null
    const { limits } = this.#lab
    const raised = {
      ...limits,
      timeoutMs: limits.timeoutMs * RAISE,
      memoryBytes: limits.memoryBytes * RAISE,
      instructions: limits.instructions && limits.instructions * RAISE,
      cpuMs: limits.cpuMs && limits.cpuMs * RAISE,
    }
    const { testCase } = this.#survey
    const observation = await this.#lab.observe(limited.name, testCase, limited.setting, raised)
    return observation && { limits: raised, observation }
  }

  async #amongNatives(own: Subject, base: Subject): Promise<Finding[]> {
    const inAnyOrder = await dependsOnOrder(own, base, this.#trials)
    if (inAnyOrder) return [inAnyOrder]
    const unsteady = await this.#unsteady(own, base)
    if (unsteady) return [unsteady]
    const byAxes = await axisFindings(own, base, this.#behaviours, this.#lab)
    if (byAxes.length > 0) {
      this.#byBehaviour.set(this.#behaviours.of(own), byAxes)
      return byAxes
    }
    // Held against another native engine, the same difference may be one of dialect; the rest is that engine's.
    for (const point of await nativePoints(base, this.#behaviours)) {
      if (point.name === own.name) continue
      const further = await attribute(own, point, this.#trials, this.#lab)
      if (further.length === 0) continue
      const axes = await axisFindings(point, base, this.#behaviours, this.#lab)
      if (axes.length > 0) return [...axes, ...further]
    }
    return [unexplained(this.#trials, this.#lab)]
  }

  // What does not do the same twice, whatever is taken away. Where the JIT compiler is what makes it so, it is the cause.
  async #unsteady(own: Subject, base: Subject): Promise<Finding | null> {
    const { subject, differing, runs } = await leastSteady([own, base], this.#trials)
    if (differing === 0) return null
    const rate = `${differing} of ${runs} further runs on ${subject.name} came out otherwise`
    const { axes } = subject.engine
    if (axes !== null && axes.jit !== 'off') {
      const without = await this.#lab.at({ ...axes, jit: 'off' })
      if (without && (await this.#behaviours.isSteadyAt(without)))
        return {
          cause: { kind: 'jit', from: axes.jit, to: 'off', confidence: 'confirmed' },
          place: null,
          headline: `not the same in every run with the JIT compiler on, always the same with jit=off`,
          evidence: [rate, `all runs on ${without.name} came out alike`],
        }
    }
    return {
      cause: { kind: 'nondeterministic', differing, runs, confidence: 'confirmed' },
      place: null,
      headline: rate,
      evidence: [rate],
    }
  }

  async #fromItself(difference: Difference): Promise<Difference[]> {
    const side = this.#side(difference.against!)
    if (difference.cause.kind === 'order-dependent') {
      const subject = subjectOf(side)
      const notes = await this.#trials.iterations(subject)
      const finding = await orderFinding(notes, subject, subject, this.#trials)
      return [{ ...difference, place: finding.place, headline: finding.headline }]
    }
    const [first, odd] = settingsOf(side, difference)
    if (!first || !odd) return [difference]
    const attributed = await attribute(odd, first, this.#trials, this.#lab)
    if (attributed.length > 0) return attributed.map((finding) => ({ ...difference, ...finding }))
    const { subject, differing, runs } = await leastSteady([first, odd], this.#trials)
    if (differing === 0) {
      const evidence = [
        `${runs} further runs with ${first.setting} and with ${odd.setting} came out as before`,
      ]
      return [{ ...difference, cause: { ...difference.cause, confidence: 'confirmed' }, evidence }]
    }
    const rate = `${differing} of ${runs} further runs with ${subject.setting} came out otherwise`
    return [
      {
        ...difference,
        cause: { kind: 'nondeterministic', differing, runs, confidence: 'confirmed' },
        headline: rate,
        evidence: [rate],
      },
    ]
  }

  #side(name: string): Participant {
    return this.#survey.sides.find((side) => side.name === name)!
  }
}

function unexplained({ isIncomplete }: Trials, { level }: Lab): Finding {
  return {
    cause: { kind: 'unexplained', confidence: 'unconfirmed' },
    place: null,
    headline: null,
    evidence: [
      isIncomplete
        ? 'not all control runs could be made, or they ended in another way, so that they say nothing; further runs come out alike'
        : 'it stays with one order of pairs, with the same answers of the host, without addresses and clocks, and with every dialect rule in which these engines differ taken away; further runs come out alike',
      ...(level === 'quick'
        ? ['other builds of the native engine were not built for it: --explain full does']
        : []),
    ],
  }
}

// The engine under the two settings that a difference from itself is between.
function settingsOf(side: Participant, { cause }: Difference): (Subject | undefined)[] {
  if (cause.kind !== 'jit') return []
  return [cause.from, cause.to].map((setting) => {
    const run = side.runs.find((candidate) => candidate.setting === setting)
    return run && { ...side, setting, observation: run.observation }
  })
}

function cheapestFirst(survey: Survey): Difference[] {
  const order = byDuration(
    survey.sides.map(({ name }) => name),
    survey,
  )
  const rank = ({ engines }: Difference): number => Math.min(...engines.map((name) => order.indexOf(name)))
  return [...survey.differences].sort((a, b) => rank(a) - rank(b))
}

// As the engines of the run are, whichever was asked first.
function inOrder(differences: readonly Difference[], { sides }: Survey): Difference[] {
  const at = (name: string): number => sides.findIndex((side) => side.name === name)
  return differences
    .map((difference) => ({ ...difference, engines: [...difference.engines].sort((a, b) => at(a) - at(b)) }))
    .sort((a, b) => at(a.engines[0]!) - at(b.engines[0]!))
}

function byDuration(engines: readonly string[], { sides }: Survey): string[] {
  const duration = (name: string): number =>
    sides.find((side) => side.name === name)?.observation.durationMs ?? 0
  return [...engines].sort((a, b) => duration(a) - duration(b))
}

// Engines that differ alike and for the same reason are one difference.
function together(differences: readonly Difference[]): Difference[] {
  const groups = new Map<string, Difference>()
  for (const difference of differences) {
    const { cause, place, aspect, diff, against } = difference
    const { confidence: _, ...kind } = cause
    // Where the cause is known, it does not matter in which words each engine differs.
    const words = kind.kind === 'unexplained' || aspect === 'crash' ? [aspect, diff] : []
    const rate = kind.kind === 'nondeterministic' ? { kind: kind.kind } : kind
    const isOwn = difference.engines.includes(against ?? '')
    const key = JSON.stringify([rate, place, against, isOwn, ...words])
    const known = groups.get(key)
    if (known) {
      known.engines.push(...difference.engines.filter((name) => !known.engines.includes(name)))
      continue
    }
    groups.set(key, { ...difference, engines: [...difference.engines] })
  }
  return [...groups.values()]
}
