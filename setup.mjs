#!/usr/bin/env node
// From a fresh checkout to a working Luaparity: npm packages, build, then `luaparity setup` for Docker.
// Needs nothing but Node and does only what is missing. Stamps are written last, so that whatever was
// interrupted is done again.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const ROOT = dirname(fileURLToPath(import.meta.url))
const OLDEST_NODE = [20, 19]
const INSTALL_STAMP = inRoot('node_modules', '.luaparity-setup')
const BUILD_STAMP = inRoot('dist', '.luaparity-setup')
const BUNDLES = ['luaparity.js', 'worker.js'].map((name) => inRoot('dist', 'bundle', name))
const LAST_LINES = 30

class SetupError extends Error {
  constructor(message, whatToDo, exitCode = 1) {
    super(message)
    this.whatToDo = whatToDo
    this.exitCode = exitCode
  }
}

/** A command that failed; the message carries its last lines, `output` most of what it printed. */
class CommandError extends SetupError {
  constructor(command, how, output, whatToDo) {
    const lines = output.trimEnd().split(/\r?\n/).slice(-LAST_LINES)
    super(`${command} ${how}:\n  ${lines.join('\n  ')}`, whatToDo)
    this.output = output
  }
}

let signalReceived = null

async function main() {
  checkNodeVersion()
  // The child at work gets the terminal's Ctrl-C too; we wait for it and clean up.
  process.on('SIGINT', () => {
    signalReceived = 'SIGINT'
  })
  if (!isInstalled() || !isBuilt()) await withLock(installAndBuild)
  return await handOver()
}

function checkNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  throw new SetupError(
    `Luaparity needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node} (${process.execPath}).`,
    'Install a current Node from https://nodejs.org or with your version manager, then run this again.',
  )
}

async function installAndBuild() {
  // Asked again: another set-up may have done it while this one waited.
  if (!isInstalled()) {
    await step('npm packages: installing with `npm ci`', install)
  }
  writeFileSync(INSTALL_STAMP, installHash())
  if (!isBuilt()) {
    await step('build: compiling harness/ to dist/ with TypeScript, and bundling it', build)
  }
}

// ---- npm packages

function isInstalled() {
  return contentOf(INSTALL_STAMP) === installHash() || hasNpmInstalledTheLock()
}

// The platform counts: packages with native programs differ when a checkout is shared with a container.
function installHash() {
  return hashOf([`${process.platform}-${process.arch}`, contentOf(inRoot('package-lock.json'))])
}

// Somebody ran `npm ci` or `npm install` by hand: npm's own record, written when it is done, says what is there.
function hasNpmInstalledTheLock() {
  const record = contentOf(inRoot('node_modules', '.package-lock.json'))
  if (record === '') return false
  const installed = JSON.parse(record).packages
  const locked = Object.entries(JSON.parse(contentOf(inRoot('package-lock.json'))).packages)
  return locked.every(([path, wanted]) => {
    if (path === '') return true
    const found = installed[path]
    if (found === undefined) return Boolean(wanted.optional) && !isForThisPlatform(wanted)
    return found.version === wanted.version && existsSync(inRoot(path, 'package.json'))
  })
}

// Packages for one C library are left out of account: Node cannot simply tell which one it runs on.
function isForThisPlatform({ os = [], cpu = [], libc = [] }) {
  return os.includes(process.platform) && cpu.includes(process.arch) && libc.length === 0
}

async function install() {
  rmSync(INSTALL_STAMP, { force: true })
  try {
    await npm('ci')
  } catch (error) {
    if (!(error instanceof CommandError && error.output.includes('code EUSAGE'))) throw error
    // npm writes no entry for a platform's optional package that its registry did not have; `npm ci` then
    // refuses the whole lock file, while `npm install` takes it as far as it goes.
    process.stdout.write(' `npm ci` refuses the lock file as incomplete, so `npm install` ...')
    rmSync(inRoot('node_modules'), { recursive: true, force: true })
    await npm('install', '--no-save')
  }
}

async function npm(...command) {
  // Under NODE_ENV=production npm would leave out the compiler.
  const args = [...command, '--include=dev', '--no-audit', '--no-fund']
  const cli = process.env.npm_execpath || ''
  const whatToDo =
    'Check that the package registry can be reached and that nothing in node_modules is in use, then run this again.'
  if (basename(cli) === 'npm-cli.js') await run(process.execPath, [cli, ...args], whatToDo)
  // npm is a script on Windows, which only a shell can start.
  else await run('npm', args, whatToDo, { shell: process.platform === 'win32' })
}

// ---- build

function isBuilt() {
  return (
    contentOf(BUILD_STAMP) === buildHash() &&
    BUNDLES.every((bundle) => existsSync(bundle)) &&
    sources().every((source) => existsSync(inRoot('dist', `${source}.js`)))
  )
}

function buildHash() {
  const inputs = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'rolldown.config.mjs'].map(
    (name) => inRoot(name),
  )
  const typescript = filesBelow(inRoot('harness')).filter((file) => file.endsWith('.ts'))
  return hashOf([...inputs, ...typescript].flatMap((file) => [relative(ROOT, file), contentOf(file)]))
}

