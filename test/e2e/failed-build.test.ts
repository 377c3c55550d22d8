import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { buildImage } from '../../harness/engines/native/docker/build-image.js'
import { DEFAULT_POINT, nativeImageTag } from '../../harness/engines/native/docker/image.js'
import { inspectImage } from '../../harness/engines/native/docker/inspect-image.js'
import { packageRoot } from '../../harness/package-root.js'
import { someBaseImage } from '../base-image.js'
import { docker as shared } from '../docker.js'
import { describePrivateDockerd, type PrivateDockerd } from '../private-dockerd.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity } from './command.js'

const images = async (): Promise<string[]> => [await someBaseImage(shared!)]

// An engine of these tests' own has no network, and its disk is as small as this.
describePrivateDockerd('an image that cannot be built', { size: '600m', images }, (engine) => {
  const setUp = () =>
    luaparity(['setup'], {
      cwd: packageRoot,
      env: { DOCKER_HOST: engine().host, LUAPARITY_SETUP_SKIP_DOCKER: '' },
    })

  test('shows which step failed and what it printed last, and leaves nothing behind', async () => {
    const { stdout, exitCode } = await setUp()
    expect(exitCode).toBe(3)
    expect(stdout).toMatch(
      /^The set-up failed .*: Building luaparity\/ruby-luajit:bookworm-\w+ failed at Step 3\/\d+ : RUN apt-get update/m,
    )
    expect(stdout).toContain('returned a non-zero code: 100')
    // Lines of the step itself, and what to do about them.
    expect(stdout).toMatch(/^ {2}.*Temporary failure resolving/m)
    expect(stdout).toMatch(/^What to do: A download failed: check that containers reach the network/m)
    await expectNothingHalfMade(engine())
  }, 120_000)

  test('for want of an image is said by a run, which is not green', async () => {
    const cwd = await temporaryFolder()
    const { stdout, stderr, exitCode } = await luaparity(
      ['run', '-e', 'return 1', '--engines', 'native,lua51'],
      {
        cwd,
        env: { DOCKER_HOST: engine().host },
      },
    )
    expect(exitCode).toBe(3)
    expect(stderr).toContain('Temporary failure resolving')
    expect(stdout).toMatch(
      /native is unavailable: nothing ran on it\. its image could not be built: Building .* failed at Step 3/,
    )
    expect(stdout).toContain('ran on lua51 only')
  }, 120_000)

  test('because the disk is full says so, and how to get room', async () => {
    const folder = await temporaryFolder({
      Dockerfile: 'FROM base\nRUN dd if=/dev/zero of=/large bs=1M count=2000\n',
    })
    const { docker } = engine()
    await docker.getImage((await images())[0]!).tag({ repo: 'base', tag: 'latest' })
    const building = buildImage(docker, {
      context: { folder, dockerfile: 'Dockerfile', files: ['Dockerfile'], contentHash: '0'.repeat(12) },
      tag: 'luaparity-test/large:1',
      role: 'test-image',
      buildArgs: {},
    })
    await expect(building).rejects.toMatchObject({
      code: 'ERR_IMAGE_BUILD',
      message: expect.stringMatching(/failed at Step 2\/\d+ : RUN dd [\s\S]*No space left on device/),
      hint: expect.stringContaining('`luaparity images prune`'),
    })
    expect(await inspectImage(docker, 'luaparity-test/large:1')).toBeNull()
    await expectNothingHalfMade(engine())
  }, 120_000)

  test('on a disk that is full already, the set-up ends with 3 and says why', async () => {
    const filler = join(engine().dataFolder, 'filler')
    onTestFinished(() => rm(filler, { force: true }))
    await fill(filler, engine().dataFolder)
    const { stdout, exitCode } = await setUp()
    expect(exitCode).toBe(3)
    expect(stdout).toMatch(/no space left on device/i)
    expect(stdout).toMatch(/^What to do: The disk that holds the data of the Docker engine is full/m)
    await rm(filler, { force: true })
    await expectNothingHalfMade(engine())
  }, 120_000)
})

async function fill(file: string, folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  await writeFile(file, Buffer.alloc(bavail * bsize))
}

async function expectNothingHalfMade({ docker }: PrivateDockerd): Promise<void> {
  expect(await docker.listContainers({ all: true })).toEqual([])
  expect(await inspectImage(docker, await nativeImageTag(DEFAULT_POINT))).toBeNull()
}
