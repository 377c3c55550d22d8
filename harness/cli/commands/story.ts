import { Command } from 'commander'

/** `luaparity story`: the crash the project began with, for real; hidden from the help, as no project needs it. */
export function storyCommand(): Command {
  return new Command('story')
    .description('show the crash that this project began with, and what mends it')
    .option('--json', 'as JSON')
    .action(async (flags: { json?: boolean }) => {
      const { showStory } = await import('./show-story.js')
      await showStory(flags)
    })
}
