import { expect, test } from 'vitest'
import { isDay, utcDay } from '../../harness/ledger/day.js'

test('the day is that of UTC, whatever the local one is', () => {
  expect(utcDay(new Date('2027-01-31T23:30:00-02:00'))).toBe('2027-02-01')
})

test.each([
  ['2027-01-31', true],
  ['2028-02-29', true],
  ['2027-02-29', false],
  ['2027-13-01', false],
  ['27-01-31', false],
  ['2027-1-31', false],
  ['soon', false],
])('%s is a day: %s', (text, is) => {
  expect(isDay(text)).toBe(is)
})
