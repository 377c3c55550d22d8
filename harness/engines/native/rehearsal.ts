import type { Case, Limits } from '../../cases/case.js'
import { renderJob } from '../../prelude/job.js'
import { buildJob } from '../case-job.js'
import type { Project } from '../engine.js'

/** Trivial, but through all of the prelude; prints twice, once in a coroutine. */
const REHEARSAL: Case = {
  id: 'rehearsal',
  kind: 'snippet',
  file: null,
  line: 1,
  source: Buffer.from('print(1) coroutine.wrap(print)(2) return {}'),
  chunk: '=rehearsal',
  arguments: [],
  seed: 1,
  expectations: [],
}
const LIMITS: Limits = {
  timeoutMs: 1000,
  memoryBytes: 0,
  outputBytes: 1024,
  valueBytes: 1024,
  instructions: null,
  cpuMs: null,
  children: 0,
}

/** The job that an agent runs before it takes any. */
export function rehearsalJob(project: Project): string {
  return renderJob(buildJob(REHEARSAL, project, LIMITS, { fetch: 'raw', host: 'none' }))
}
