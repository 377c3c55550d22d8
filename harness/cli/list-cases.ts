import type { Case } from '../cases/case.js'
import { findFastVm } from '../engines/in-process/fast-vm/artefact.js'
import { UsageError } from '../errors.js'
import { openSpecSession } from '../specs/session.js'
import { withIds } from '../specs/test-ids.js'
import type { CaseFlags } from './commands/case-options.js'

/**
 * Ids of cases, those of a spec file's tests in its place: which there are, the file says when it is run on a VM of this
 * process, without its tests. Throws UsageError for a file that does not run.
 */
export async function listCases(cases: readonly Case[], cwd: string, flags: CaseFlags): Promise<string[]> {
  if (!cases.some(({ spec }) => spec)) return cases.map(({ id }) => id)
  const { config, seed } = flags
  const options = { cwd, flags, ...(config !== undefined && { config }), ...(seed !== undefined && { seed }) }
  const session = await openSpecSession(options)
  const engine = findFastVm() ? 'fast' : 'lua51'
  const idsOf = async ({ id, file, spec }: Case): Promise<string[]> => {
    if (!spec || file === null) return [id]
    const { tests, problem } = await session.list(engine, file)
    if (problem) {
      const { error, reason } = problem
      throw new UsageError(
        `${error?.file ?? file}:${error?.line ?? 1}: ${error?.message ?? reason ?? problem.outcome}`,
        { hint: `The tests of ${file} cannot be listed; \`luaparity run\` shows more.` },
      )
    }
    return [...withIds(file, tests).keys()]
  }
  try {
    return (await Promise.all(cases.map(idsOf))).flat()
  } finally {
    await session.stop()
  }
}
