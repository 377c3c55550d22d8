import type { Case } from '../../cases/case.js'
import { packagePathOf, requiredFiles } from '../../cases/required-files.js'
import { type Part, underControl } from '../../controls/control.js'
import { replayPart } from '../../controls/host-replay.js'
import { orderPart } from '../../controls/order.js'
import { stillPart } from '../../controls/still.js'
import type { HostCall, Note, Observation, Outcome, Place } from '../../observations/observation.js'
import { compare, type Mismatch } from '../compare.js'
import { RULES } from '../rules/catalogue.js'
import type { Profile } from '../rules/profile.js'
import type { Rule } from '../rules/rule.js'
import type { Finding } from './attribute.js'
import type { Lab } from './lab.js'
import { keyOf, type Subject, seeing } from './subject.js'

/**
 * What may be taken away from a difference: the order of `pairs`, what changes from run to run by nature, the answers of
 * the host, or the behaviour that a dialect rule describes.
 */
export type Suspect = 'order' | 'still' | 'host' | `rule:${string}`

/** Two subjects with some suspects taken away. */
export interface Trial {
  /** What still differs; null when nothing does. */
  mismatch: Mismatch | null
  /** What the controls came across on either. */
  notes: { own: readonly Note[]; base: readonly Note[] }
}

/** Runs one case under controls, each only once. */
export class Trials {
  /** Whether a control run could not be made, or says nothing since it ended in another way. */
  isIncomplete = false
  /** The loop that the result was found to depend on, and what was found. */
  loop: { place: Place; finding: Finding } | null = null
  /** The script and the modules that it can come to. */
  readonly texts: readonly string[]
  readonly #case: Case
  readonly #lab: Lab
  readonly #modules: ReadonlyMap<string, Uint8Array>
  readonly #seen = new Map<string, Promise<Observation | null>>()
  readonly #found = new Set<Suspect>()
  readonly #repeated = new Map<string, Promise<Observation[]>>()

