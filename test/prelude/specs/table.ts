import { describe, expect, test } from 'vitest'
import { runSpec, type SpecRun } from './run-spec.js'
import { preludeVms } from './vms.js'

interface Row extends SpecRun {
  name: string
  /** In the words of `runSpec`, one a line; or what the lines match, where VMs have words of their own. */
  events: string | RegExp
}

/** Runs each spec on every VM there is, and asks for the exact sequence of its events. */
export function describeSpecs(rows: readonly Row[]): void {
  const { there, missing } = preludeVms()
  for (const name of missing) test.skip(`${name} [skipped: it is not there]`, () => {})

  describe.each(there)('$name', (vm) => {
    test.each(rows)('$name', async ({ events, ...run }) => {
      const seen = await runSpec(vm, run)
      if (typeof events === 'string') expect(seen).toEqual(events.trim().split('\n'))
      else expect(seen.join('\n')).toMatch(events)
    })
  })
}
