import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_POINT, nativeImageTag } from '../../harness/engines/native/docker/image.js'
import { inspectImage } from '../../harness/engines/native/docker/inspect-image.js'
import { type Report, reportSchema } from '../../harness/reports/schema.js'
import { describePrivateDockerd, type PrivateDockerd } from '../private-dockerd.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity } from './command.js'
import { busyContainer, startedBy } from './disturbance.js'

// However fast the machine, there is something to lose as long as the slow ones are at it; they need no processor.
const QUICK = Array.from({ length: 30 }, (_, index) => [
  `quick/${index}.lua`,
  `print(${index}) return ${index}`,
])
const SLOW = Array.from({ length: 6 }, (_, index) => [
  `slow/${index}.lua`,
  `local ffi = require 'ffi' ffi.cdef 'int poll(void *, unsigned long, int);' return ffi.C.poll(nil, 0, 3000)`,
])
const SCRIPTS: Record<string, string> = Object.fromEntries([...QUICK, ...SLOW])
const CASES = Object.keys(SCRIPTS).length

const images = async (): Promise<string[]> => [await nativeImageTag(DEFAULT_POINT)]

describePrivateDockerd('a Docker engine that goes away in the middle of a run', { images }, (engine) => {
  // Stopped, it ends its containers; killed, it leaves them to be found at the next start.
  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'by %s and comes back costs no case',
    async (signal) => {
      const { running, finished } = await busyRun(engine())
      await engine().stop(signal)
      await engine().start()
      const { seen, stderr, exitCode } = await finished
      expect(seen.cases.map(({ observations }) => observations.native!.outcome)).toEqual(
        Array(CASES).fill('pass'),
      )
      expect(incidentsOf(seen).at(-1)).toMatch(/its cases were run again in a new container$/)
      expect(stderr).not.toContain('could not be removed')
      expect(exitCode).toBe(0)
      await expectNothingLeft(engine(), running.pid!)
    },
    120_000,
  )

  test('and does not come back leaves no case green that did not run, and ends', async () => {
    const { running, finished } = await busyRun(engine())
    await engine().stop('SIGKILL')
    const { seen, exitCode } = await finished
    await engine().start()
    expectRestUnavailable(seen, 'the Docker engine did not come back within 30 s (nothing listens there)')
    expect(exitCode).toBe(3)
    // What it left is removed by the engine itself, once there is one.
    await expectNothingLeft(engine(), running.pid!)
  }, 120_000)

  test('without the image: what is left did not run, and the report says how to get the image back', async () => {
    const { docker } = engine()
    const [tag] = await images()
    const { running, finished } = await busyRun(engine())
    const killContainers = async (): Promise<void> => {
      // One that has just ended by itself is as dead.
      for (const container of await startedBy(docker, running.pid!)) await container.kill().catch(() => {})
    }
    const deleteImage = async (): Promise<boolean> => {
      await killContainers()
      // Refused below a container that is running: a new one may be, already.
      await docker
        .getImage(tag!)
        .remove({ force: true })
        .catch(() => {})
      return (await inspectImage(docker, tag!)) === null
    }
    await expect.poll(deleteImage, { timeout: 60_000, interval: 10 }).toBe(true)
    await killContainers()
    const { seen, exitCode } = await finished
    expectRestUnavailable(
      seen,
      `the Docker engine has no image ${tag} any more; \`luaparity setup\` builds it`,
    )
    expect(exitCode).toBe(3)
    await expectNothingLeft(engine(), running.pid!)
  }, 120_000)
})

/** A run on the engine, as soon as a case runs in its container. */
async function busyRun({ docker, host }: PrivateDockerd) {
  const args = ['run', '--engines', 'native', '--jobs', '2', '--timeout', '60000', '--reporter', 'json']
  const running = luaparity(args, { cwd: await temporaryFolder(SCRIPTS), env: { DOCKER_HOST: host } })
  onTestFinished(() => {
    running.kill()
  })
  const finished = running.then(({ stdout, stderr, exitCode }) => {
    return { seen: reportSchema.parse(JSON.parse(stdout)), stderr, exitCode }
  })
  await busyContainer(docker, running.pid!)
  return { running, finished }
}

async function expectNothingLeft({ docker }: PrivateDockerd, pid: number): Promise<void> {
  const label = [`dev.luaparity.pid=${pid}`]
  const left = () => docker.listContainers({ all: true, filters: { label } })
  await expect.poll(left, { timeout: 20_000 }).toEqual([])
}

function incidentsOf({ engines }: Report): string[] {
  return engines.flatMap(({ incidents }) => incidents)
}

// Every case is accounted for: it passed before the loss, or it did not run, and why is said.
function expectRestUnavailable(seen: Report, reason: string): void {
  expect(seen.cases.length).toBe(CASES)
  const unavailable = seen.cases.filter(({ observations }) => observations.native!.outcome === 'unavailable')
  expect(unavailable.length).toBeGreaterThan(0)
  for (const { ok, observations } of unavailable) {
    expect(ok).toBe(false)
    expect(observations.native!.reason).toContain(reason)
  }
  const rest = seen.cases.filter((result) => !unavailable.includes(result))
  for (const { observations } of rest) expect(observations.native!.outcome).toBe('pass')
  expect(incidentsOf(seen).at(-1)).toContain(reason)
}
