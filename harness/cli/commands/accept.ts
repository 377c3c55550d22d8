import { Command, Option } from 'commander'
import { type CaseFlags, caseOptions } from './case-options.js'
import { type EngineFlags, engineOptions } from './engine-options.js'

/** The options of `luaparity accept`. */
export interface AcceptFlags
  extends EngineFlags,
    Pick<CaseFlags, 'seed' | 'timeout' | 'jobs' | 'explain' | 'repeats' | 'config'> {
  reason?: string
  engine?: string
  until?: string
}

const SHARED = ['seed', 'timeout', 'jobs', 'explain', 'repeats', 'config']

const EXAMPLES = `
Examples:
  $ luaparity accept scripts/combat.lua --reason 'only the debug log shows it'
  $ luaparity accept scripts/combat.lua --engine lua54 --until 2027-01-31 --reason 'until 5.4 is dropped'

Exit codes: 0 entries written; 2 nothing to accept, or wrong usage or configuration; 130 interrupted.`

/** `luaparity accept`: writes the differences of a case into the ledger. */
export function acceptCommand(): Command {
  const command = new Command('accept')
    .description('run a script and write its differences into the ledger, as accepted')
    .argument('<case>', 'the script')
    .addOption(new Option('--reason <text>', 'why they are accepted; shown in every report'))
    .addOption(
      new Option('--engine <name>', 'accept only what this engine, or those of a selector, do otherwise'),
    )
    .addOption(new Option('--until <day>', 'last day (UTC) on which they are accepted, as 2027-01-31'))
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, flags: AcceptFlags) => {
      // Loaded only now, so that the other commands start without it.
      const { acceptCase } = await import('./accept-case.js')
      await acceptCase(path, flags)
    })
  const shared = caseOptions().filter((option) => SHARED.includes(option.attributeName()))
  for (const option of [...engineOptions(), ...shared]) command.addOption(option)
  return command
}
