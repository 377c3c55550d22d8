import { isSelector, meansEngine, type NamedEngine, readEngineTerms } from '../cases/engine-terms.js'
import { PROCESS_PREFIX } from '../engines/names.js'

/** In place of engines: any of them. */
export const ANY_ENGINE = '*'

/**
 * The engines of an entry as terms: names and selectors of native ones, separated by spaces or commas, or `*`. A name that
 * begins with `process:` is a command and goes to the end. Throws UsageError for an axis or a value that there is not.
 */
export function readEngines(text: string): string[] {
  if (text.startsWith(PROCESS_PREFIX)) return [text]
  return text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((word) => (word === ANY_ENGINE ? [ANY_ENGINE] : readEngineTerms(word)))
}

/** Whether one of the terms means the engine. */
export function meansAny(terms: readonly string[], engine: NamedEngine): boolean {
  return terms.some((term) => term === ANY_ENGINE || meansEngine(term, engine))
}

/** Whether a term is the name of one engine. */
export function isName(term: string): boolean {
  return term !== ANY_ENGINE && !isSelector(term)
}
