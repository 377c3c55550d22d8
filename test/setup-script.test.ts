import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../harness/package-root.js'
import { temporaryFolder } from './temporary-folder.js'

// A compiler that makes one file of each source, and whose product tells how it was called.
const TSC = `
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
if (readFileSync('harness/cli/main.ts', 'utf8').includes('BROKEN')) {
  for (let i = 0; i < 40; i++) console.log('error ' + i)
  process.exit(2)
}
mkdirSync('dist/cli', { recursive: true })
for (const name of readdirSync('harness/cli')) {
  cpSync('harness/cli/' + name, 'dist/cli/' + name.replace(/ts$/, 'js'))
}
`

// A bundler whose bundle is the command line as the compiler left it.
const ROLLDOWN = `
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
mkdirSync('dist/bundle', { recursive: true })
cpSync('dist/cli/main.js', 'dist/bundle/luaparity.js')
writeFileSync('dist/bundle/worker.js', '')
`

// An npm that installs these two. What it is told to do wrong is in package.json.
const NPM = `
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
const { fault } = JSON.parse(readFileSync('package.json', 'utf8'))
if (fault === 'offline') { console.error('npm error network'); process.exit(1) }
if (fault === 'lock' && process.argv[2] === 'ci') { console.error('npm error code EUSAGE'); process.exit(1) }
mkdirSync('node_modules/typescript/bin', { recursive: true })
writeFileSync('node_modules/typescript/package.json', '{"type":"module"}')
writeFileSync('node_modules/typescript/bin/tsc', ${JSON.stringify(TSC)})
mkdirSync('node_modules/rolldown/bin', { recursive: true })
writeFileSync('node_modules/rolldown/bin/cli.mjs', ${JSON.stringify(ROLLDOWN)})
`

const MAIN = `console.log('main', ...process.argv.slice(2)); process.exitCode = 3`
const INSTALLING = 'npm packages: installing with `npm ci` ...'
const BUILDING = 'build: compiling harness/ to dist/ with TypeScript, and bundling it ... done'

async function checkout({ fault = '', main = MAIN } = {}) {
  const folder = await temporaryFolder({
    'package.json': JSON.stringify({ type: 'module', fault }),
    'package-lock.json': '{"packages":{"":{},"node_modules/typescript":{"version":"1.0.0"}}}',
    'tsconfig.json': '{}',
    'tsconfig.build.json': '{}',
    'rolldown.config.mjs': '',
    'harness/cli/main.ts': main,
    'npm/package.json': '{"type":"module"}',
    'npm/npm-cli.js': NPM,
  })
  await cp(join(packageRoot, 'setup.mjs'), join(folder, 'setup.mjs'))
  return folder
}

/** Runs the script as a user does; its output with the durations left out. */
async function setUp(folder: string) {
  const { all, exitCode } = await execa(process.execPath, ['setup.mjs'], {
    cwd: folder,
    env: { npm_execpath: join(folder, 'npm', 'npm-cli.js') },
    all: true,
    reject: false,
  })
  return { lines: all.replace(/ \(\d+\.\d s\)/g, '').split('\n'), exitCode }
}

describe('setup.mjs', () => {
  test('installs, builds, hands over, and passes on the exit code', async () => {
    expect(await setUp(await checkout())).toEqual({
      lines: [`${INSTALLING} done`, BUILDING, 'main setup'],
      exitCode: 3,
    })
  })

  test('does nothing twice', async () => {
    const folder = await checkout()
    await setUp(folder)
    expect((await setUp(folder)).lines).toEqual(['main setup'])
  })

  test('builds again when a source changed, and removes what has no source any more', async () => {
    const folder = await checkout()
    await writeFile(join(folder, 'harness/cli/old.ts'), '')
    await setUp(folder)
    await rm(join(folder, 'harness/cli/old.ts'))
    expect((await setUp(folder)).lines).toEqual([BUILDING, 'main setup'])
    await expect(readFile(join(folder, 'dist/cli/old.js'))).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('leaves alone what the compiler did not make', async () => {
    const folder = await checkout()
    await setUp(folder)
    await mkdir(join(folder, 'dist/fast-vm'))
    await writeFile(join(folder, 'dist/fast-vm/fast-vm.wasm'), 'a module')
    await writeFile(join(folder, 'harness/cli/main.ts'), `${MAIN} //`)
    expect((await setUp(folder)).lines).toEqual([BUILDING, 'main setup'])
    expect(await readFile(join(folder, 'dist/fast-vm/fast-vm.wasm'), 'utf8')).toBe('a module')
  })

  test('builds again when a part of dist is missing', async () => {
    const folder = await checkout()
    await setUp(folder)
    for (const part of ['dist/cli/main.js', 'dist/bundle/worker.js']) {
      await rm(join(folder, part))
      expect((await setUp(folder)).lines).toEqual([BUILDING, 'main setup'])
    }
  })

  test('installs again when the lock file changed', async () => {
    const folder = await checkout()
    await setUp(folder)
    await writeFile(join(folder, 'package-lock.json'), '{"packages":{}}')
    expect((await setUp(folder)).lines[0]).toBe(`${INSTALLING} done`)
  })

  test("takes npm's own record for an installation made by hand", async () => {
    const folder = await checkout()
    await setUp(folder)
    await rm(join(folder, 'node_modules/.luaparity-setup'))
    await cp(join(folder, 'package-lock.json'), join(folder, 'node_modules/.package-lock.json'))
    expect((await setUp(folder)).lines).toEqual(['main setup'])
    // Without the record, the installation may have been cut short.
    await rm(join(folder, 'node_modules/.package-lock.json'))
    expect((await setUp(folder)).lines).toEqual([`${INSTALLING} done`, 'main setup'])
  })

  test('a failed installation shows what npm said and what to do', async () => {
    const { lines, exitCode } = await setUp(await checkout({ fault: 'offline' }))
    expect(exitCode).toBe(1)
    expect(lines).toEqual([
      `${INSTALLING} failed`,
      'npm-cli.js ci --include=dev --no-audit --no-fund ended with exit code 1:',
      '  npm error network',
      expect.stringMatching(/^What to do: /),
    ])
  })

  test('a lock file that `npm ci` refuses is installed with `npm install`', async () => {
    const { lines } = await setUp(await checkout({ fault: 'lock' }))
    expect(lines[0]).toBe(
      `${INSTALLING} \`npm ci\` refuses the lock file as incomplete, so \`npm install\` ... done`,
    )
  })

  test('a failed build shows the last 30 lines, and is tried again', async () => {
    const folder = await checkout({ main: 'BROKEN' })
    const { lines, exitCode } = await setUp(folder)
    expect(exitCode).toBe(1)
    expect(lines).toContain('  error 39')
    expect(lines).toContain('  error 10')
    expect(lines).not.toContain('  error 9')
    await writeFile(join(folder, 'harness/cli/main.ts'), MAIN)
    expect((await setUp(folder)).lines).toEqual([BUILDING, 'main setup'])
  })
})
