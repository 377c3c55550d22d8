import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type Docker from 'dockerode'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import {
  buildNativeImage,
  DEFAULT_POINT,
  findNativeImage,
} from '../../harness/engines/native/docker/image.js'
import { someBaseImage } from '../base-image.js'
import { docker as shared } from '../docker.js'
import { describePrivateDockerd, type PrivateDockerd } from '../private-dockerd.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity } from './command.js'

const BASE = 'ARG BASE_IMAGE\nFROM $BASE_IMAGE\n'
// The base image of 165 MB twice: while it is loaded, its archive lies there too.
const SIZE = '420m'
const images = async (): Promise<string[]> => [await someBaseImage(shared!)]

// Containers of this engine reach no network, which is what makes the real image's build fail.
describePrivateDockerd(
  'a build that fails on a small disk without a network',
  { images, size: SIZE },
  (engine) => {
    let before: unknown

    beforeEach(async () => {
      before = await everything(engine().docker)
    })

    afterEach(async () => {
      expect(await engine().docker.listContainers({ all: true })).toEqual([])
    })

    test.each([
      [
        'a step fills it',
        'RUN echo made >/first\nRUN echo filling; dd if=/dev/zero of=/filler bs=1M\n',
        '1',
        4,
      ],
      [
        'a file is too big to be copied',
        'RUN echo made >/first\nCOPY ext/ /ext/\n',
        'x'.repeat(200 * 2 ** 20),
        4,
      ],
    ])('when %s, says so and what to do, and keeps nothing of it', async (_, steps, content, failing) => {
      const { docker } = engine()
      const contextFolder = await temporaryFolder({
        'dockerfiles/bookworm.Dockerfile': `${BASE}${steps}`,
        'ext/file': content,
      })
      const building = buildNativeImage(docker, {
        point: DEFAULT_POINT,
        contextFolder,
        baseImage: await someBaseImage(docker),
      })
      await expect(building).rejects.toMatchObject({
        code: 'ERR_IMAGE_BUILD',
        step: expect.stringMatching(new RegExp(`^Step ${failing}/\\d+ : `)),
        message: expect.stringMatching(/no space left on device/i),
        hint: expect.stringMatching(/disk is full.*`luaparity images prune`.*run `luaparity setup` again\.$/),
      })
      expect(await findNativeImage(docker, DEFAULT_POINT, contextFolder)).toBeNull()
      expect(await everything(docker)).toEqual(before)
    })

    test('a full disk: `luaparity setup` says so and what to do', async () => {
      const filler = join(engine().dataFolder, 'filler')
      onTestFinished(() => rm(filler))
      await fill(filler)
      const { stdout, exitCode } = await setUp(engine())
      expect(stdout).toMatch(
        /^The set-up failed .*Building luaparity\/ruby-luajit:.* no space left on device$/m,
      )
      expect(stdout).toMatch(/^What to do: The engine's disk is full: .*`luaparity images prune`/m)
      expect(exitCode).toBe(3)
      expect(await everything(engine().docker)).toEqual(before)
    })

    test('a failing step: `luaparity setup` shows its last lines, what to do, and is exit code 3', async () => {
      const { stdout, exitCode } = await setUp(engine())
      expect(stdout).toMatch(/^✖ .*\[FAILED: failed after /m)
      const told = /^The set-up failed \(.*\): (.*)\n((?: {2}.*\n)+)What to do: (.*)$/m.exec(stdout)
      expect(told?.[1]).toMatch(/Building luaparity\/ruby-luajit:\S+ failed at Step \d+\/\d+ : RUN apt-get/)
      expect(told?.[2]).toMatch(/E: /)
      expect(told?.[3]).toMatch(
        /^A download failed.*run `luaparity setup` again; steps that succeeded are not/,
      )
      expect(exitCode).toBe(3)
      expect(await tagged(engine().docker)).toEqual([await someBaseImage(engine().docker)])
    })

    test('a run that needs the image shows the step too, and is not green', async () => {
      const { stdout, stderr, exitCode } = await luaparity(
        ['run', '-e', 'return 1', '--engines', 'native,lua51'],
        { cwd: await temporaryFolder(), env: { DOCKER_HOST: engine().host } },
      )
      expect(exitCode).toBe(3)
      expect(stderr).toMatch(/^ {2}E: /m)
      expect(stdout).toMatch(
        /native is unavailable: nothing ran on it\. its image could not be built: Building .* failed at Step/,
      )
      expect(stdout).toContain('ran on lua51 only')
    })
  },
)

/** `luaparity setup` on the engine; with a lock of its own, it waits for no other set-up of this machine. */
async function setUp({ host }: PrivateDockerd) {
  const cwd = await temporaryFolder()
  return luaparity(['setup'], { cwd, env: { DOCKER_HOST: host, TMPDIR: cwd } })
}

/** Ids of all images there are, the unnamed ones of a build's steps too. */
async function everything(docker: Docker): Promise<string[]> {
  return (await docker.listImages({ all: true })).map(({ Id }) => Id).sort()
}

async function tagged(docker: Docker): Promise<string[]> {
  return (await docker.listImages())
    .flatMap(({ RepoTags }) => RepoTags ?? [])
    .filter((tag) => tag !== '<none>:<none>')
}

/** Writes a file until the disk is full. */
async function fill(path: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (let size = 2 ** 20; size >= 1; ) {
      try {
        await file.write(Buffer.alloc(size))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        size = Math.floor(size / 2)
      }
    }
  } finally {
    await file.close()
  }
}
