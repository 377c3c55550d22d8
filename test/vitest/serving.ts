import { onTestFinished } from 'vitest'
import type { Observation } from '../../harness/observations/observation.js'
import type { Session } from '../../harness/vitest/session.js'
import { SpecServer } from '../../harness/vitest/spec-server.js'
import { passing } from '../builders.js'

/** A session in which every engine finds two tests that pass, changed as given. */
export function aSession(changes: Partial<Session> = {}): Session {
  return {
    root: '/game',
    list: async () => ({
      tests: ['one', 'two'].map((name, index) => listed(index + 1, name)),
      problem: null,
    }),
    run: async (_engine, _file, only, onTest) => {
      const tests = [1, 2].filter((n) => only === null || only.includes(n)).map((n) => seen(n))
      for (const test of tests) onTest?.(test)
      return { tests, problem: null }
    },
    filesChanged: () => {},
    dependencies: async () => [],
    stop: async () => {},
    ...changes,
  }
}

export function seen(
  n: number,
  observation: Observation = passing(),
  names: readonly string[] = [`test ${n}`],
) {
  return { n, names, file: 'a_spec.lua', line: n, observation }
}

/** A server over that session, ended with the test. */
export function serve(
  session: Session | (() => Promise<Session>),
  { engines = ['fast', 'native'], optional = [] as readonly string[] } = {},
): SpecServer {
  const open = typeof session === 'function' ? session : async () => session
  const server = new SpecServer({ open, engines, optional })
  onTestFinished(() => server.stop())
  return server
}

function listed(n: number, name: string) {
  return { n, names: [name], file: 'a_spec.lua', line: n, pending: false }
}