async function build() {
  rmSync(BUILD_STAMP, { force: true })
  // Taken before compiling: what is edited meanwhile counts as not built.
  const hash = buildHash()
  const whatToDo =
    'Correct the errors above, then run this again. If you changed nothing: `git status` shows what differs.'
  const tool = (path, ...args) =>
    run(process.execPath, [inRoot('node_modules', ...path.split('/')), ...args], whatToDo)
  await tool('typescript/bin/tsc', '-p', inRoot('tsconfig.build.json'))
  removeOrphans()
  await tool('rolldown/bin/cli.mjs', '--config', inRoot('rolldown.config.mjs'))
  writeFileSync(BUILD_STAMP, hash)
}

// What the compiler makes of a source, e.g. of harness/cli/main.ts: dist/cli/main.js and its companions.
const OUTPUT = /(\.d\.ts|\.js)(\.map)?$/

// A module whose source is gone could still be imported, or run as a test.
function removeOrphans() {
  const known = new Set(sources())
  const dist = inRoot('dist')
  for (const file of filesBelow(dist)) {
    if (OUTPUT.test(file) && !known.has(relative(dist, file).replace(OUTPUT, ''))) rmSync(file)
  }
  removeEmptyFolders(dist)
}

function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name))
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder)
}

// The compiled sources, relative to harness/ and without `.ts`.
function sources() {
  return filesBelow(inRoot('harness'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => relative(inRoot('harness'), file).slice(0, -'.ts'.length))
}

// ---- Docker

function handOver() {
  return new Promise((resolve, reject) => {
    const args = [inRoot('dist', 'cli', 'main.js'), 'setup', ...process.argv.slice(2)]
    const child = spawn(process.execPath, args, { stdio: 'inherit' })
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    child.once('error', reject)
    child.once('exit', (code) => resolve(code === null ? 1 : code))
  })
}

// ---- running and telling

async function step(title, body) {
  const started = Date.now()
  process.stdout.write(`${title} ...`)
  try {
    await body()
    process.stdout.write(` done (${secondsSince(started)})\n`)
  } catch (error) {
    process.stdout.write(` failed (${secondsSince(started)})\n`)
    throw error
  }
}

/** Runs a command silently; a failure carries the last lines of what it printed. */
function run(command, args, whatToDo, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    const take = (chunk) => {
      output = (output + chunk).slice(-100_000)
    }
    const forward = () => {
      signalReceived = 'SIGTERM'
      child.kill('SIGTERM')
    }
    process.on('SIGTERM', forward)
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('error', (error) => {
      process.off('SIGTERM', forward)
      reject(
        new SetupError(
          `Cannot start ${command}: ${error.message}`,
          'Check that it is installed and in PATH.',
        ),
      )
    })
    child.once('close', (code, signal) => {
      process.off('SIGTERM', forward)
      if (signalReceived !== null) {
        const exitCode = signalReceived === 'SIGINT' ? 130 : 143
        reject(new SetupError('Interrupted.', 'Run this again to go on.', exitCode))
      } else if (code === 0) resolve()
      else {
        const how = code === null ? `was ended by ${signal}` : `ended with exit code ${code}`
        reject(new CommandError(shown(command, args), how, output, whatToDo))
      }
    })
  })
}

// `node /long/path/npm-cli.js ci` as `npm-cli.js ci`.
function shown(command, args) {
  const words = command === process.execPath ? args : [command, ...args]
  return [basename(words[0]), ...words.slice(1)].join(' ')
}

/** Two set-ups of one checkout at once would delete each other's node_modules. */
async function withLock(body) {
  const lock = join(tmpdir(), `luaparity-checkout-${hashOf([ROOT]).slice(0, 12)}.lock`)
  let hasWaited = false
  while (!tryLock(lock)) {
    const holder = Number.parseInt(contentOf(lock), 10)
    if (!isAlive(holder)) rmSync(lock, { force: true })
    else if (!hasWaited)
      process.stdout.write(`Another set-up is running (process ${holder}): waiting for it to end\n`)
    hasWaited = true
    if (signalReceived !== null) throw new SetupError('Interrupted.', 'Run this again to go on.', 130)
    await sleep(200)
  }
  try {
    await body()
  } finally {
    rmSync(lock, { force: true })
  }
}

function tryLock(lock) {
  const own = `${lock}.${process.pid}`
  // A link appears with its content, so that nobody reads a lock without a holder.
  writeFileSync(own, String(process.pid))
  try {
    linkSync(own, lock)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

function isAlive(pid) {
  if (!Number.isInteger(pid)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

// ---- files

function inRoot(...parts) {
  return join(ROOT, ...parts)
}

/** The content of a file; empty when there is none. */
function contentOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return ''
    throw error
  }
}

function filesBelow(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesBelow(path) : [path]
    })
    .sort()
}

function hashOf(parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${part.length}\0${part}`)
  return hash.digest('hex')
}

function secondsSince(started) {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  process.stderr.write(`${error.message}\nWhat to do: ${error.whatToDo}\n`)
  process.exitCode = error.exitCode
}
