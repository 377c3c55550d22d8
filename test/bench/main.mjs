// npm run bench [-- native|fast|check|matrix|explain|specs ...]: what things cost, each measured in one run with what it is held
// against, so that the ratios hold on any machine. Times of single runs move by a third on a shared machine.
import { benchCheck } from './check.mjs'
import { benchExplain } from './explain.mjs'
import { benchFast } from './fast.mjs'
import { benchMatrix } from './matrix.mjs'
import { benchNative } from './native.mjs'
import { benchSpecs } from './specs.mjs'

const PARTS = {
  native: benchNative,
  fast: benchFast,
  check: benchCheck,
  matrix: benchMatrix,
  explain: benchExplain,
  specs: benchSpecs,
}
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !(name in PARTS))
if (unknown !== undefined) {
  console.error(`there is no part "${unknown}"; parts: ${Object.keys(PARTS).join(', ')}`)
  process.exit(2)
}
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length === 0 || wanted.includes(name)) await part()
}
