import { Command, CommanderError } from 'commander'
import pc from 'picocolors'
import { z } from 'zod'
import { EngineUnavailableError, LuaparityError, UsageError } from '../errors.js'
import { acceptCommand } from './commands/accept.js'
import { checkCommand } from './commands/check.js'
import { doctorCommand } from './commands/doctor.js'
import { enginesCommand } from './commands/engines.js'
import { explainCommand } from './commands/explain.js'
import { imagesCommand } from './commands/images.js'
import { rulesCommand } from './commands/rules.js'
import { runCommand } from './commands/run.js'
import { setupCommand } from './commands/setup.js'
import { storyCommand } from './commands/story.js'
import { watchCommand } from './commands/watch.js'
import { processTerminal } from './terminal.js'
import { version } from './version.js'

// What is checked is checked once, which is sooner done than compiled.
z.config({ jitless: true })

/** All has been said and written when a command is done; what ends by itself does so sooner. */
const EXIT_MS = 1000

const program = new Command('luaparity')
  .description(
    'Runs the same Lua scripts in WebAssembly Lua VMs and in a Ruby/LuaJIT binary, and compares them.',
  )
  .version(version)
  .showSuggestionAfterError()
  .addHelpText(
    'after',
    `
Examples:
  $ luaparity setup                     get a Docker engine and build the images
  $ luaparity doctor                    what works here, and how to get the rest
  $ luaparity engines                   what there is, ready or not and why
  $ luaparity watch                     run specs and scripts at every save
  $ luaparity check scripts/combat.lua  run a script in the fast VM, at once
  $ luaparity -e 'return 10 / 2'        the same for a snippet
  $ luaparity run scripts/combat.lua    run a script everywhere and compare`,
  )

const commands = [
  watchCommand(),
  checkCommand(),
  runCommand(),
  rulesCommand(),
  explainCommand(),
  acceptCommand(),
  enginesCommand(),
  imagesCommand(),
  doctorCommand(),
  setupCommand(),
]
for (const command of commands) program.addCommand(command)
program.addCommand(storyCommand(), { hidden: true })
throwInsteadOfExiting(program)

// Help and version are printed by commander itself; a reader that has gone away (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

void main()

async function main(): Promise<void> {
  try {
    await program.parseAsync(withCommand(process.argv.slice(2)), { from: 'user' })
  } catch (error) {
    process.exitCode = await report(error)
  }
  // A connection to an engine that has fallen silent stays open for as long as the system lets it; nothing waits for it.
  setTimeout(() => process.exit(), EXIT_MS).unref()
}

// Commander passes this on only to commands that it makes itself.
function throwInsteadOfExiting(command: Command): void {
  command.exitOverride()
  command.commands.forEach(throwInsteadOfExiting)
}

// A snippet needs no command: it is checked, or run where engines are named.
function withCommand(words: string[]): string[] {
  if (!/^(-e|--eval(=|$))/.test(words[0] ?? '')) return words
  const named = words.some((word) => /^--engines(=|$)/.test(word))
  return [named ? 'run' : 'check', ...words]
}

async function report(error: unknown): Promise<number> {
  if (error instanceof CommanderError) {
    // It has said what is wrong already; help and version are no errors.
    return error.exitCode === 0 ? 0 : 2
  }
  const { stderr, stderrColours } = processTerminal()
  const c = pc.createColors(stderrColours)
  if (error instanceof LuaparityError) {
    await stderr(`${c.red('luaparity:')} ${error.message}\n${error.hint ? `${error.hint}\n` : ''}`)
    if (error instanceof UsageError) return 2
    return error instanceof EngineUnavailableError ? 3 : 1
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  await stderr(`${c.red('luaparity:')} this is a defect of luaparity itself\n${stack}\n`)
  return 1
}
