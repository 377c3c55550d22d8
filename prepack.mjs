// npm runs this before it makes the package, which must not leave without the compiled code or with a fast VM
// of other sources than it holds.
import { accessSync } from 'node:fs'

let problem = null
try {
  accessSync('dist/bundle/luaparity.js')
  const { findFastVm, loadFastVm } = await import('./dist/engines/in-process/fast-vm/artefact.js')
  const { isStale } = await import('./dist/engines/in-process/fast-vm/sources.js')
  await loadFastVm()
  if (await isStale(findFastVm()))
    problem = 'The fast VM was built from other sources than containers/fast-vm holds now'
} catch (error) {
  problem = error.message
}
if (problem !== null) {
  process.stderr.write(
    `The package is not complete. ${problem}\nWhat to do: \`npm run setup\`, with a Docker engine; then pack again.\n`,
  )
  process.exitCode = 1
}
