import type { Failure } from '../task.js'

/** How the fast VM saw one case end. */
export interface CaseEnd {
  durationMs: number
  failure: Failure | null
}

/** One case's part of the events of a task. */
export interface CaseEvents {
  index: number
  events: string[]
  /** Null when the thread was gone before the case had come to its end. */
  end: CaseEnd | null
}

const BEGIN = '>'
const END = '<'

/** The event before those of a case; the prelude's own begin with a letter. */
export function beginEvent(index: number): string {
  return `${BEGIN}${index}`
}

/** The event after those of a case, in ASCII as all of them. */
export function endEvent(end: CaseEnd): string {
  const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  return END + JSON.stringify(end).replace(/[^ -~]/g, escaped)
}

/** The events of a task, by its cases. */
export function splitEvents(events: readonly string[]): CaseEvents[] {
  const cases: CaseEvents[] = []
  for (const event of events) {
    const last = cases.at(-1)
    if (event.startsWith(BEGIN)) cases.push({ index: Number(event.slice(1)), events: [], end: null })
    else if (event.startsWith(END) && last) last.end = JSON.parse(event.slice(1)) as CaseEnd
    else last?.events.push(event)
  }
  return cases
}
