import { expect, test } from 'vitest'
import { nameList } from '../../../harness/cli/commands/name-list.js'

test.each([
  ['native', ['native']],
  ['native, lua51', ['native', 'lua51']],
  ['native:gc=gc32,jit=off,lua51', ['native:gc=gc32,jit=off', 'lua51']],
  ['native:release=trixie,jit=off,native:jit=stress', ['native:release=trixie,jit=off', 'native:jit=stress']],
  ['process:env X=1 lua,lua54', ['process:env X=1 lua', 'lua54']],
  ['native,jit=off', ['native', 'jit=off']],
  [',lua51,', ['lua51']],
  [' , ', []],
])('%s', (text, names) => expect(nameList(text)).toEqual(names))
