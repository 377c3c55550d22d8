import { visibleText } from '../verdicts/diff.js'
import { plural, type Style } from './text.js'
import type { Comparison } from './view.js'

/** How far the other engines are, and which of them are not to be had; no line where there is none of them. */
export function comparisonLines(comparison: Comparison, c: Style): string[] {
  const { engines, state, absent } = comparison
  if (engines.length === 0) return []
  const missing = new Set(absent.map(({ name }) => name))
  const there = engines.filter((name) => !missing.has(name))
  const lines = there.length > 0 ? [`${there.join(', ')}: ${progress(comparison, c)}`] : []
  if (state === 'off') return lines
  for (const { name, reason, hint } of absent) {
    // What leads over to a list is none of the gist.
    const gist = visibleText(reason)
      .split('\n')[0]!
      .replace(/\s*[^.]*:$/, '')
    const next = hint === null ? '' : c.dim(` (${visibleText(hint).replaceAll('\n', ' ')})`)
    lines.push(`${name}: ${c.yellow(`not available: ${gist}`)}${next}`)
  }
  return lines
}

function progress({ state, compared, cases, differences }: Comparison, c: Style): string {
  const how = `${compared} of ${cases} compared`
  const differ = `${differences.length} ${plural(differences.length, 'difference')}`
  const soFar = differences.length > 0 ? `, ${c.red(differ)}` : ''
  switch (state) {
    case 'off':
      return c.dim('off')
    case 'waiting':
      return `${c.yellow('waiting')}, ${how}${soFar}`
    case 'starting':
      return `${c.yellow('starting')}, ${how}${soFar}`
    case 'running':
      return `${c.yellow('running')}, ${how}${soFar}`
    case 'explaining':
      return `${c.yellow('finding the causes of differences')}, ${how}${soFar}`
    case 'done': {
      if (differences.length > 0) return `${how}${soFar}`
      return compared < cases ? c.yellow(how) : `${how}, ${c.green('agree')}`
    }
  }
}
