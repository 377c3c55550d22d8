import { Command } from 'commander'
import { type CaseFlags, caseOptions } from './case-options.js'
import { type EngineFlags, engineOptions } from './engine-options.js'
import { runScripts } from './run-scripts.js'
import { specOptions } from './spec-options.js'

/** The options of `luaparity run`. */
export interface RunFlags extends CaseFlags, EngineFlags {}

const EXAMPLES = `
Examples:
  $ luaparity run                                   every script of the configuration
  $ luaparity run scripts/combat.lua                one script on every engine
  $ luaparity run scripts --engines lua51,native    a folder on two engines
  $ luaparity run --engines native,native:gc=gc32   the same on another build of LuaJIT
  $ luaparity run --matrix ci                       on every build and platform that matters
  $ luaparity run -e 'return 10 / 2'                a snippet
  $ luaparity run --reporter json --output r.json --reporter terminal

Exit codes: 0 all agree, or differ as expected or accepted; 1 a difference, failure or crash, or a stale
entry of the ledger; 2 wrong usage or configuration; 3 an engine that was asked for is unavailable; 130 interrupted.`

/** `luaparity run`: scripts and snippets on several engines, compared. */
export function runCommand(): Command {
  const command = new Command('run')
    .description('run Lua scripts on several engines and compare what they did')
    .argument('[paths...]', 'files, folders or globs (default: the scripts of the configuration)')
    .addHelpText('after', EXAMPLES)
    // Not loaded on demand as most commands are: a run of the fast VM has to start at once, as a check has.
    .action((paths: string[], flags: RunFlags) => runScripts(paths, flags))
  for (const option of [...engineOptions(), ...caseOptions(), ...specOptions()]) command.addOption(option)
  return command
}