  constructor(testCase: Case, lab: Lab) {
    this.#case = testCase
    this.#lab = lab
    // Rewriting takes longer than running, so only what the script can come to is looked at.
    this.#modules = requiredFiles(testCase.source, lab.modules, packagePathOf(testCase, lab.packagePath))
    this.texts = [testCase.source, ...this.#modules.values()].map(textOf)
  }

  /** Holds `own` against `base` without the suspects; null when a control run could not be made. */
  async without(suspects: readonly Suspect[], own: Subject, base: Subject): Promise<Trial | null> {
    const trial = await this.#attempt(suspects, own, base)
    if (trial === null) this.isIncomplete = true
    return trial
  }

  async #attempt(suspects: readonly Suspect[], own: Subject, base: Subject): Promise<Trial | null> {
    const runs = suspects.includes('host')
      ? await this.#withOneHost(suspects, own, base)
      : await Promise.all([own, base].map((subject) => this.#withParts(suspects, subject)))
    const [seen, other] = runs
    if (!seen || !other) return null
    // A control that ends the case in another way, or at a limit, has not taken away a difference but the case.
    if (!isAsBefore(other, base, suspects) || [other, seen].some(({ outcome }) => isCutOff(outcome)))
      return null
    // Where a control changed nothing and the engine does otherwise all the same, something else has: code compiled
    // otherwise, or chance.
    if (other.notes.length === 0 && compare(base, seeing(base, other)) !== null) return null
    return {
      mismatch: compare(seeing(base, other), seeing(own, seen)),
      notes: { own: seen.notes, base: other.notes },
    }
  }

  /** Whether a subject does otherwise when the loops at these places go in another order, everything else being equal. */
  async dependsOn(places: readonly Place[] | 'all', subject: Subject): Promise<Mismatch | null> {
    const usual = await this.observe(subject, [stillPart(), orderPart({ reversed: 'none' })])
    const turned = await this.observe(subject, [stillPart(), orderPart({ reversed: places })])
    if (usual === null || turned === null) return null
    return compare(seeing(subject, usual), seeing(subject, turned))
  }

  /** What differences of the same case came from so far: the next is likely to be another of them. */
  foundBefore(): readonly Suspect[] {
    return [...this.#found]
  }

  remember(suspects: readonly Suspect[]): void {
    for (const suspect of suspects) this.#found.add(suspect)
  }

  /** The loops over keys in no fixed order that a subject comes to. */
  async iterations(subject: Subject): Promise<readonly Note[]> {
    const seen = await this.observe(subject, [stillPart(), orderPart({ reversed: 'none' })])
    return (seen?.notes ?? []).filter(({ kind }) => kind === 'iteration')
  }

  /** Further runs of the case as it is. */
  again(subject: Subject): Promise<Observation[]> {
    const key = keyOf(subject)
    const known = this.#repeated.get(key)
    if (known) return known
    const runs = Array.from({ length: this.#lab.repeats }, () =>
      this.#lab.observe(subject.name, this.#case, subject.setting),
    )
    const repeated = Promise.all(runs).then((all) => all.filter((seen) => seen !== null))
    this.#repeated.set(key, repeated)
    return repeated
  }

  /** The case as it is, with another memory limit. */
  withMemory(subject: Subject, memoryBytes: number): Promise<Observation | null> {
    const limits = { ...this.#lab.limits, memoryBytes }
    return this.#lab.observe(subject.name, this.#case, subject.setting, limits)
  }

  observe(subject: Subject, parts: readonly Part[]): Promise<Observation | null> {
    if (parts.length === 0) return Promise.resolve(subject.observation)
    const testCase = underControl(this.#case, parts, this.#modules)
    const key = `${keyOf(subject)} ${testCase.control!.id}`
    const known = this.#seen.get(key)
    if (known) return known
    const seen = this.#lab.observe(subject.name, testCase, subject.setting)
    this.#seen.set(key, seen)
    return seen
  }

  // The host of the one that came further answers both: what the other one's lacks is nothing that it could record.
  async #withOneHost(
    suspects: readonly Suspect[],
    own: Subject,
    base: Subject,
  ): Promise<(Observation | null)[]> {
    const isLeader = base.observation.hostCalls.length >= own.observation.hostCalls.length
    const [leader, follower] = isLeader ? [base, own] : [own, base]
    const led = await this.#withParts(suspects, leader)
    const followed = led && (await this.#withParts(suspects, follower, led.hostCalls))
    return isLeader ? [followed, led] : [led, followed]
  }

  async #withParts(
    suspects: readonly Suspect[],
    subject: Subject,
    answers: readonly HostCall[] | null = null,
  ): Promise<Observation | null> {
    const parts = await this.#parts(suspects, subject)
    if (answers) parts.push(replayPart(answers))
    return this.observe(subject, parts)
  }

  async #parts(suspects: readonly Suspect[], subject: Subject): Promise<Part[]> {
    const profile = await this.#lab.profile(subject.name)
    // Rules stand before everything else: what they make of a value is what the script sees.
    const inPlace = [...suspects].sort(
      (a, b) => Number(a.startsWith('rule:')) - Number(b.startsWith('rule:')),
    )
    return inPlace.flatMap((suspect): Part[] => {
      switch (suspect) {
        case 'order':
          return [orderPart({ reversed: 'none' })]
        case 'still':
          return [stillPart()]
        case 'host':
          return []
        default: {
          const rule = ruleOfSuspect(suspect)
          return rule && isEmulated(rule, profile) ? [rule.finding] : []
        }
      }
    })
  }
}

// The host's answers may be what ended it.
function isAsBefore({ outcome }: Observation, base: Subject, suspects: readonly Suspect[]): boolean {
  return outcome === base.observation.outcome || suspects.includes('host')
}

function isCutOff(outcome: Outcome): boolean {
  return outcome === 'timeout' || outcome === 'out-of-memory' || outcome === 'crash'
}

/** A rule that is found by emulation. */
export type EmulatedRule = Rule & { finding: { by: 'emulation' } }

/** The rules found by emulation in which two engines differ: what their examples give is not the same. */
export function emulatedRules(own: Profile, base: Profile): EmulatedRule[] {
  return RULES.filter(
    (rule): rule is EmulatedRule => rule.finding.by === 'emulation' && differsIn(rule, own, base),
  )
}

/** Whether the example of a rule gives something else on one engine than on the other. */
export function differsIn({ id }: Rule, own: Profile, base: Profile): boolean {
  const [left, right] = [own.get(id), base.get(id)]
  return left !== undefined && right !== undefined && left !== right
}

/** The rule behind a suspect, where it is one. */
export function ruleOfSuspect(suspect: Suspect): EmulatedRule | undefined {
  return RULES.find(
    (rule): rule is EmulatedRule => suspect === `rule:${rule.id}` && rule.finding.by === 'emulation',
  )
}

// All emulations make a VM do as LuaJIT does, so one that does already needs none.
function isEmulated(rule: EmulatedRule, profile: Profile): boolean {
  return rule.finding.both === true || profile.get(rule.id) !== rule.shows.luajit
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
