import type { Observation, ObservedError } from '../observations/observation.js'
import { differenceLine } from '../reports/difference-line.js'
import type { CaseResult } from '../runs/result.js'

/** Something wrong with a case, as it is shown. */
export interface Problem {
  /** `spec/combat_spec.lua:12` */
  where: string
  /** Which case it is, where `where` does not say so. */
  title: string | null
  /** The first line of it is the gist. */
  text: string
  /** The cause of a difference, in brackets. */
  tag: string | null
  /** The source around it, or a diff. */
  lines: readonly string[]
}

/** The text of a file of the project by its path; null where there is none. */
export type Sources = (path: string) => string | null

/** Lines before and behind the one that is shown. */
const AROUND = 1
const MOST_DIFF = 8
const MOST_FRAMES = 4

/** What a case failed with on the engine that the others are held against; why it was not run. */
export function failuresOf(result: CaseResult, sources: Sources): Problem[] {
  const { judgement, observations } = result
  if (judgement.verdict.kind === 'undecided')
    return [{ ...placeOf(result), text: `not run: ${judgement.verdict.reason}`, tag: null, lines: [] }]
  const seen = observations.get(judgement.reference ?? '')
  return judgement.failures.length > 0 && seen ? [failure(result, seen, sources)] : []
}

/** In what engines differ, and what the script expects that is not so. */
export function differencesOf(result: CaseResult): Problem[] {
  const { case: testCase, judgement } = result
  const { verdict, unmet } = judgement
  const own = { ...placeOf(result), tag: null }
  const problems: Problem[] = unmet.map((text) => ({ ...own, text, lines: [] }))
  for (const difference of verdict.kind === 'difference' ? verdict.differences : []) {
    if (difference.accepted) continue
    const { where, tag } = differenceLine(testCase, difference)
    const { place, engines, diff, headline, summary } = difference
    const text = headline ?? summary
    // A sentence that begins with the one engine names it already.
    const isNamed = engines.length === 1 && text.startsWith(`${engines[0]} `)
    problems.push({
      where: place ? where : own.where,
      title: own.title,
      text: isNamed ? text : `${engines.join(', ')}: ${text}`,
      tag,
      lines: diff.slice(0, MOST_DIFF),
    })
  }
  return problems
}

function placeOf(result: CaseResult): Pick<Problem, 'where' | 'title'> {
  const { file, id, line } = result.case
  return { where: `${file ?? id}:${line}`, title: titleOf(result) }
}

function failure(result: CaseResult, { outcome, error, reason }: Observation, sources: Sources): Problem {
  const { file, id, line } = result.case
  const text = error ? error.message : (reason ?? '')
  const isPlain = outcome === 'error' || outcome === 'fail'
  const [path, at] = [error?.file ?? file ?? id, error?.line ?? line]
  return {
    where: `${path}:${at}`,
    title: titleOf(result, path),
    text: isPlain ? text : `${outcome}: ${text}`,
    tag: null,
    lines: error?.file ? [...frameOf(sources(path), at), ...cameFrom(result, error)] : [],
  }
}

// How the script came to a line of another file.
function cameFrom({ case: { file } }: CaseResult, error: ObservedError): string[] {
  return error.file === file ? [] : error.traceback.slice(0, MOST_FRAMES)
}

// `a_spec.lua > combat > strikes` without what `where` begins with.
function titleOf({ case: { id, file } }: CaseResult, path = file): string | null {
  if (id === path) return null
  return file !== null && id.startsWith(`${file} > `) && path === file ? id.slice(file.length + 3) : id
}

function frameOf(source: string | null, line: number): string[] {
  const lines = source?.split(/\r?\n/) ?? []
  if (line < 1 || line > lines.length) return []
  const first = Math.max(1, line - AROUND)
  const shown = lines.slice(first - 1, line + AROUND)
  const width = String(first + shown.length - 1).length
  return shown.map((text, index) => {
    const number = first + index
    return `${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${text}`
  })
}
