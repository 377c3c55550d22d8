import pc from 'picocolors'
import type { Diagnosis, EngineReadiness } from './diagnose.js'
import type { Finding } from './finding.js'
import { NOT_TRIED } from './readiness.js'

type Colours = ReturnType<typeof pc.createColors>

/** A diagnosis for people: a line for each thing, below it how to mend it, and at the end whether one can start. */
export function describeDiagnosis({ sections, usual, ready }: Diagnosis, colours: boolean): string {
  const c = pc.createColors(colours)
  const texts = sections.map(
    ({ title, findings }) => `${c.bold(title)}\n${findings.map((entry) => findingText(entry, c)).join('\n')}`,
  )
  return `${[...texts, lastLine(usual, ready, c)].join('\n\n')}\n`
}

function findingText(finding: Finding, c: Colours): string {
  const lines = finding.what.split('\n').join('\n    ')
  switch (finding.level) {
    case 'ok':
      return `  ${c.green('✓')} ${lines}`
    case 'warning':
      return `  ${c.yellow('!')} ${lines}\n    ${c.dim('→')} ${finding.mend}`
    case 'problem':
      return `  ${c.red('✗')} ${lines}\n    ${c.dim('→')} ${finding.mend}`
  }
}

function untried(usual: readonly EngineReadiness[]): string {
  const untried = usual.filter((engine) => engine.kind === 'ready' && engine.note === NOT_TRIED)
  if (untried.length === 0) return ''
  const names = untried.map(({ engine }) => engine).join(', ')
  return ` Only a container can tell about ${names}: see \`luaparity engines\`.`
}

function lastLine(usual: readonly EngineReadiness[], ready: boolean, c: Colours): string {
  const missing = usual.filter(({ kind }) => kind !== 'ready')
  if (ready) {
    const all = usual.map(({ engine }) => engine).join(', ')
    return `${c.green(`\`luaparity run\` has all its engines: ${all}.`)}${untried(usual)}`
  }
  if (missing.length === 0) return c.red('`luaparity run` cannot start before the configuration is mended.')
  const names = missing.map(({ engine }) => engine).join(', ')
  const first = missing.find((engine) => engine.kind === 'to-build')
  const next = first ? ' `luaparity setup` builds what can be built.' : ''
  return `${c.red(`\`luaparity run\` has to do without ${names}.`)}${next}`
}
