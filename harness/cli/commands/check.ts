import { Command, Option } from 'commander'
import { type CaseFlags, caseOptions, integer } from './case-options.js'
import { checkScripts } from './check-scripts.js'
import { specOptions } from './spec-options.js'

/** The options of `luaparity check`. */
export interface CheckFlags extends CaseFlags {
  orders?: number
  /** False for `--no-advice`. */
  advice?: boolean
  strict?: boolean
}

const EXAMPLES = `
Examples:
  $ luaparity check                      every script of the configuration
  $ luaparity check scripts/combat.lua   one script, as an editor does on saving
  $ luaparity -e 'return 10 / 2'         a snippet

Exit codes: 0 all in order; 1 a failure, crash or dependence on the order of pairs; 2 wrong usage or
configuration; 3 a script could not be run; 130 interrupted.`

/** `luaparity check`: scripts in the fast VM alone, without Docker. */
export function checkCommand(): Command {
  const command = new Command('check')
    .description('run Lua scripts in the fast VM alone, without Docker')
    .argument('[paths...]', 'files, folders or globs (default: the scripts of the configuration)')
    .addHelpText('after', EXAMPLES)
    // Not loaded on demand as the other commands are: this one has to start at once.
    .action((paths: string[], flags: CheckFlags) => checkScripts(paths, flags))
  for (const option of [...caseOptions(), ...specOptions()]) command.addOption(option)
  command.addOption(
    new Option(
      '--orders <n>',
      'further orders of pairs in which a script is run that depends on one (default: 1)',
    ).argParser(integer('--orders', 0)),
  )
  command.addOption(
    new Option('--no-advice', 'only run the scripts, without warnings of what is seen in them'),
  )
  command.addOption(new Option('--strict', 'count warnings as failures'))
  return command
}
