import type { Axes } from '../engines/native/axes.js'
import { axesOf, isNativeName, nameOfAxes, nativeSelector } from '../engines/native/axes.js'
import { UsageError } from '../errors.js'

/** What a term can be held against. */
export interface NamedEngine {
  name: string
  /** Null for engines that are not native. */
  axes: Axes | null
}

/**
 * Reads the names of engines and selectors of native ones out of a word: `lua54`, `lua54,lua53`,
 * `native:release=trixie,jit=off`, `native:release=bookworm,*`. Native names come out in their canonical form. Throws
 * UsageError for an axis or a value that there is not.
 */
export function readEngineTerms(word: string): string[] {
  const terms: string[] = []
  for (const piece of word.split(',').filter(Boolean)) {
    // A comma separates engines, but belongs to a native name where an axis or a star follows.
    if (isNativeName(terms.at(-1) ?? '') && /^(\*$|[^:]*=)/.test(piece)) terms.push(`${terms.pop()},${piece}`)
    else terms.push(piece)
  }
  return terms.map(canonical)
}

/** Whether a term of `readEngineTerms` means this engine. */
export function meansEngine(term: string, { name, axes }: NamedEngine): boolean {
  if (term === name) return true
  return axes !== null && isSelector(term) && nativeSelector(term)!(axes)
}

/** Whether a term stands for all engines with some property, rather than for one that was singled out. */
export function isSelector(term: string): boolean {
  return isNativeName(term) && term.endsWith('*')
}

function canonical(term: string): string {
  if (isNativeName(term)) return nativeSelector(term) ? term : nameOfAxes(axesOf(term))
  if (!/^[^:]*=|\*$/.test(term)) return term
  throw new UsageError(`"${term}" names no engine`, {
    hint: 'Axes belong to native:, without spaces, as in native:release=bookworm,*.',
  })
}
