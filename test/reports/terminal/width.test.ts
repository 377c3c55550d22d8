import pc from 'picocolors'
import { expect, test } from 'vitest'
import { columns } from '../../../harness/reports/terminal/text.js'
import { widthOnTerminal } from '../../../harness/reports/terminal/width.js'

const c = pc.createColors(true)

test.each([
  ['', 0],
  ['plain', 5],
  [`${c.red('pass')} ${c.dim('◦')}`, 6],
  ['✓ ≠ …', 5],
  ['日本', 4],
  ['한국', 4],
  ['ｆ', 2],
  ['e\u0301', 1],
  ['😀', 2],
  ['👨‍👩‍👧', 2],
  ['❤️', 2],
])('%j takes %i columns', (text, width) => {
  expect(widthOnTerminal(text)).toBe(width)
})

test('columns are as wide as what stands in them, on the left or on the right', () => {
  const rows = [
    ['日本', '1', c.green('pass')],
    ['b', '22', ''],
  ]
  expect(columns(['case', 'n', 'verdict'], rows, ['left', 'right'])).toBe(
    `case   n  verdict\n日本   1  ${c.green('pass')}\nb     22`,
  )
})
