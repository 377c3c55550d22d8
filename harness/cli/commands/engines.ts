import { Command } from 'commander'

/** The options of `luaparity engines`. */
export interface EnginesFlags {
  json?: boolean
  config?: string
}

/** `luaparity engines`: what there is, ready or not and why, and what each of them is. */
export function enginesCommand(): Command {
  return new Command('engines')
    .description('list the engines: ready or not and why, with their versions')
    .option('--json', 'as JSON, with the whole fingerprint of each')
    .option('--config <file>', 'configuration file (default: the nearest luaparity.config.*)')
    .action(async (flags: EnginesFlags) => {
      const { listEngines } = await import('./list-engines.js')
      await listEngines(flags)
    })
}
