// `luaparity check` of the sample game's scripts, cold from the shell, against Node starting and doing nothing.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { median, showTable, showTarget } from './measure.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const { bin } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'))

export function benchCheck() {
  const node = []
  const check = []
  // Alternately, so that a busy moment of the machine hits both.
  for (let i = 0; i < 15; i++) {
    node.push(wallMs(['-e', '0']))
    check.push(wallMs([bin.luaparity, 'check', 'scripts-lua/scripts', 'scripts-lua/exhibits']))
  }
  const ratio = median(check) / median(node)
  showTable(
    ['cold from the shell', 'median ms', 'node -e 0 = 1'],
    [
      ['node -e 0', median(node).toFixed(0), '1.0'],
      ['luaparity check of the scripts of the sample game', median(check).toFixed(0), ratio.toFixed(2)],
    ],
  )
  showTarget('check of the sample game within 4 times node -e 0', ratio, '<=', 4)
}

function wallMs(args) {
  const started = performance.now()
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'ignore' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`)
  return performance.now() - started
}
