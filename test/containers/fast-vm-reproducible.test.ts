import { createHash, randomUUID } from 'node:crypto'
import type Docker from 'dockerode'
import { expect, onTestFinished, test } from 'vitest'
import { findFastVm } from '../../harness/engines/in-process/fast-vm/artefact.js'
import { fastVmSources } from '../../harness/engines/in-process/fast-vm/sources.js'
import { buildImage } from '../../harness/engines/native/docker/build-image.js'
import { labels } from '../../harness/engines/native/docker/labels.js'
import { readFastVmImage } from '../../harness/setup/fast-vm-image.js'
import { someBaseImage } from '../base-image.js'
import { describeDocker } from '../docker.js'

// The tools, 2 GB and two minutes, are taken from the engine's cache, unless CI asks for everything from nothing.
const isFromNothing = process.env.LUAPARITY_REPRODUCE === 'full'
const TIMEOUT_MS = 30 * 60_000

describeDocker('the fast VM', (docker) => {
  test(
    `built twice ${isFromNothing ? 'from nothing' : 'on the same tools'}, has the same bytes, and those of dist/`,
    async () => {
      const hashes = [await hashOfBuild(docker), await hashOfBuild(docker)]
      console.log(hashes.map((hash, i) => `build ${i + 1}: SHA-256 ${hash}`).join('\n'))
      expect(hashes[1]).toBe(hashes[0])
      const built = findFastVm()?.info
      expect(built?.source, 'dist/ holds the fast VM of these sources: `npm run setup`').toBe(
        (await fastVmSources()).contentHash,
      )
      expect(built?.sha256).toBe(hashes[0])
    },
    TIMEOUT_MS,
  )
})

/** SHA-256 of a module that has just been compiled. Nothing of the build stays in the engine. */
async function hashOfBuild(docker: Docker): Promise<string> {
  // A role of its own has the engine compile again, and marks what is to be removed.
  const role = `test-${randomUUID()}`
  const tag = `luaparity/fast-vm:${role}`
  const filters = { dangling: ['true'], label: [`${labels.role}=${role}`] }
  onTestFinished(async () => {
    await docker.pruneImages({ filters })
  })
  await buildImage(docker, {
    context: await fastVmSources(),
    tag,
    role,
    buildArgs: { BASE_IMAGE: await someBaseImage(docker), ROLE: role },
    noCache: isFromNothing,
  })
  try {
    const { module } = await readFastVmImage(docker, tag)
    return createHash('sha256').update(module).digest('hex')
  } finally {
    await docker.getImage(tag).remove()
  }
}
