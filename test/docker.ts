import { homedir } from 'node:os'
import type Docker from 'dockerode'
import { describe } from 'vitest'
import { findDocker } from '../harness/engines/native/docker/endpoint.js'
import { EngineUnavailableError } from '../harness/errors.js'

const search = await searchDocker()

/** The engine for tests inside `describeDocker`; null where none answers. */
export const docker = search.docker

/**
 * `describe` for tests that need a Docker engine. Without one they are skipped, with the reason in their name;
 * with `LUAPARITY_REQUIRE_DOCKER=1` the test file fails instead, so that CI never skips them unseen.
 */
export function describeDocker(name: string, body: (docker: Docker) => void): void {
  if (search.docker) describe(name, () => body(search.docker))
  else describe.skip(`${name} [skipped: ${search.reason}]`, () => body(undefined as never))
}

type Search = { docker: Docker; reason: null } | { docker: null; reason: string }

async function searchDocker(): Promise<Search> {
  try {
    const { docker } = await findDocker({ env: process.env, platform: process.platform, homedir: homedir() })
    return { docker, reason: null }
  } catch (error) {
    if (!(error instanceof EngineUnavailableError) || process.env.LUAPARITY_REQUIRE_DOCKER === '1')
      throw error
    const reason = error.message.replace(/\s*\n\s*/g, ' ')
    console.warn(`Tests that need Docker are skipped. ${reason}`)
    return { docker: null, reason }
  }
}
