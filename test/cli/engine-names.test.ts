import { expect, test } from 'vitest'
import { engineNames } from '../../harness/cli/commands/engine-names.js'

test.each([
  ['lua51,native', ['lua51', 'native']],
  [' lua51 , native ', ['lua51', 'native']],
  ['native:release=trixie,jit=off,fast', ['native:release=trixie,jit=off', 'fast']],
  ['native:gc=gc32,native:jit=off,embedder=naive', ['native:gc=gc32', 'native:jit=off,embedder=naive']],
  ['process:lua -e x=1', ['process:lua -e x=1']],
  ['', []],
])('%j names %j', (text, names) => {
  expect(engineNames(text)).toEqual(names)
})
