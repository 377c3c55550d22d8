import pc from 'picocolors'
import { UsageError } from '../../errors.js'
import { RULES, ruleOf } from '../../verdicts/rules/catalogue.js'
import type { Finding, Rule } from '../../verdicts/rules/rule.js'
import { groupsOf } from '../../verdicts/rules/shown.js'
import { similarNames } from '../similar-names.js'
import { processTerminal } from '../terminal.js'

/** Columns of text; a terminal that is narrower breaks the lines itself. */
const WIDTH = 100

/** Prints all of one rule; throws `UsageError` with names that are close where there is none of this id. */
export async function explainRule(id: string): Promise<void> {
  const rule = ruleOf(id)
  if (!rule) throw unknownRule(id)
  const terminal = processTerminal()
  await terminal.stdout(explanation(rule, terminal.stdoutColours))
}

function unknownRule(id: string): UsageError {
  const similar = similarNames(
    id,
    RULES.map((rule) => rule.id),
  )
  const meant = similar.length > 0 ? `Did you mean ${similar.join(', ')}? ` : ''
  return new UsageError(`there is no rule "${id}"`, { hint: `${meant}\`luaparity rules\` lists all.` })
}

function explanation(rule: Rule, colours: boolean): string {
  const c = pc.createColors(colours)
  const groups = groupsOf(rule).map(({ vms, text }) => [vms.join(', '), text] as const)
  const width = Math.max(...groups.map(([vms]) => vms.length))
  const { library } = rule
  return [
    `${c.bold(rule.id)}: ${rule.title}`,
    '',
    ...wrapped(rule.differs),
    '',
    ...heading('Example', exampleLines(rule.example)),
    ...heading(
      'It gives',
      groups.map(([vms, text]) => `${vms.padEnd(width)}  ${text}`),
    ),
    ...heading('For a script that must run on both', wrapped(rule.advice, WIDTH - 2)),
    ...(library
      ? heading(
          'Library',
          wrapped(`${library.names.join(', ')}: on ${library.in.join(', ')} only`, WIDTH - 2),
        )
      : []),
    ...heading('How a verdict finds it', wrapped(howFound(rule.finding), WIDTH - 2)),
    ...heading('Manual', [rule.manual]).slice(0, -1),
    '',
  ].join('\n')

  function heading(title: string, lines: readonly string[]): string[] {
    return [c.bold(title), ...lines.map((line) => `  ${line}`), '']
  }
}

function howFound(finding: Finding): string {
  switch (finding.by) {
    case 'emulation':
      return finding.both
        ? 'both engines run the script once more with the difference taken away; when they agree then, it was this'
        : 'the engine that is not LuaJIT runs the script once more with the difference taken away; when they agree then, it was this'
    case 'syntax':
      return `one engine does not compile the script, and this stands where it stops (${finding.construct})`
    case 'message':
      return 'the engines stop in the same place, with the two messages that belong to it'
    case 'unsupported':
      return `one engine says that it has no ${finding.modules.slice(0, 3).join(', ')}, ...`
  }
}

// Examples of several lines are written with an indent in the rule.
function exampleLines(example: string): string[] {
  const lines = example.split('\n').filter((line) => line.trim() !== '')
  const indent = Math.min(...lines.map((line) => line.search(/\S/)))
  return lines.map((line) => line.slice(indent))
}

function wrapped(text: string, width = WIDTH): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
