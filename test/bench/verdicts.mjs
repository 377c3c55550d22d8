// npm run bench:verdicts [-- sets]: the verdicts on the labelled corpus (test/verdicts/corpus), or on some of its sets
// (`axes`, `.`), against the truth, as a table of true causes and given ones. Exit code 1 below 95 of 100 right, or where engines that differ are said to agree or
// the other way round.
import Table from 'cli-table3'
import { createJiti } from 'jiti'

const jiti = createJiti(import.meta.url)
const { holdAgainstCorpus } = await jiti.import('../verdicts/corpus/hold.ts')
const { SETS } = await jiti.import('../verdicts/corpus/read.ts')
const { tally } = await jiti.import('../verdicts/corpus/score.ts')

const RIGHT_PERCENT = 95

const sets = process.argv.length > 2 ? process.argv.slice(2) : SETS
const unknown = sets.filter((name) => !SETS.includes(name))
if (unknown.length > 0) throw new Error(`no set ${unknown.join(', ')}; there are ${SETS.join(', ')}`)
const scores = await holdAgainstCorpus((text) => console.error(text), sets)
const { cases, right, rules, falselyAgree, falselyDiffer, confusion } = tally(scores)

const table = new Table({ head: ['true \\ given', ...confusion.columns], style: { head: [], border: [] } })
for (const row of confusion.rows) {
  table.push([row, ...confusion.columns.map((column) => confusion.count(row, column) || '')])
}
console.log(table.toString())

for (const { id, truth, given } of scores.filter((score) => !score.right)) {
  console.log(`${id}: given ${side(given)}; true is ${side(truth)}`)
}
const unproven = scores.flatMap(({ id, unproven }) => unproven.map((cause) => `${cause} (${id})`))
if (unproven.length > 0) console.log(`not confirmed: ${unproven.join(', ')}`)

const percent = (100 * right) / cases
console.log(`right: ${right} of ${cases} cases, ${percent.toFixed(1)}%`)
console.log(`dialect rules: ${rules.right} of ${rules.all}`)
console.log(`said to agree and do not: ${falselyAgree.join(', ') || 'none'}`)
console.log(`said to differ and do not: ${falselyDiffer.join(', ') || 'none'}`)
process.exitCode = percent < RIGHT_PERCENT || falselyAgree.length > 0 || falselyDiffer.length > 0 ? 1 : 0

function side({ causes, engines }) {
  return causes.length === 0 ? 'agree' : `${causes.join(' + ')} on ${engines.join(' ')}`
}
