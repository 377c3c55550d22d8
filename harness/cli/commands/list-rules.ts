import pc from 'picocolors'
import { RULES } from '../../verdicts/rules/catalogue.js'
import { dividedVms } from '../../verdicts/rules/shown.js'
import { processTerminal } from '../terminal.js'
import type { RulesFlags } from './rules.js'

/** Prints every rule: id, title, and which VMs do otherwise than which. */
export async function listRules({ json }: RulesFlags): Promise<void> {
  const terminal = processTerminal()
  await terminal.stdout(
    json ? `${JSON.stringify({ rules: RULES.map(ruleJson) }, null, 2)}\n` : list(terminal.stdoutColours),
  )
}

function list(colours: boolean): string {
  const c = pc.createColors(colours)
  const width = Math.max(...RULES.map(({ id }) => id.length))
  return RULES.map(
    (rule) => `${c.bold(rule.id.padEnd(width))}  ${rule.title}  ${c.dim(`[${dividedVms(rule)}]`)}\n`,
  ).join('')
}

function ruleJson({
  id,
  title,
  differs,
  manual,
  example,
  shows,
  advice,
  finding,
  library,
}: (typeof RULES)[number]): object {
  return { id, title, differs, manual, example, shows, advice, foundBy: finding.by, library: library ?? null }
}
