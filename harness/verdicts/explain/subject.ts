import type { Observation } from '../../observations/observation.js'
import type { Side } from '../compare.js'
import type { JudgedEngine, Participant } from '../participant.js'

/** An engine under one of its settings, with what it saw of the case as it is. */
export interface Subject extends Side {
  engine: JudgedEngine
  setting: string | null
}

/** The engine as its observation shows it: under the setting that this one is from. */
export function subjectOf(side: Participant): Subject {
  const shown = side.runs.find(({ observation }) => observation === side.observation) ?? side.runs[0]
  return { ...side, setting: shown?.setting ?? null }
}

/** The same with another observation. */
export function seeing(subject: Subject, observation: Observation): Subject {
  return { ...subject, observation }
}

/** One key for each engine and setting. */
export function keyOf({ engine, setting }: Subject): string {
  return setting === null ? engine.name : `${engine.name} ${setting}`
}
