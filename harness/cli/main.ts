#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import pc from 'picocolors'
import { EngineUnavailableError, LuaparityError, UsageError } from '../errors.js'
import { enginesCommand } from './commands/engines.js'
import { runCommand } from './commands/run.js'
import { setupCommand } from './commands/setup.js'
import { processTerminal } from './terminal.js'
import { version } from './version.js'

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
  $ luaparity engines                   what there is, ready or not and why
  $ luaparity run scripts/combat.lua    run a script everywhere and compare`,
  )

for (const command of [runCommand(), enginesCommand(), setupCommand()]) program.addCommand(command)
for (const command of [program, ...program.commands]) command.exitOverride()

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = await report(error)
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
