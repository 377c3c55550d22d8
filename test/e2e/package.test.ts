import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.js'
import { describeDocker } from '../docker.js'
import { temporaryFolder } from '../temporary-folder.js'

describeDocker('where the fast VM has been built', () => {
  test('the npm package holds it, with the sources it was made from', async () => {
    // Other tests may be writing below dist/, so that what is packed is only listed.
    const { stdout } = await execa('npm', ['pack', '--dry-run', '--json'], { cwd: packageRoot })
    const [{ files }] = JSON.parse(stdout.slice(stdout.indexOf('[\n')))
    expect(files.map((file: { path: string }) => file.path)).toEqual(
      expect.arrayContaining([
        'dist/fast-vm/fast-vm.json',
        'dist/fast-vm/fast-vm.wasm',
        'dist/bundle/luaparity.js',
        'dist/bundle/worker.js',
        'containers/fast-vm/Dockerfile',
        'containers/fast-vm/build.sh',
        'containers/fast-vm/patches/series',
        'containers/fast-vm/src/host.c',
      ]),
    )
  })
})

test('nothing is packed without it', async () => {
  const cwd = await temporaryFolder()
  await cp(join(packageRoot, 'prepack.mjs'), join(cwd, 'prepack.mjs'))
  const { exitCode, stderr } = await execa(process.execPath, ['prepack.mjs'], { cwd, reject: false })
  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/^The package is not complete\. .*\nWhat to do: `npm run setup`/)
})
