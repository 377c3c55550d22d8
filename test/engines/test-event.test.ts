import { expect, test } from 'vitest'
import { beginsTest } from '../../harness/engines/test-event.js'

test.each([
  ['test [n1,n1,"a","x"]', true],
  ['took 1.000\ntested pass []\ntest [n2,n1,"a","y"]', true],
  ['tested pass []', false],
  ['out "test "', false],
  ['tes', false],
  ['', false],
])('%j: %s', (events, begins) => {
  expect(beginsTest(events)).toBe(begins)
  expect(beginsTest(Buffer.from(`x${events}`).subarray(1))).toBe(begins)
})
