// The matrix `ci` over the sample game, one command as CI gives it: what each engine costs, its container's start counted.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { showTable } from './measure.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const { bin } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'))
const COMMAND = [bin.luaparity, 'run', 'scripts-lua', '--matrix', 'ci', '--reporter', 'json']

export function benchMatrix() {
  const started = performance.now()
  const { stdout, status } = spawnSync(process.execPath, COMMAND, {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const wallMs = performance.now() - started
  const { engines, summary } = JSON.parse(stdout)
  const reference = engines.find((engine) => engine.reference).timing
  const cost = ({ timing: { startMs, runMs } }) => startMs + runMs
  const whole = cost({ timing: reference })
  showTable(
    ['engine', 'start s', 'cases s', 'both s', 'ms a case', 'reference = 1'],
    engines.map((engine) => {
      const { startMs, runMs, cases } = engine.timing
      const seconds = [startMs, runMs, startMs + runMs].map((ms) => (ms / 1000).toFixed(2))
      return [
        engine.name,
        ...seconds,
        ((startMs + runMs) / cases).toFixed(1),
        (cost(engine) / whole).toFixed(2),
      ]
    }),
  )
  const runs = engines.length * summary.cases
  console.log(
    `${summary.cases} cases on ${engines.length} engines: ${(wallMs / 1000).toFixed(1)} s in all, ${(wallMs / runs).toFixed(1)} ms for each case on each engine; exit code ${status}`,
  )
  console.log(
    'Engines share the processors as they take turns (two with a container at a time, the others beside them), so the sum of the times is more than the whole.',
  )
}
