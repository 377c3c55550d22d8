import { randomUUID } from 'node:crypto'
import { readdir, truncate, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type Docker from 'dockerode'
import { expect, onTestFinished, test } from 'vitest'
import type { Arch } from '../../harness/engines/native/axes.js'
import { readBuildContext } from '../../harness/engines/native/docker/build-context.js'
import { buildImage } from '../../harness/engines/native/docker/build-image.js'
import { archOfImage } from '../../harness/engines/native/docker/inspect-image.js'
import { labels } from '../../harness/engines/native/docker/labels.js'
import { engineNameOf } from '../../harness/engines/native/docker/platform.js'
import { bootstrapBaseImage } from '../../harness/setup/bootstrap-base.js'
import { findEngine } from '../../harness/setup/docker-engine-step.js'
import { ensureArch } from '../../harness/setup/ensure-arch.js'
import { linuxHost } from '../../harness/setup/linux-host.js'
import { loadImage } from '../../harness/setup/load-image.js'
import { isDebianFamily } from '../../harness/setup/os-release.js'
import { probeImage } from '../../harness/setup/probe-image.js'
import { runCommand } from '../../harness/setup/run-command.js'
import type { StepContext } from '../../harness/setup/step.js'
import { describeDocker } from '../docker.js'
import { temporaryFolder } from '../temporary-folder.js'
import { fakeContext } from './fakes.js'

const NEVER = new AbortController().signal
const linux = linuxHost(process.env.PATH ?? '')
const host = process.platform === 'linux' ? await linux.osRelease() : null
const mayBootstrap = host !== null && isDebianFamily(host) && process.getuid?.() === 0
const whyNot = mayBootstrap ? '' : ' [skipped: only root on Debian and Ubuntu can make one]'

// Under emulation all of it takes ten times as long, and the machine's kernel is changed.
const withArm64 = process.env.LUAPARITY_TEST_ARM64 === '1'
const whyNotArm64 = withArm64 ? '' : ' [skipped: LUAPARITY_TEST_ARM64=1 has it tried]'

describeDocker('an image of another architecture', (docker) => {
  test.skipIf(!mayBootstrap)(
    `for i386 is made from packages, runs, and is built on${whyNot}`,
    { timeout: 600_000 },
    () => makeAndUse(docker, 'i386'),
  )

  test.skipIf(!mayBootstrap || !withArm64)(
    `for arm64 likewise${whyNot || whyNotArm64}`,
    { timeout: 3_600_000 },
    () => makeAndUse(docker, 'arm64'),
  )

  test('is not there when loading it broke off half way', async () => {
    const path = join(await temporaryFolder(), 'root.tar')
    await writeFile(path, Buffer.alloc(8 << 20))
    await truncate(path, 4 << 20)
    const tag = testTag()
    const image = { tag, arch: 'i386', created: new Date(), labels: {}, command: ['sh'] } as const
    const filesystem = { path, size: 8 << 20, sha256: '0'.repeat(64) }
    await expect(loadImage(docker, filesystem, image, NEVER)).rejects.toThrow('size mismatch')
    const interruption = new AbortController()
    const loading = loadImage(docker, filesystem, image, interruption.signal)
    interruption.abort(new Error('stop'))
    await expect(loading).rejects.toThrow('stop')
    expect(await archOfImage(docker, tag)).toBeNull()
  })
})

function testTag(): string {
  return `luaparity/base:test-${randomUUID()}`
}

async function makeAndUse(docker: Docker, arch: Arch): Promise<void> {
  const tag = testTag()
  onTestFinished(() => removeImage(docker, tag))
  const context = await realContext()
  const search = await findEngine(context)
  if (search.kind === 'none') throw search.error
  await ensureArch(context, search.engine, arch)
  await bootstrapBaseImage(context, docker, { release: 'bookworm', arch, tag, host: host! })
  expect(await readdir(context.temporaryFolder)).toEqual([])
  expect(await archOfImage(docker, tag)).toBe(engineNameOf(arch))
  // Its own `dpkg --print-architecture` answers.
  await probeImage(docker, tag, arch, NEVER)
  expect(await archOfBuild(docker, tag)).toEqual(await archOfImage(docker, tag))
}

/** Has the engine build on an image by running a program of it; the architecture that the result is labelled with. */
async function archOfBuild(docker: Docker, baseImage: string): Promise<string | null> {
  const role = `test-${randomUUID()}`
  const Dockerfile = 'ARG BASE_IMAGE\nFROM $BASE_IMAGE\nRUN dpkg --print-architecture > /arch\n'
  const context = await readBuildContext(await temporaryFolder({ Dockerfile }), {
    inputs: (file) => file === 'Dockerfile',
    seed: role,
  })
  const tag = `luaparity/test:${role}`
  onTestFinished(async () => {
    await removeImage(docker, tag)
    await docker.pruneImages({ filters: { dangling: ['true'], label: [`${labels.role}=${role}`] } })
  })
  await buildImage(docker, { context, tag, role, buildArgs: { BASE_IMAGE: baseImage } })
  return archOfImage(docker, tag)
}

async function removeImage(docker: Docker, tag: string): Promise<void> {
  if ((await archOfImage(docker, tag)) !== null) await docker.getImage(tag).remove()
}

/** A step's context that reaches this machine. */
async function realContext(): Promise<StepContext> {
  const { connect: _, ...context } = fakeContext({
    env: process.env,
    platform: process.platform,
    homedir: homedir(),
    uid: process.getuid?.() ?? null,
    temporaryFolder: await temporaryFolder(),
    run: runCommand,
    linux,
  })
  return context
}
