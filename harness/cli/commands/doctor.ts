import { Command } from 'commander'

/** The options of `luaparity doctor`. */
export interface DoctorFlags {
  json?: boolean
  config?: string
}

const NOTES = `
It changes nothing: no image is pulled or built, no container is started.

Exit codes: 0 all engines that \`luaparity run\` uses can run; 1 one of them cannot, or the configuration is wrong.`

/** `luaparity doctor`: what works on this machine, and how to get the rest. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('say what works on this machine, and how to get the rest')
    .option('--json', 'as JSON')
    .option('--config <file>', 'configuration file (default: the nearest luaparity.config.*)')
    .addHelpText('after', NOTES)
    .action(async (flags: DoctorFlags) => {
      const { examine } = await import('./examine.js')
      await examine(flags)
    })
}
