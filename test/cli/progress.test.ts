import { expect, test } from 'vitest'
import { createProgress } from '../../harness/cli/progress.js'
import type { Terminal } from '../../harness/cli/terminal.js'
import { aCase, aRun, ended, judged, passing } from '../builders.js'

/** Progress on a stream that is no terminal, with what it printed, and a clock of its own. */
async function plain() {
  const printed: string[] = []
  const terminal: Terminal = {
    stdout: async () => {},
    stderr: async (text) => {
      printed.push(text)
    },
    stdoutColours: false,
    stderrColours: false,
    live: false,
    width: 100,
  }
  const now = { ms: 0 }
  return { progress: await createProgress(terminal, 'plain', () => now.ms), printed, now }
}

test('counts the runs there are to do, without those of engines that are not there', async () => {
  const { progress, printed, now } = await plain()
  const gone = ended('unavailable', 'no engine answers')
  const { engines } = aRun([judged({ native: passing(), lua54: gone })], { unavailable: ['lua54'] })
  progress.onEvent({ kind: 'started', cases: 10, engines: 2 })
  for (const engine of engines) progress.onEvent({ kind: 'engine', engine })
  now.ms = 5000
  progress.onEvent({ kind: 'observed', engine: 'native', case: aCase(), observation: passing() })
  expect(printed).toEqual([
    'native ready: VM of native\n',
    'lua54 unavailable: no engine answers\n',
    '0/10 cases, 1/10 runs\n',
  ])
})
