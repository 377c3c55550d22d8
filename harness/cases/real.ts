/** What a script may ask to have as it really is, though the configuration makes it the same in every run. */
const REAL_THINGS = ['clock', 'random'] as const
export type RealThing = (typeof REAL_THINGS)[number]

/** A line that begins with `-- real:` and says something else. */
export interface RealProblem {
  line: number
  message: string
}

/**
 * Reads what a script has to have as it really is out of the comment lines at its top: `-- real: clock random`. For
 * scripts that measure time or want other numbers in every run; they come out otherwise each time.
 */
export function readReal(comments: Iterable<{ line: number; text: string }>): {
  real: RealThing[]
  problems: RealProblem[]
} {
  const real = new Set<RealThing>()
  const problems: RealProblem[] = []
  for (const { line, text } of comments) {
    const stated = /^\s*--\s*real:\s*(.*?)\s*$/.exec(text)
    if (!stated) continue
    const words = stated[1]!.split(/[\s,]+/).filter(Boolean)
    const known = words.filter((word): word is RealThing => (REAL_THINGS as readonly string[]).includes(word))
    for (const thing of known) real.add(thing)
    if (words.length === 0 || known.length < words.length)
      problems.push({
        line,
        message: `"real: ${stated[1]}" is not understood; write ${REAL_THINGS.join(' or ')}, or both`,
      })
  }
  return { real: [...real], problems }
}
