import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EngineUnavailableError } from '../../harness/errors.js'
import { temporaryFolder } from '../temporary-folder.js'
import { startEngine } from './running.js'

// A stand-in for a studio's executable: it writes what a Lua VM with the prelude would, and then ends
// as the case's source says. It finds the file of results where the program names it.
const STAND_IN = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs')
const program = readFileSync(process.argv[2], 'latin1')
const results = /io\\.open\\("([^"]+)", 'wb'\\)|assert\\(open\\("([^"]+\\.events)"/.exec(program)
const file = results[1] ?? results[2]
if (file.endsWith('probe.txt')) { writeFileSync(file, 'Lua 5.1'); process.exit(0) }
if (!program.includes('says nothing')) writeFileSync(file, 'out "hello"\\npass [n1]\\n')
if (program.includes('crashes')) process.kill(process.pid, 'SIGSEGV')
process.exit(program.includes('fails at exit') ? 23 : 0)
`

describe.skipIf(process.platform === 'win32')('an executable that ends', () => {
  test.each([
    ['well', 'pass', null],
    ['and fails at exit', 'crash', 'the process ended with exit code 23 after the case'],
    ['and says nothing', 'crash', 'the process ended with exit code 0 in the middle of the case'],
  ])('%s', async (source, outcome, reason) => {
    const { observe, engine } = await startEngine(`process:${await standIn()}`)
    expect(await observe(`-- ${source}`)).toMatchObject({ outcome, reason })
    await engine.stop()
  })

  test('by a signal has crashed, whatever it reported before', async () => {
    const { observe, engine } = await startEngine(`process:${await standIn()}`)
    const seen = await observe('-- crashes')
    expect(seen).toMatchObject({ outcome: 'crash', crash: { signal: 'SIGSEGV' }, values: null })
    expect(seen.output.bytes.toString()).toBe('hello')
    await engine.stop()
  })
})

test.each([
  ['is not there', 'no-such-lua'],
  ['does not run Lua files', process.execPath],
])('an executable that %s is unavailable', async (_, command) => {
  await expect(startEngine(`process:${command}`)).rejects.toBeInstanceOf(EngineUnavailableError)
})

async function standIn(): Promise<string> {
  const path = join(await temporaryFolder(), 'stand-in.cjs')
  await writeFile(path, STAND_IN)
  await chmod(path, 0o755)
  return path
}
