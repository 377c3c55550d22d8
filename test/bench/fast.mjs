// The fast VM: a fresh case against other ways to get one, computing against native Lua, and many cases.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import {
  aCase,
  batch,
  LIMITS,
  median,
  one,
  repeat,
  SMALL,
  showTable,
  showTarget,
  withEngine,
} from './measure.mjs'

const PROGRAMS = fileURLToPath(new URL('lua', import.meta.url))

export async function benchFast() {
  await freshCases()
  await computing()
  await manyCases()
}

async function freshCases() {
  const cores = os.availableParallelism()
  const rows = []
  const fast = await withEngine('fast', 1, async (engine) => {
    await batch(engine, 500)
    rows.push(['fast, one case after the other', median(await repeat(300, () => one(engine)))])
    const many = median(await repeat(5, () => batch(engine, 2000)))
    rows.push(['fast, as in a run, one thread', many])
    return many
  })
  await withEngine('fast', cores, async (engine) => {
    await batch(engine, 500)
    rows.push([`fast, as in a run, ${cores} threads`, median(await repeat(5, () => batch(engine, 2000)))])
  })
  const wasmoon = await withEngine('lua54', 1, async (engine) => {
    await batch(engine, 5)
    return median(await repeat(5, () => batch(engine, 20)))
  })
  rows.push(['lua54 (wasmoon), a fresh VM a case, one thread', wasmoon])
  const luajit = median(await repeat(40, async () => processMs('luajit', ['-e', SMALL])))
  rows.push(['a process of the native luajit', luajit])
  showTable(
    ['one small case', 'median ms', 'fast as in a run = 1'],
    rows.map(([name, ms]) => [name, ms.toFixed(3), (ms / fast).toFixed(1)]),
  )
  showTarget('fresh case on fast at least 30 times cheaper than a fresh wasmoon VM', wasmoon / fast, '>=', 30)
  showTarget('fresh case on fast at least 5 times cheaper than a luajit process', luajit / fast, '>=', 5)
}

async function computing() {
  const programs = readdirSync(PROGRAMS).filter((file) => file.endsWith('.lua'))
  const rows = []
  const ratios = []
  await withEngine('fast', 1, async (engine) => {
    for (const file of programs) {
      const source = readFileSync(`${PROGRAMS}/${file}`, 'utf8')
      // Alternately, so that a busy moment of the machine hits both.
      const fast = []
      const native = []
      for (let i = 0; i < 5; i++) {
        fast.push(await scriptMs(engine, source))
        native.push(processMs('lua5.1', [`${PROGRAMS}/${file}`]))
      }
      const ratio = Math.min(...fast) / Math.min(...native)
      ratios.push(ratio)
      rows.push([file, Math.min(...fast).toFixed(0), Math.min(...native).toFixed(0), ratio.toFixed(2)])
    }
  })
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)
  rows.push(['geometric mean', '', '', mean.toFixed(2)])
  showTable(['program, best of 5', 'fast ms', 'lua5.1 ms', 'fast / lua5.1'], rows)
  showTarget('five programs within 1.6 times native lua5.1', mean, '<=', 1.6)
}

async function manyCases() {
  const CASES = 100_000
  const CHUNK = 2000
  await withEngine('fast', os.availableParallelism(), async (engine) => {
    // Until then, the threads are still growing to their size.
    await batch(engine, 5 * CHUNK)
    const rss = () => process.memoryUsage().rss / 2 ** 20
    const before = rss()
    const started = performance.now()
    for (let done = 0; done < CASES; done += CHUNK) await batch(engine, CHUNK)
    const seconds = (performance.now() - started) / 1000
    globalThis.gc?.()
    const growth = rss() - before
    console.log(
      `${CASES} cases in ${seconds.toFixed(1)} s (${Math.round(CASES / seconds)} cases/s), resident memory ${before.toFixed(0)} MB before, ${(before + growth).toFixed(0)} MB after`,
    )
    showTarget('100,000 cases, growth of resident memory in MB below 20', growth, '<=', 20)
  })
}

async function scriptMs(engine, source) {
  const { outcome, durationMs } = await engine.run(aCase(source), LIMITS)
  if (outcome !== 'pass') throw new Error(`a program of the benchmark ended with ${outcome}`)
  return durationMs
}

function processMs(command, args) {
  const started = performance.now()
  const { status, error } = spawnSync(command, args, { stdio: 'ignore' })
  if (error || status !== 0)
    throw new Error(`${command} is needed for the comparison: ${error?.message ?? status}`)
  return performance.now() - started
}
