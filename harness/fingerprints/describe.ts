import pc from 'picocolors'
import { flow } from '../reports/terminal/text.js'
import { shorten, visibleText } from '../verdicts/diff.js'
import { type Comparison, type FactDifference, factText } from './compare.js'
import type { Side } from './side.js'

type Colours = ReturnType<typeof pc.createColors>

/** A comparison for people: who is compared, what differs that matters, what hardly does, and how much is the same. */
export function describeComparison(
  a: Side,
  b: Side,
  comparison: Comparison,
  { colours, width }: { colours: boolean; width: number },
): string {
  const c = pc.createColors(colours)
  const told = comparison.differences.filter(isToldByBoth)
  const untold = comparison.differences.filter((difference) => !isToldByBoth(difference))
  const matter = told.filter(({ matters }) => matters)
  const rest = told.filter(({ matters }) => !matters)
  const sections = [
    heading(a, b, c),
    otherVersions(a, b),
    matter.length > 0 && `${c.bold('What matters')}\n${factLines(matter, { c, width })}`,
    untold.length > 0 && `${c.bold('What only one of them tells')}\n${untoldLines(untold, width)}`,
    rest.length > 0 && c.dim(`What hardly matters\n${factLines(rest, { c: plain, width })}`),
    `${verdict(matter.length, rest.length, untold, c)}; ${plural(comparison.equal.length, 'fact is', 'facts are')} the same.`,
  ]
  return `${sections.filter((section) => section !== false && section !== '').join('\n\n')}\n`
}

type Untold = Extract<FactDifference, { kind: 'only-a' | 'only-b' }>
type Told = Exclude<FactDifference, Untold>

function isToldByBoth(difference: FactDifference): difference is Told {
  return difference.kind !== 'only-a' && difference.kind !== 'only-b'
}

// Dimmed text has no further colours in it: the end of one would end the dimming as well.
const plain = pc.createColors(false)

function heading(a: Side, b: Side, c: Colours): string {
  const width = Math.max(a.name.length, b.name.length)
  const line = (letter: string, { name, facts, source }: Side): string => {
    const what = [facts.vm, facts.ruby && `ruby ${factText(facts.ruby)}`, facts.libc]
      .filter(Boolean)
      .map(factText)
    return `${c.bold(letter)}  ${visibleText(name).padEnd(width)}  ${visibleText(what.join(', '))}  ${c.dim(`(${visibleText(source)})`)}`
  }
  return `${line('A', a)}\n${line('B', b)}`
}

// Versions that look for different facts make differences that are none.
function otherVersions(a: Side, b: Side): string {
  if (a.luaparity === b.luaparity || a.luaparity === null || b.luaparity === null) return ''
  return `A was looked at by luaparity ${a.luaparity}, B by ${b.luaparity}: where only one of them tells a fact, save the other again.`
}

function factLines(differences: readonly Told[], { c, width }: { c: Colours; width: number }): string {
  const nameWidth = Math.max(...differences.map(({ fact }) => shownName(fact).length))
  const groups = [...new Set(differences.map(({ group }) => group))]
  return groups
    .map((group) => {
      const lines = differences
        .filter((difference) => difference.group === group)
        .map((difference) => factLine(difference, nameWidth, width, c))
      return `  ${group}\n${lines.join('\n')}`
    })
    .join('\n')
}

function factLine(difference: Told, nameWidth: number, width: number, c: Colours): string {
  const label = `    ${visibleText(shownName(difference.fact)).padEnd(nameWidth)}  `
  const [plainText, coloured] = [changeText(difference, plain), changeText(difference, c)]
  const note = difference.note === null ? '' : `  ${c.dim(`(${difference.note})`)}`
  const fits = label.length + plainText.length <= width
  if (!fits && difference.kind === 'changed') {
    const indent = ' '.repeat(label.length)
    const [a, b] = [text(difference.a), text(difference.b)]
    return `${label}${c.red(a)}\n${indent}${c.green(b)}`
  }
  const noteFits = label.length + plainText.length + (difference.note?.length ?? 0) + 4 <= width
  return `${label}${coloured}${noteFits ? note : ''}`
}

function shownName(fact: string): string {
  return fact.replace(/^axes\./, '')
}

function changeText(difference: Told, c: Colours): string {
  switch (difference.kind) {
    case 'changed':
      return `${c.red(text(difference.a))} → ${c.green(text(difference.b))}`
    case 'items':
      return [
        ...difference.onlyA.map((item) => c.red(`-${visibleText(item)}`)),
        ...difference.onlyB.map((item) => c.green(`+${visibleText(item)}`)),
      ].join(' ')
    case 'order':
      return `${text(difference.a)} → ${text(difference.b)}`
  }
}

/** A value that is not compared need not be read to its end. */
const SHOWN_CHARACTERS = 30

// Two engines of different kinds have many of these, which in lines of their own would hide what differs.
function untoldLines(differences: readonly Untold[], width: number): string {
  const of = (letter: string, kind: Untold['kind']): string[] => {
    const pieces = differences
      .filter((difference) => difference.kind === kind)
      .map((difference) => {
        const value = text(difference.kind === 'only-a' ? difference.a : difference.b)
        return `${visibleText(shownName(difference.fact))}: ${shorten(value, SHOWN_CHARACTERS)}`
      })
    if (pieces.length === 0) return []
    return [`  ${letter}  ${flow(pieces, width - 5).replaceAll('\n', '\n     ')}`]
  }
  return [...of('A', 'only-a'), ...of('B', 'only-b')].join('\n')
}

function text(value: unknown): string {
  return visibleText(factText(value)).replaceAll('\n', ' ')
}

function verdict(matter: number, rest: number, untold: readonly Untold[], c: Colours): string {
  const parts = [
    summary(matter, untold, c),
    rest > 0 && `${rest} that hardly ${rest === 1 ? 'does' : 'do'}`,
    untold.length > 0 && `${plural(untold.length, 'fact', 'facts')} that only one of them tells`,
  ]
  return parts.filter((part) => part !== false).join(', ')
}

function summary(matter: number, untold: readonly Untold[], c: Colours): string {
  if (matter > 0)
    return c.red(`${plural(matter, 'difference', 'differences')} that ${matter === 1 ? 'matters' : 'matter'}`)
  // What one of them does not tell may differ.
  return untold.some(({ matters }) => matters)
    ? c.yellow('No difference that matters is known')
    : c.green('No difference that matters')
}

function plural(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`
}
