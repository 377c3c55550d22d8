import { Command } from 'commander'

/** The options of `luaparity images`. */
export interface ImagesFlags {
  json?: boolean
}

/** The options of `luaparity images prune`. */
export interface PruneFlags extends ImagesFlags {
  all?: boolean
  dryRun?: boolean
}

const EXAMPLES = `
Examples:
  $ luaparity images                   what is there, and what of it is outdated
  $ luaparity images prune --dry-run   what would be removed
  $ luaparity images prune             remove it`

/** `luaparity images`: what this project made on the Docker engine, and `prune`, which removes what is outdated. */
export function imagesCommand(): Command {
  return new Command('images')
    .description('list the images that Luaparity made on the Docker engine')
    .option('--json', 'as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: ImagesFlags) => {
      const { listImages } = await import('./list-images.js')
      await listImages(flags)
    })
    .addCommand(pruneCommand())
}

function pruneCommand(): Command {
  return new Command('prune')
    .description('remove the outdated images and what builds left behind; never one that is in use')
    .option('--all', 'remove the current ones too')
    .option('--dry-run', 'only say what would be removed')
    .option('--json', 'as JSON')
    .action(async (_: PruneFlags, command: Command) => {
      const { pruneImages } = await import('./list-images.js')
      // With those of `images`, which takes `--json` as well.
      await pruneImages(command.optsWithGlobals())
    })
}
