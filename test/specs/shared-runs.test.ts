import { expect, test } from 'vitest'
import { SharedRuns } from '../../harness/specs/shared-runs.js'

test('tests share the runs of a file, and one that asks again gets another', async () => {
  let started = 0
  const runs = new SharedRuns<number>()
  const ask = (key: string, id: string) => runs.run(key, id, async () => ++started)
  expect(await Promise.all([ask('k', 'a'), ask('k', 'b'), ask('k', 'a'), ask('k', 'b')])).toEqual([
    1, 1, 2, 2,
  ])
  expect(await ask('other', 'a')).toBe(3)
  expect(started).toBe(3)
})
