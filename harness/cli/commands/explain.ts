import { Command } from 'commander'

const EXAMPLES = `
Example:
  $ luaparity explain int-float-tostring`

/** `luaparity explain <rule>`: all that is known of one difference between dialects. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('print what differs, an example and what to do about it, for one rule')
    .argument('<rule>', 'its id, as verdicts and `luaparity rules` have it')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string) => {
      const { explainRule } = await import('./explain-rule.js')
      await explainRule(id)
    })
}
