import { type Axes, nameOfAxes } from '../../engines/native/axes.js'
import type { Observation } from '../../observations/observation.js'
import { compare } from '../compare.js'
import type { Survey } from '../judge.js'
import type { JudgedEngine } from '../participant.js'
import type { Lab } from './lab.js'
import { type Subject, subjectOf } from './subject.js'

/** What a case does at the points of the native axes, in classes: equal texts are equal behaviour. */
export class Behaviours {
  readonly survey: Survey
  readonly #lab: Lab
  readonly #classes: Subject[] = []
  readonly #emulated = new Set<string>()
  readonly #seen = new Map<string, Promise<Subject | null>>()

  constructor(survey: Survey, lab: Lab) {
    this.survey = survey
    this.#lab = lab
    for (const side of survey.sides) {
      this.#seen.set(side.name, Promise.resolve(subjectOf(side)))
      if (side.engine.emulated) this.#emulated.add(side.name)
    }
  }

  /** The class of what was seen. A crash is its own, by its signature. */
  of(subject: Subject): string {
    const { outcome, crash } = subject.observation
    if (outcome === 'crash') return `crash ${crash?.signature ?? ''}`
    const known = this.#classes.findIndex((other) => compare(other, subject) === null)
    if (known >= 0) return `behaviour ${known}`
    this.#classes.push(subject)
    return `behaviour ${this.#classes.length - 1}`
  }

  /** Native engines that saw the case as part of the run, by their names. */
  natives(): Map<string, { axes: Axes; behaviour: string; subject: Subject }> {
    return new Map(
      this.survey.sides.flatMap((side) => {
        const { axes } = side.engine
        const subject = subjectOf(side)
        return axes ? [[side.name, { axes, behaviour: this.of(subject), subject }] as const] : []
      }),
    )
  }

  /** The case at a point, run there if it has not been; null when that is not to be had. */
  async at(axes: Axes): Promise<Subject | null> {
    const name = nameOfAxes(axes)
    const known = this.#seen.get(name)
    if (known) return known
    const seen = this.#observe(axes)
    this.#seen.set(name, seen)
    return seen
  }

  /** Whether the processor of a point that was asked is an emulated one. */
  isEmulated(axes: Axes): boolean {
    return this.#emulated.has(nameOfAxes(axes))
  }

  /** Whether the case does the same there as often as it is run. */
  async isSteadyAt(engine: JudgedEngine): Promise<boolean> {
    const runs = await Promise.all(
      Array.from({ length: this.#lab.repeats + 1 }, () =>
        this.#lab.observe(engine.name, this.survey.testCase, null),
      ),
    )
    const seen = runs.filter((observation) => observation !== null)
    const classes = new Set(seen.map((observation) => this.of(subject(engine, observation))))
    return seen.length > 1 && classes.size === 1
  }

  async #observe(axes: Axes): Promise<Subject | null> {
    const engine = await this.#lab.at(axes)
    if (!engine) return null
    if (engine.emulated) this.#emulated.add(engine.name)
    const observation = await this.#lab.observe(engine.name, this.survey.testCase, null)
    return observation && subject(engine, observation)
  }
}

function subject(engine: JudgedEngine, observation: Observation): Subject {
  return { name: engine.name, engine, observation, setting: null, hasRawOutput: engine.kind !== 'in-process' }
}
