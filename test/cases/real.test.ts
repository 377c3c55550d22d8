import { describe, expect, test } from 'vitest'
import { topComments } from '../../harness/cases/comments.js'
import { readReal } from '../../harness/cases/real.js'

const read = (source: string) => readReal(topComments(Buffer.from(source)))

describe('what a script has to have as it really is', () => {
  test.each([
    ['-- real: clock\nreturn 1', ['clock']],
    ['--real: random, clock\n', ['random', 'clock']],
    ['#!/usr/bin/lua\n-- a game\n-- real: clock\n', ['clock']],
    ['-- real: clock\n-- real: random\n-- real: clock\n', ['clock', 'random']],
    ['return 1\n-- real: clock', []],
    ['-- really: clock', []],
  ])('%j', (source, real) => {
    expect(read(source)).toEqual({ real, problems: [] })
  })

  test.each(['-- real:', '-- real: time', '-- real: clock time'])('%j is not understood', (source) => {
    expect(read(`-- a game\n${source}\n`).problems).toEqual([
      { line: 2, message: expect.stringContaining('write clock or random, or both') },
    ])
  })
})
