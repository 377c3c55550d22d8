import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_POINT, nativeImageTag } from '../../harness/engines/native/docker/image.js'
import { describeDocker } from '../docker.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, NO_DOCKER } from './command.js'

const MS = 60_000

describeDocker('luaparity images', () => {
  test(
    'lists the native image as a current one, with its point and its sizes',
    async () => {
      const tag = await nativeImageTag(DEFAULT_POINT)
      const cwd = await temporaryFolder()
      const { stdout, exitCode } = await luaparity(['images'], { cwd })
      expect(stdout).toMatch(new RegExp(`^${tag} +native image +bookworm\\S* +[\\d.]+ MB .* current`, 'm'))
      expect(stdout).toMatch(/\n\d+ images, .+ on the engine's disk; .+$/)
      expect(exitCode).toBe(0)
      const { stdout: json } = await luaparity(['images', '--json'], { cwd })
      const { schema, images } = JSON.parse(json) as { schema: string; images: { tags: string[] }[] }
      expect(schema).toBe('luaparity.images/1')
      expect(images.find(({ tags }) => tags.includes(tag))).toMatchObject({
        id: expect.stringMatching(/^sha256:/),
        role: 'native-image',
        state: 'current',
        bytes: expect.any(Number),
      })
    },
    MS,
  )
})

test('without an engine is exit code 3', async () => {
  const where = { cwd: await temporaryFolder(), env: NO_DOCKER }
  const { stderr, exitCode } = await luaparity(['images'], where)
  expect([exitCode, stderr]).toEqual([3, expect.stringContaining('No Docker engine answers')])
})

const OLD = 'luaparity/ruby-luajit:bookworm-000000000000'

/** An engine that has an outdated image, one that a container uses, and one of somebody else's. */
async function fakeEngine(): Promise<{ env: Record<string, string>; removed: string[] }> {
  const removed: string[] = []
  const image = (id: string, tag: string, role: string | null) => ({
    Id: `sha256:${id}`,
    ParentId: '',
    RepoTags: [tag],
    Labels: role ? { 'dev.luaparity.role': role } : null,
    Size: 1_500_000,
    Created: 1,
  })
  const images = [
    image('aa', OLD, 'native-image'),
    image('bb', 'luaparity/fast-vm:000000000000', 'fast-vm'),
    image('cc', 'studio/game:1', 'base-image'),
    image('dd', 'debian:bookworm-slim', null),
  ]
  const server: Server = createServer(({ method, url = '' }, response) => {
    const answer = (value: unknown): void => void response.end(JSON.stringify(value))
    if (url.endsWith('/_ping')) response.end('OK')
    else if (method === 'DELETE') {
      removed.push(decodeURIComponent(url.replace(/^.*\/images\//, '').replace(/\?.*/, '')))
      answer([{ Deleted: 'x' }])
    } else if (url.includes('/images/json')) answer(images)
    else if (url.includes('/containers/json')) answer([{ Id: 'c', ImageID: 'sha256:bb', Names: ['/busy'] }])
    else {
      response.statusCode = 500
      response.end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return { env: { DOCKER_HOST: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}` }, removed }
}

test(
  'prune removes what is outdated, and nothing else',
  async () => {
    const { env, removed } = await fakeEngine()
    const where = { cwd: await temporaryFolder(), env }
    const planned = await luaparity(['images', 'prune', '--dry-run'], where)
    expect(planned.stdout).toBe(
      `would remove  ${OLD}  (native image, outdated)
kept  luaparity/fast-vm:000000000000  (fast VM, the container busy was made from it)
1 image would be removed, 1.5 MB freed.`,
    )
    expect(removed).toEqual([])
    const done = await luaparity(['images', 'prune'], where)
    expect(done.stdout).toContain(`removed  ${OLD}  (native image, outdated)`)
    expect(done.stdout).toMatch(/1 image removed, 1\.5 MB freed\.$/)
    expect([removed, done.exitCode]).toEqual([[OLD], 0])
  },
  MS,
)

test(
  'prune --json says the same to a program',
  async () => {
    const { env } = await fakeEngine()
    const { stdout } = await luaparity(['images', 'prune', '--all', '--json'], {
      cwd: await temporaryFolder(),
      env,
    })
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'luaparity.images-prune/1',
      dryRun: false,
      removed: [{ tags: [OLD] }],
      kept: [{ image: { role: 'fast-vm' }, reason: expect.stringContaining('busy') }],
      failed: [],
      freedBytes: 1_500_000,
    })
  },
  MS,
)
