import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.js'
import { temporaryFolder } from '../temporary-folder.js'

// What is kept is written when a process ends.
async function run(folder: string, use = 'run'): Promise<string> {
  const cache = JSON.stringify(join(packageRoot, 'dist', 'cli', 'code-cache.js'))
  const program = `import { runCached } from ${cache}
runCached(${JSON.stringify(join(folder, 'main.js'))}, ${JSON.stringify(use)}, (module) => import(module))`
  const { stdout, stderr } = await execa(process.execPath, ['--input-type=module', '-e', program])
  return stdout + stderr
}

const MAIN = (word: string): string => `const { answer } = require('./other.js')
luaparityImport('node:path').then(({ posix }) => console.log(answer('${word}'), posix.sep))
exports.word = '${word}'
`

async function files(word: string): Promise<string> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }')
  await writeFile(join(folder, 'main.js'), MAIN(word))
  await writeFile(
    join(folder, 'other.js'),
    "exports.answer = (word) => word + (require.cache[require.resolve('./main.js')] ? ' once' : ' twice')",
  )
  return folder
}

test('a file runs the same from what is kept of it, and can require and import', async () => {
  const folder = await files('first')
  expect(await run(folder)).toBe('first once /')
  const kept = await readdir(join(folder, '.cache'))
  expect(kept).toHaveLength(1)
  expect(await run(folder)).toBe('first once /')
  expect(await readdir(join(folder, '.cache'))).toEqual(kept)
})

test('another file of the same length is compiled anew, each use by itself, and what is damaged too', async () => {
  const folder = await files('first')
  await run(folder)
  await writeFile(join(folder, 'main.js'), MAIN('other'))
  expect(await run(folder)).toBe('other once /')
  await run(folder, 'check')
  const kept = await readdir(join(folder, '.cache'))
  expect(kept).toHaveLength(3)
  for (const name of kept) await writeFile(join(folder, '.cache', name), 'damaged')
  expect(await run(folder)).toBe('other once /')
})
