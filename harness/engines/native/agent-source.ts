import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../package-root.js'

/**
 * What the container is started with: it reads the agent from its standard input, so that any image
 * with the binary in it will do, nothing is mounted, and the agent always fits this harness.
 */
export const BOOT_COMMAND = [
  'ruby',
  '-e',
  'STDIN.binmode; eval(STDIN.read(STDIN.gets.to_i), TOPLEVEL_BINDING, "agent.rb")',
]

/** The agent as the boot command expects it: its length in bytes, a line end, its Ruby text. */
export function agentSource(): Buffer {
  const folder = join(packageRoot, 'containers', 'ruby-luajit', 'agent')
  const files = readdirSync(folder).filter((name) => name.endsWith('.rb'))
  // Their names are numbered: the order in which they build on each other.
  const text = files.sort().map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n'))
  const body = Buffer.from(text.join('\n'), 'utf8')
  return Buffer.concat([Buffer.from(`${body.length}\n`), body])
}
