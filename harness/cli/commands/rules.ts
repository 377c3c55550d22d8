import { Command } from 'commander'

/** The options of `luaparity rules`. */
export interface RulesFlags {
  json?: boolean
}

const EXAMPLES = `
Examples:
  $ luaparity rules                     every rule, one a line
  $ luaparity rules --json              with all that is known of each
  $ luaparity explain goto-statement    one of them, for reading`

/** `luaparity rules`: the differences between dialects of Lua that verdicts name. */
export function rulesCommand(): Command {
  return new Command('rules')
    .description('list the differences between dialects of Lua that verdicts name')
    .option('--json', 'as JSON, with all that is known of each')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: RulesFlags) => {
      const { listRules } = await import('./list-rules.js')
      await listRules(flags)
    })
}
