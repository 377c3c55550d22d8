import { Command, Option } from 'commander'
import { type CaseFlags, caseOptions } from './case-options.js'
import { type EngineFlags, engineOptions } from './engine-options.js'
import { specOptions } from './spec-options.js'

/** The options of `luaparity watch`. */
export interface WatchFlags
  extends Pick<EngineFlags, 'engines' | 'matrix' | 'reference'>,
    Omit<CaseFlags, 'eval' | 'reporter' | 'output' | 'bail' | 'list' | 'verbose'> {
  /** False for `--no-native`. */
  native?: boolean
}

/** Those of `run` that say something here. */
const SHARED = ['engines', 'matrix', 'reference', 'seed', 'timeout', 'jobs', 'explain', 'repeats', 'config']

const EXAMPLES = `
Examples:
  $ luaparity watch                         every spec and script of the configuration
  $ luaparity watch spec/combat_spec.lua    one spec file
  $ luaparity watch --no-native             in the fast VM alone
  $ luaparity watch --engines fast,lua54    with Lua 5.4 in the background

Keys: a runs all again, f what fails, Enter the same; n has the other engines asked, or not; q ends it.

Exit codes, of what is known at the end: 0 all in order; 1 a failure or difference; 2 wrong usage or configuration;
3 something was not run or not compared; 130 interrupted (Ctrl-C).`

/** `luaparity watch`: runs what a change concerns at every save, in the fast VM at once and natively in the background. */
export function watchCommand(): Command {
  const command = new Command('watch')
    .description('run specs and scripts at every save: in the fast VM at once, natively in the background')
    .argument('[paths...]', 'files, folders or globs (default: the specs and scripts of the configuration)')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: WatchFlags) => {
      const { watchScripts } = await import('./watch-scripts.js')
      await watchScripts(paths, flags)
    })
  const shared = [...engineOptions(), ...caseOptions()].filter((option) =>
    SHARED.includes(option.attributeName()),
  )
  for (const option of [...shared, ...specOptions()]) command.addOption(option)
  command.addOption(new Option('--no-native', 'ask no other engines until the key n does'))
  return command
}
