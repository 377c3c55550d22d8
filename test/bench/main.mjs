// npm run bench: what one case costs, each way of running it, measured in one run so that the ratios
// hold on any machine. Medians; times of single runs move by a third on a shared machine.
import { randomUUID } from 'node:crypto'
import os from 'node:os'
import Table from 'cli-table3'
import { configSchema } from '../../dist/config/schema.js'
import { findDocker } from '../../dist/engines/native/docker/endpoint.js'
import { findNativeImage } from '../../dist/engines/native/docker/image.js'
import { createEngines } from '../../dist/engines/registry.js'
import { dockerExec, dockerRun } from './docker.mjs'

const LIMITS = {
  timeoutMs: 10_000,
  memoryBytes: 256 * 2 ** 20,
  outputBytes: 2 ** 20,
  valueBytes: 2 ** 24,
  instructions: null,
}
const SOURCE = 'local s = 0 for i = 1, 20 do s = s + i end return s'
const PROJECT = {
  root: process.cwd(),
  files: { id: 'none', files: new Map() },
  packagePath: '?.lua',
  time: 0,
  env: {},
  determinism: { clock: true, random: true },
  host: { lua: null, ruby: null },
}

const { docker } = await findDocker({ env: process.env, platform: process.platform, homedir: os.homedir() })
const image = await findNativeImage(docker)
if (!image) throw new Error('the native image is not built; run `npm run setup`')

const rows = []
const row = (name, ms, note = '') => rows.push({ name, ms, note })

row('docker run (create, start, wait, remove)', median(await repeat(7, () => dockerRun(docker, image.tag))))
row('docker exec in a warm container', await dockerExec(docker, image.tag, 7, median))

const [native] = engines(['native'], 1)
await native.start(PROJECT, new AbortController().signal)
await batch(native, 200) // warm
const bareFork = await native.measureFork(200)
row('bare Ruby fork and wait, in the same container', bareFork)
const alone = median(await repeat(200, () => timed(() => native.run(aCase(`${SOURCE} -- ffi`), LIMITS))))
row('native, one child a case, one after the other', alone)
const batched = median(await repeat(5, () => batch(native, 1000)))
row('native, batched, one child at once', batched)
await native.stop()

const [parallel] = engines(['native'], os.availableParallelism())
await parallel.start(PROJECT, new AbortController().signal)
await batch(parallel, 200)
const aloneParallel = median(await repeat(5, () => batch(parallel, 200, `${SOURCE} -- ffi`)))
row(`native, one child a case, ${os.availableParallelism()} at once`, aloneParallel)
const batchedParallel = median(await repeat(5, () => batch(parallel, 2000)))
row(
  `native, batched, ${os.availableParallelism()} children at once`,
  batchedParallel,
  perSecond(batchedParallel),
)
await parallel.stop()

for (const name of ['lua51', 'lua54', 'lua53']) {
  const [engine] = engines([name], 1)
  await engine.start(PROJECT, new AbortController().signal)
  await engine.run(aCase(SOURCE), LIMITS) // the worker thread and its module
  row(
    `${name}, fresh VM a case`,
    median(await repeat(20, () => timed(() => engine.run(aCase(SOURCE), LIMITS)))),
  )
  await engine.stop()
}

print()

function engines(names, jobs) {
  const settings = { jobs, memoryBytes: LIMITS.memoryBytes, runId: randomUUID(), env: process.env }
  return createEngines(names, configSchema.parse({}), settings)
}

function aCase(source) {
  return {
    id: 'bench',
    kind: 'snippet',
    file: null,
    line: 1,
    source: Buffer.from(source),
    chunk: '=bench',
    arguments: [],
    seed: 1,
    expectations: [],
  }
}

// Milliseconds a case when `count` of them are in flight together; every one must have passed.
async function batch(engine, count, source = SOURCE) {
  const started = performance.now()
  const seen = await Promise.all(Array.from({ length: count }, () => engine.run(aCase(source), LIMITS)))
  const ms = (performance.now() - started) / count
  if (seen.some(({ outcome }) => outcome !== 'pass')) throw new Error('a case of the benchmark did not pass')
  return ms
}

async function timed(call) {
  const started = performance.now()
  const { outcome } = await call()
  if (outcome !== 'pass') throw new Error(`a case of the benchmark ended with ${outcome}`)
  return performance.now() - started
}

async function repeat(times, measure) {
  const results = []
  for (let i = 0; i < times; i++) results.push(await measure())
  return results
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

function perSecond(ms) {
  return `${Math.round(1000 / ms)} cases/s`
}

function print() {
  const table = new Table({
    head: ['one case', 'median ms', 'docker run = 1', ''],
    style: { head: [], border: [] },
  })
  const first = rows[0].ms
  for (const { name, ms, note } of rows)
    table.push([name, ms.toFixed(3), `1/${(first / ms).toFixed(1)}`, note])
  console.log(table.toString())
  target('native batched at least 1,000 times cheaper than docker run', first / batchedParallel, '>=', 1000)
  target(
    'one child a case, as many at once as a run has, at most 3 bare forks',
    aloneParallel / bareFork,
    '<=',
    3,
  )
  target('one child a case, one after the other, at most 3 bare forks', alone / bareFork, '<=', 3)
}

function target(text, figure, relation, bound) {
  const met = relation === '>=' ? figure >= bound : figure <= bound
  console.log(`${met ? 'met   ' : 'MISSED'}  ${text}: ${figure.toFixed(2)}`)
}
