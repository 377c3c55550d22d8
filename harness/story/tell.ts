import pc from 'picocolors'
import type { StartCrash } from '../crashes/start-crash.js'
import { REMEDY } from './scenes.js'
import type { PlayedScene } from './story.js'

type Colours = ReturnType<typeof pc.createColors>

/** A scene for a person to read: what was started, how it ended, and what was found out about a crash. */
export function tellScene(scene: PlayedScene, number: number, colours: boolean): string {
  const c = pc.createColors(colours)
  const { title, engine, ended, seen, expected, crash } = scene
  const as = seen === expected ? c.green('✓') : c.red('✗')
  const lines = [
    `${as} ${c.bold(`${number}. ${title}`)}  ${c.dim(engine)}`,
    `   ${countsOf(scene)}`,
    ...said(ended).map((line) => `   ${line}`),
    ...(crash ? crashLines(crash, c).map((line) => `   ${line}`) : []),
  ]
  return `${lines.join('\n')}\n\n`
}

function countsOf({ ended, starts }: PlayedScene): string {
  const crashed = ended.filter(({ kind }) => kind === 'crash').length
  const worked = ended.filter(({ kind }) => kind === 'works').length
  if (crashed === starts) return `crashed at every start (${crashed} of ${starts})`
  if (worked === starts) return `worked at every start (${worked} of ${starts})`
  return `worked ${worked}, crashed ${crashed}, failed otherwise ${starts - worked - crashed} of ${starts} times`
}

// The same words of several starts once.
function said(ended: PlayedScene['ended']): string[] {
  return [...new Set(ended.flatMap((start) => (start.kind === 'crash' ? [] : [start.said])))]
}

function crashLines({ report, text, failedMappings, lowMemory }: StartCrash, c: Colours): string[] {
  const { signal, address } = report
  return [
    c.red(`${signal} at ${address ?? 'no address'}. Ruby's own report:`),
    ...text.split('\n').map((line) => c.dim(`  ${line}`)),
    ...(failedMappings.length > 0
      ? ['The mapping that failed:', ...failedMappings.map((line) => `  ${line}`)]
      : []),
    'What holds the low addresses:',
    ...lowMemory.map((line) => `  ${line}`),
    ...REMEDY.split('\n').map((line) => c.yellow(line)),
  ]
}
