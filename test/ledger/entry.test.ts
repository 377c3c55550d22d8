import { describe, expect, test } from 'vitest'
import { axesOf, isNativeName } from '../../harness/engines/native/axes.js'
import { hasRunOut, ledgerEntry } from '../../harness/ledger/entry.js'
import type { Cause } from '../../harness/verdicts/verdict.js'
import { anEntry } from './entries.js'

const engine = (name: string) => ({ name, axes: isNativeName(name) ? axesOf(name, 'amd64') : null })

test.each([
  ['scripts/a.lua', 'scripts/a.lua', true],
  ['scripts/a.lua', 'scripts/b.lua', false],
  ['scripts/*.lua', 'scripts/a.lua', true],
  ['scripts/*.lua', 'scripts/deep/a.lua', false],
  ['scripts/**', 'scripts/deep/a.lua', true],
  ['{a,b}.lua', 'b.lua', true],
  ['**/*.lua', '.hidden/a.lua', true],
  ['boss[1].lua', 'boss[1].lua', true],
])('the case %s means %s: %s', (pattern, id, meant) => {
  expect(ledgerEntry(anEntry({ case: pattern })).meansCase(id)).toBe(meant)
})

test.each([
  ['lua54', 'lua54', true],
  ['lua54', 'lua53', false],
  ['lua54 lua53', 'lua53', true],
  ['*', 'process:x', true],
  ['*', 'native', true],
  ['native', 'native:jit=off', false],
  ['native:jit=off,*', 'native:jit=off,release=trixie', true],
  ['native:jit=off,*', 'native', false],
  ['native:*', 'lua54', false],
  ['native:jit=off,release=trixie', 'native:release=trixie,jit=off', true],
  ['process:luajit -joff', 'process:luajit -joff', true],
])('the engine %s means %s: %s', (terms, name, meant) => {
  expect(ledgerEntry(anEntry({ engine: terms })).meansEngine(engine(name))).toBe(meant)
})

describe('the cause', () => {
  const confidence = 'confirmed'
  const dialect: Cause = { kind: 'dialect', rule: 'int-float-tostring', confidence }
  const crash: Cause = { kind: 'crash', signature: 'SIGSEGV in lj_parse', confidence }

  test.each<[string, Parameters<typeof anEntry>[0], Cause, boolean]>([
    ['any rule', { cause: 'dialect' }, dialect, true],
    ['its rule', { cause: 'dialect', rule: 'int-float-tostring' }, dialect, true],
    ['another rule', { cause: 'dialect', rule: 'goto' }, dialect, false],
    ['its signature', { cause: 'crash', signature: 'SIGSEGV in lj_parse' }, crash, true],
    ['another signature', { cause: 'crash', signature: 'SIGSEGV in lj_opt' }, crash, false],
    ['another kind', { cause: 'jit' }, dialect, false],
    ['no explanation', { cause: 'unexplained' }, { kind: 'unexplained', confidence }, true],
  ])('with %s', (_, changes, cause, meant) => {
    expect(ledgerEntry(anEntry(changes)).meansCause(cause)).toBe(meant)
  })
})

test.each([
  [undefined, false],
  ['2026-12-31', true],
  ['2027-01-01', false],
  ['2027-01-02', false],
])('until %s has run out on 2027-01-01: %s', (until, over) => {
  expect(hasRunOut(anEntry(until === undefined ? {} : { until }), '2027-01-01')).toBe(over)
})
