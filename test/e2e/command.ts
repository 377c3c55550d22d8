import { join } from 'node:path'
import { execa } from 'execa'
import { packageRoot } from '../../harness/package-root.js'
import { type Report, reportSchema } from '../../harness/reports/schema.js'

const MAIN = join(packageRoot, 'dist', 'bundle', 'luaparity.js')

/** An engine that is not there; nothing else is tried when it is named. */
export const NO_DOCKER = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }

export interface Where {
  cwd: string
  env?: Record<string, string | undefined>
}

/** The built command line, run as a person does; the promise never rejects. */
export function luaparity(args: readonly string[], { cwd, env = {} }: Where) {
  return execa(process.execPath, [MAIN, ...args], {
    reject: false,
    stdin: 'ignore',
    cwd,
    // As on a person's machine, whatever runs the tests demands; what is printed is compared without colours.
    env: { LUAPARITY_REQUIRE_DOCKER: '', NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  })
}

/** Runs `luaparity run` with the JSON report on standard output, which must hold nothing else. */
export async function report(
  args: readonly string[],
  where: Where,
): Promise<{ report: Report; exitCode: number | undefined; stdout: string; stderr: string }> {
  const { stdout, stderr, exitCode, shortMessage } = await luaparity(
    ['run', ...args, '--reporter', 'json'],
    where,
  )
  let parsed: unknown
  try {
    parsed = JSON.parse(stdout)
  } catch (cause) {
    throw new Error(`no JSON report (${shortMessage ?? `exit code ${exitCode}`}): ${stdout}\n${stderr}`, {
      cause,
    })
  }
  return { report: reportSchema.parse(parsed), exitCode, stdout, stderr }
}

/** Outcome of every engine on the case with this id. */
export function outcomes({ cases }: Report, id: string): Record<string, string> {
  const found = cases.find((result) => result.id === id)
  if (!found)
    throw new Error(`the report has no case ${id}, only ${cases.map((result) => result.id).join(', ')}`)
  return Object.fromEntries(Object.entries(found.observations).map(([name, { outcome }]) => [name, outcome]))
}
