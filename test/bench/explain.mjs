// What finding causes costs: the sample game with and without, one command each, in turns.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { median, showTable, showTarget } from './measure.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const { bin } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'))
const LEVELS = ['off', 'quick']
const ROUNDS = 3

export function benchExplain() {
  const seconds = Object.fromEntries(LEVELS.map((level) => [level, []]))
  let explained = 0
  for (let round = 0; round < ROUNDS; round++) {
    for (const level of LEVELS) {
      const { report, wallMs } = run(level)
      seconds[level].push(wallMs / 1000)
      if (level === 'quick') explained = countCauses(report)
    }
  }
  const [off, quick] = LEVELS.map((level) => median(seconds[level]))
  showTable(
    ['causes', 'seconds, each run', 'median s', 'off = 1'],
    LEVELS.map((level) => [
      level,
      seconds[level].map((value) => value.toFixed(1)).join(' '),
      median(seconds[level]).toFixed(1),
      (median(seconds[level]) / off).toFixed(2),
    ]),
  )
  console.log(`${explained} differences with a cause`)
  showTarget('the sample game with causes, times the same without (goal 1.5)', quick / off, '<=', 1.5)
}

function run(level) {
  const started = performance.now()
  const { stdout, status, stderr } = spawnSync(
    process.execPath,
    [bin.luaparity, 'run', 'scripts-lua', '--explain', level, '--reporter', 'json'],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const wallMs = performance.now() - started
  if (status !== 0) throw new Error(`the sample game ended with exit code ${status}\n${stderr}`)
  return { report: JSON.parse(stdout), wallMs }
}

function countCauses({ cases }) {
  const differences = cases.flatMap(({ verdict }) => verdict.differences ?? [])
  return differences.filter(({ cause }) => cause.kind !== 'unexplained').length
}
