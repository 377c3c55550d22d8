import type { DefinedTest } from '../observations/observation.js'

/**
 * Tests of one file by id, `<file> > <describe> > <it>`, in their order; of several with the same names the later ones have
 * their number behind it: ` (2)`.
 */
export function withIds<T extends DefinedTest>(file: string, tests: Iterable<T>): Map<string, T> {
  const known = new Map<string, number>()
  const byId = new Map<string, T>()
  for (const test of tests) {
    const name = [file, ...test.names].join(' > ')
    const count = (known.get(name) ?? 0) + 1
    known.set(name, count)
    byId.set(count === 1 ? name : `${name} (${count})`, test)
  }
  return byId
}
