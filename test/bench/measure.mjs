// What the parts of the benchmark share: cases, engines, medians, and how results are shown.
import { randomUUID } from 'node:crypto'
import Table from 'cli-table3'
import { configSchema } from '../../dist/config/schema.js'
import { createEngines } from '../../dist/engines/registry.js'

export const LIMITS = {
  timeoutMs: 60_000,
  memoryBytes: 256 * 2 ** 20,
  outputBytes: 2 ** 20,
  valueBytes: 2 ** 24,
  instructions: null,
  cpuMs: null,
  children: 16,
}

/** The small case whose cost is that of running a case at all. */
export const SMALL = 'local s = 0 for i = 1, 20 do s = s + i end return s'

const PROJECT = {
  root: process.cwd(),
  files: { id: 'none', files: new Map() },
  packagePath: '?.lua',
  time: 0,
  env: {},
  determinism: { clock: true, random: true },
  host: { lua: null, ruby: null },
}

/** Starts an engine with so many cases at once, hands it over, and stops it. */
export async function withEngine(name, jobs, body) {
  const settings = {
    jobs,
    memoryBytes: LIMITS.memoryBytes,
    runId: randomUUID(),
    root: process.cwd(),
    env: process.env,
  }
  const [engine] = await createEngines([name], configSchema.parse({}), settings)
  await engine.start(PROJECT, new AbortController().signal)
  try {
    return await body(engine)
  } finally {
    await engine.stop()
  }
}

export function aCase(source) {
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

/** Milliseconds a case when `count` of them are in flight together; every one must have passed. */
export async function batch(engine, count, source = SMALL) {
  const started = performance.now()
  const seen = await Promise.all(Array.from({ length: count }, () => engine.run(aCase(source), LIMITS)))
  const ms = (performance.now() - started) / count
  if (seen.some(({ outcome }) => outcome !== 'pass')) throw new Error('a case of the benchmark did not pass')
  return ms
}

/** Milliseconds of one case. */
export async function one(engine, source = SMALL) {
  const started = performance.now()
  const { outcome } = await engine.run(aCase(source), LIMITS)
  if (outcome !== 'pass') throw new Error(`a case of the benchmark ended with ${outcome}`)
  return performance.now() - started
}

export async function repeat(times, measure) {
  const results = []
  for (let i = 0; i < times; i++) results.push(await measure())
  return results
}

export function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

export function showTable(head, rows) {
  const table = new Table({ head, style: { head: [], border: [] } })
  table.push(...rows)
  console.log(table.toString())
}

export function showTarget(text, figure, relation, bound) {
  const met = relation === '>=' ? figure >= bound : figure <= bound
  console.log(`${met ? 'met   ' : 'MISSED'}  ${text}: ${figure.toFixed(2)}`)
}
