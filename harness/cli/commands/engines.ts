import { Command, Option } from 'commander'
import { MATRIX_NAMES, type MatrixName } from '../../engines/native/axes.js'
import { nameList } from './name-list.js'

/** The options of `luaparity engines`. */
export interface EnginesFlags {
  json?: boolean
  matrix?: MatrixName
  engines?: string[]
  config?: string
}

/** The options of `luaparity engines diff`. */
export type EnginesDiffFlags = Pick<EnginesFlags, 'json' | 'config'>

const EXAMPLES = `
Examples:
  $ luaparity engines                                    those of the configuration, or all
  $ luaparity engines --matrix ci --json > ci.json       the fingerprints of a set of native engines
  $ luaparity engines diff native native:release=trixie  what two of them differ in`

/** `luaparity engines`: what there is, ready or not and why, what each of them is, and `diff`, which compares two. */
export function enginesCommand(): Command {
  return new Command('engines')
    .description('list the engines: ready or not and why, with their versions')
    .addOption(new Option('--matrix <name>', 'a set of native engines').choices(MATRIX_NAMES))
    .addOption(new Option('--engines <names>', 'engines, separated by commas').argParser(nameList))
    .option('--json', 'as JSON, with the whole fingerprint of each')
    .option('--config <file>', 'configuration file (default: the nearest luaparity.config.*)')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: EnginesFlags) => {
      const { listEngines } = await import('./list-engines.js')
      await listEngines(flags)
    })
    .addCommand(diffCommand())
}

const DIFF_EXAMPLES = `
A and B are names of engines, or saved lists: file.json is its reference, file.json#engine another of it.

Examples:
  $ luaparity engines diff native native:jit=off
  $ luaparity engines --json > production.json       on the production machine
  $ luaparity engines diff native production.json    on a laptop

Exit codes: 0 nothing differs that matters; 1 something does; 2 wrong usage, or a file that is no list of
engines; 3 an engine is unavailable.`

function diffCommand(): Command {
  return new Command('diff')
    .description('compare what two engines are: versions, build flags, libraries, processor, limits')
    .argument('<A>', 'an engine, or a saved list of them')
    .argument('<B>', 'another')
    .option('--json', 'as JSON')
    .option('--config <file>', 'configuration file (default: the nearest luaparity.config.*)')
    .addHelpText('after', DIFF_EXAMPLES)
    .action(async (a: string, b: string, _: EnginesDiffFlags, command: Command) => {
      const { diffEngines } = await import('./diff-engines.js')
      // With those of `engines`, which takes the same ones.
      await diffEngines(a, b, command.optsWithGlobals())
    })
}
