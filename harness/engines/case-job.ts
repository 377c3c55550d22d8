import type { Case, Limits } from '../cases/case.js'
import type { Job } from '../prelude/job.js'
import type { Project } from './engine.js'

/** The prelude's job for a case: the same on every engine but for how bytes and the host arrive. */
export function buildJob(
  testCase: Case,
  project: Project,
  limits: Limits,
  engine: { fetch: Job['fetch']; host: 'lua' | 'provided' | 'none'; modules?: readonly string[] },
): Job {
  return {
    source: testCase.source,
    chunk: testCase.chunk,
    arguments: testCase.arguments,
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
    ...(engine.modules && { modules: engine.modules }),
    ...(testCase.control && {
      control: { program: testCase.control.program, files: Object.fromEntries(testCase.control.files) },
    }),
  }
}

function hostOf(kind: 'lua' | 'provided' | 'none', project: Project): Job['host'] {
  if (kind === 'lua') return project.host.lua
  return kind === 'provided' ? { provided: true } : null
}
