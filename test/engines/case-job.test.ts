import { expect, test } from 'vitest'
import { jobArguments } from '../../harness/engines/case-job.js'
import { specCase } from '../specs/builders.js'

test('tests to leave out are given by their names, as another run may number them otherwise', () => {
  const skip = [
    { n: 1, names: ['a', 'one > two'] },
    { n: 2, names: ['b'] },
  ]
  expect(jobArguments(specCase('', { skip }))).toEqual(['run', '', '\n=a\tone > two\n=b'])
})

test('names with other characters than those of ASCII are left to the numbers', () => {
  const skip = [
    { n: 1, names: ['b\u00e4r'] },
    { n: 2, names: ['b'] },
    { n: 3, names: ['two\nlines'] },
  ]
  expect(jobArguments(specCase('', { skip, only: [1, 2] }))).toEqual(['run', '1,2', '1,3\n=b'])
})
