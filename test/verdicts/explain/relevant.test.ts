import { expect, test } from 'vitest'
import { isRelevant } from '../../../harness/verdicts/explain/relevant.js'
import type { EmulatedRule } from '../../../harness/verdicts/explain/trial.js'
import { RULES } from '../../../harness/verdicts/rules/catalogue.js'

const EMULATED = RULES.filter((rule): rule is EmulatedRule => rule.finding.by === 'emulation')
const rule = (id: string) => EMULATED.find((one) => one.id === id)!

test.each(EMULATED)('$id can be at work in its own example', (one) => {
  expect(isRelevant(one, [one.example])).toBe(true)
})

test('a script without the words of a rule cannot fall into it', () => {
  expect(isRelevant(rule('unpack-global'), ['return 1 + 1'])).toBe(false)
  expect(isRelevant(rule('format-d-fraction'), ['print(1)', 'local M = {} return M'])).toBe(false)
})

test('one of its modules may have them', () => {
  expect(isRelevant(rule('unpack-global'), ['require "combat"', 'return unpack(list)'])).toBe(true)
})
