import pc from 'picocolors'
import type { LoadedConfig } from '../../config/load.js'
import type { Fingerprint } from '../../engines/engine.js'
import { chosenEngines } from '../../engines/registry.js'
import { UsageError } from '../../errors.js'
import { enginesJson } from '../engines-json.js'
import { probeConfigured } from '../engines-of-config.js'
import type { Probed } from '../probe-engines.js'
import { processTerminal } from '../terminal.js'
import { version } from '../version.js'
import type { EnginesFlags } from './engines.js'

/** Starts every engine, prints what it says of itself, and stops it. */
export async function listEngines(flags: EnginesFlags): Promise<void> {
  const terminal = processTerminal()
  const { probed, loaded, interrupted } = await probeConfigured(flags.config, (loaded) =>
    chosen(flags, loaded),
  )
  const json = flags.json && enginesJson(probed, { reference: loaded.config.reference, luaparity: version })
  await terminal.stdout(
    json ? `${JSON.stringify(json, null, 2)}\n` : describe(probed, terminal.stdoutColours),
  )
  if (interrupted) process.exitCode = 130
}

function chosen(flags: EnginesFlags, { config }: LoadedConfig): readonly string[] {
  if (flags.engines?.length === 0) throw new UsageError('--engines names no engine')
  return chosenEngines(config, flags).names
}

function describe(probed: readonly Probed[], colours: boolean): string {
  const c = pc.createColors(colours)
  const width = Math.max(...probed.map(({ engine }) => engine.name.length))
  const below = (indent: number, text: string): string => text.split('\n').join(`\n${' '.repeat(indent)}`)
  const lines = probed.map((result) => {
    const name = result.engine.name.padEnd(width)
    if (result.status === 'ready') return `${name}  ${c.green('ready')}        ${summary(result.fingerprint)}`
    const hint = result.hint ? below(width + 2, `\n${result.hint}`) : ''
    return `${name}  ${c.red('unavailable')}  ${below(width + 15, result.reason)}${hint}`
  })
  return `${lines.join('\n')}\n`
}

const SHOWN = ['ruby', 'libc', 'kernel', 'node', 'command', 'platform'] as const

function summary(fingerprint: Fingerprint): string {
  const facts = SHOWN.flatMap((key) => (fingerprint[key] === undefined ? [] : `${key} ${fingerprint[key]}`))
  return [fingerprint.vm, ...facts].join(', ')
}
