import type { z } from 'zod'

/** What is said of a file besides what the schema's issues say. */
export interface Described {
  /** The whole file, where an issue is about that: "the configuration". */
  whole: string
  /** Keys that an object at this path may have. */
  knownKeys: (path: readonly PropertyKey[]) => readonly string[]
}

/** One line for each thing that is wrong, with its path and what was expected. */
export function issueLines(error: z.ZodError, described: Described): string[] {
  return error.issues.flatMap((issue) => describeIssue(issue, [], described))
}

type Issue = z.core.$ZodIssue

function describeIssue(issue: Issue, parents: PropertyKey[], described: Described): string[] {
  const at = [...parents, ...issue.path]
  const name = at.length > 0 ? pathText(at) : described.whole
  if (issue.code === 'unrecognized_keys') {
    const known = `known keys: ${described.knownKeys(at).join(', ')}`
    return issue.keys.map((key) => `${pathText([...at, key])}: unknown key; ${known}`)
  }
  if (issue.code === 'invalid_union') {
    const closest = closestAlternatives(issue.errors).map((issues) =>
      issues.flatMap((inner) => describeIssue(inner, at, described)),
    )
    if (closest.length === 1) return closest[0]!
    if (closest.length > 1) return [closest.map((lines) => lines.join('; ')).join(', or ')]
    return [`${name}: expected ${unionText(issue)}`]
  }
  return [`${name}: ${issue.message.replace(/^Invalid input: /, '')}`]
}

// The alternative that fits but for something inside says more than that none of them fits; of several the one that
// knows the most keys, or those that come equally near.
function closestAlternatives(alternatives: readonly Issue[][]): Issue[][] {
  const unknown = (issues: readonly Issue[]): number =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0)
  const distance = (a: readonly Issue[], b: readonly Issue[]): number =>
    unknown(a) - unknown(b) || a.length - b.length
  const inside = alternatives.filter((issues) => issues.every(isInside)).sort(distance)
  return inside.filter((issues) => distance(issues, inside[0]!) === 0)
}

function isInside({ code, path }: Issue): boolean {
  return path.length > 0 || code === 'unrecognized_keys'
}

function unionText(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const texts = issue.errors.map(
    (issues) => issues[0]?.message.replace(/^Invalid input: expected |, received .*$/g, '') ?? '',
  )
  return [...new Set(texts)].join(', or ')
}

function pathText(path: PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index ? '.' : ''}${String(part)}`))
    .join('')
}
