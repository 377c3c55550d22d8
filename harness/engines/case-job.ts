import type { Case, Limits } from '../cases/case.js'
import type { Job } from '../prelude/job.js'
import type { Project } from './engine.js'

/** The prelude's job for a case: the same on every engine but for how bytes and the host arrive. */
export function buildJob(
  testCase: Case,
  project: Project,
  limits: Limits,
  engine: { fetch: Job['fetch']; host: 'lua' | 'provided' | 'none' },
): Job {
  return {
    source: testCase.source,
    chunk: testCase.chunk,
    arguments: jobArguments(testCase),
    seed: testCase.seed,
    time: project.time,
    path: project.packagePath,
    env: project.env,
    limits: { output: limits.outputBytes, values: limits.valueBytes },
    determinism: {
      clock: project.determinism.clock && !testCase.real?.includes('clock'),
      random: project.determinism.random && !testCase.real?.includes('random'),
    },
    fetch: engine.fetch,
    host: hostOf(engine.host, project),
    ...(testCase.spec && { spec: testCase.spec.options }),
    ...(testCase.control && {
      control: { program: testCase.control.program, files: Object.fromEntries(testCase.control.files) },
    }),
  }
}

/** What the script is given as `...`; for a spec file, what to do with it. */
export function jobArguments({ arguments: given, spec }: Case): readonly string[] {
  return spec ? [spec.mode, spec.only?.join() ?? '', skipText(spec.skip)] : given
}

// By their names, with a `=` in front; those with characters that may not come through as they are by their numbers.
function skipText(tests: NonNullable<Case['spec']>['skip']): string {
  const isPlain = ({ names }: { names: readonly string[] }): boolean =>
    names.every((name) => /^[\x20-\x7e]*$/.test(name))
  const numbers = tests.filter((test) => !isPlain(test)).map(({ n }) => n)
  const names = tests.filter(isPlain).map((test) => `=${test.names.join('\t')}`)
  return [numbers.join(), ...names].join('\n')
}

function hostOf(kind: 'lua' | 'provided' | 'none', project: Project): Job['host'] {
  if (kind === 'lua') return project.host.lua
  return kind === 'provided' ? { provided: true } : null
}
