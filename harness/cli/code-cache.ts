import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire, Module } from 'node:module'
import { dirname, join } from 'node:path'
import { Script } from 'node:vm'

/**
 * What such a file imports modules with, in place of `import`: V8 does not know any more where that led from what it has kept.
 * The bundle is made to call it so.
 */
const IMPORT = 'luaparityImport'

/**
 * Runs a CommonJS file of this package with what V8 made of it the last time, which it need not compile again. `use` says
 * what it is run for: each use needs other functions. What V8 cannot use (of another version of it, or another file) is
 * made anew, and where nothing can be written, everything is compiled every time.
 */
export function runCached(file: string, use: string, load: (module: string) => Promise<unknown>): void {
  const { size, mtimeMs } = statSync(file)
  // V8 itself holds no more against the file than its length.
  const name = `${use}-${process.versions.v8}-${process.arch}-${size}-${Math.round(mtimeMs)}`
  const cache = join(dirname(file), '.cache', name)
  const cachedData = readIfThere(cache)
  const head = `(function (exports, require, module, __filename, __dirname, ${IMPORT}) { `
  const script = new Script(`${head}${readFileSync(file, 'utf8')}\n})`, {
    filename: file,
    columnOffset: -head.length,
    ...(cachedData && { cachedData }),
  })
  if (script.cachedDataRejected !== false) process.once('exit', () => write(cache, script.createCachedData()))
  const require = createRequire(file)
  const module = new Module(file)
  module.filename = file
  // Its other files require it in their turn.
  require.cache[file] = module
  script.runInThisContext()(module.exports, require, module, file, dirname(file), load)
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

// Whole or not at all, as others may be reading it.
function write(file: string, data: Buffer): void {
  const temporary = `${file}.${process.pid}`
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(temporary, data)
    renameSync(temporary, file)
  } catch {
    // A package that another user installed cannot be written to, which costs a tenth of a second every time.
  }
}
