// Spec files, cold from the shell as busted on native LuaJIT runs them, and warm as `luaparity watch` and Vitest do.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSpecSession } from '../../dist/specs/session.js'
import { median, showTable, showTarget } from './measure.mjs'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const { bin } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'))
const LUAPARITY = join(ROOT, bin.luaparity)
const LUAJIT = '/usr/bin/luajit'
const FILES = 60
const TESTS = 5
const ROUNDS = 9

const MODULE = (version) => `local M = { version = ${version} }
M.__index = M
function M.new(n) return setmetatable({ n = n, items = {} }, M) end
function M:add(k) return self.n + k end
function M:put(item) self.items[#self.items + 1] = item return #self.items end
function M:copy() return { n = self.n } end
return M
`

const spec = (i) => `local inventory = require 'inventory'
describe('inventory ${i}', function()
  local it_has
  before_each(function() it_has = inventory.new(${i}) end)
  it('adds', function() assert.are.equal(${i + 1}, it_has:add(1)) end)
  it('is a table', function() assert.is_table(it_has) end)
  it('copies', function() assert.are.same({ n = ${i} }, it_has:copy()) end)
  describe('with an item', function()
    before_each(function() it_has:put('sword') end)
    it('puts the next one behind it', function() assert.are.equal(2, it_has:put('shield')) end)
    it('raises what is raised', function() assert.has_error(function() error('boom ${i}', 0) end, 'boom ${i}') end)
  end)
end)
`

export async function benchSpecs() {
  const missing = [
    ['busted', ['--version']],
    [LUAJIT, ['-v']],
  ].filter(([name, args]) => spawnSync(name, args, { stdio: 'ignore' }).status !== 0)
  if (missing.length > 0) {
    console.log(
      `SKIPPED  spec files against busted: ${missing.map(([name]) => name).join(', ')} not installed`,
    )
    return
  }
  const cwd = mkdtempSync(join(tmpdir(), 'luaparity-bench-'))
  try {
    mkdirSync(join(cwd, 'spec'))
    writeFileSync(join(cwd, 'inventory.lua'), MODULE(0))
    for (let i = 1; i <= FILES; i++) writeFileSync(join(cwd, 'spec', `inventory_${i}_spec.lua`), spec(i))
    await compare(cwd)
  } finally {
    rmSync(cwd, { recursive: true })
  }
}

async function compare(cwd) {
  const ms = { node: [], busted: [], cold: [], warm: [] }
  const session = await openSpecSession({ cwd, engines: ['fast'] })
  try {
    const files = await session.specFiles()
    await runAll(session, files)
    // One is not counted: the first start of a build is slower than those after it.
    for (let round = 0; round <= ROUNDS; round++) {
      // In turns, so that a busy moment of the machine hits all.
      const seen = {
        node: command(cwd, process.execPath, ['-e', '0']).ms,
        busted: busted(cwd),
        cold: luaparity(cwd),
        warm: await warm(cwd, session, files, round + 1),
      }
      if (round > 0) for (const [name, value] of Object.entries(seen)) ms[name].push(value)
    }
  } finally {
    await session.stop()
  }
  const base = median(ms.busted)
  const row = (what, values) => [what, median(values).toFixed(0), (median(values) / base).toFixed(2)]
  showTable(
    [`${FILES} spec files with ${TESTS} tests each`, 'median ms', 'busted = 1'],
    [
      row('node -e 0', ms.node),
      row('busted on luajit, cold', ms.busted),
      row('luaparity run --engines fast, cold', ms.cold),
      row('all of them again after a change, engines up', ms.warm),
    ],
  )
  showTarget('cold, times what busted takes (goal 2)', median(ms.cold) / base, '<=', 2)
  showTarget('warm, times what busted takes (goal a third)', median(ms.warm) / base, '<=', 1 / 3)
}

function busted(cwd) {
  const { ms, stdout } = command(cwd, 'busted', [`--lua=${LUAJIT}`, '--lpath=./?.lua', 'spec'])
  expectTests(Number(/(\d+) success/.exec(stdout)?.[1]), 'busted')
  return ms
}

function luaparity(cwd) {
  const { ms, stdout } = command(cwd, process.execPath, [LUAPARITY, 'run', 'spec', '--engines', 'fast'])
  expectTests(Number(/(\d+) agree/.exec(stdout)?.[1]), 'luaparity')
  return ms
}

async function warm(cwd, session, files, version) {
  const changed = join(cwd, 'inventory.lua')
  writeFileSync(changed, MODULE(version))
  const started = performance.now()
  session.filesChanged([changed])
  await runAll(session, files)
  return performance.now() - started
}

async function runAll(session, files) {
  const runs = await Promise.all(files.map((file) => session.run('fast', file, null)))
  const tests = runs.flatMap((run) => run.tests)
  expectTests(tests.filter(({ observation }) => observation.outcome === 'pass').length, 'the session')
}

function expectTests(count, who) {
  if (count !== FILES * TESTS) throw new Error(`${who} passed ${count} of ${FILES * TESTS} tests`)
}

function command(cwd, name, args) {
  const started = performance.now()
  const { status, stdout, stderr } = spawnSync(name, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    // Node would read all certificates that are named, which is no part of what is measured.
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined },
  })
  const ms = performance.now() - started
  if (status !== 0) throw new Error(`${name} ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`)
  return { ms, stdout }
}
