import { createServer } from 'node:http'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import {
  chosenEndpoint,
  type FindDockerDeps,
  findDocker,
} from '../../../../harness/engines/native/docker/endpoint.js'
import { temporaryFolder } from '../../../temporary-folder.js'

const NOTHING: FindDockerDeps = { env: {}, platform: 'linux', homedir: '/nonexistent' }

/** An engine that answers a ping, and only that. */
async function fakeEngine(path: string, answer = true): Promise<void> {
  const server = createServer((_, response) => answer && response.end('OK'))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
}

/** A client whose ping fails as an unreachable engine's would. */
function unreachable(code: string): NonNullable<FindDockerDeps['connect']> {
  return () => ({ ping: () => Promise.reject(Object.assign(new Error(code), { code })) }) as never
}

describe('findDocker', () => {
  test('uses the address in DOCKER_HOST', async () => {
    const folder = await temporaryFolder()
    const socket = join(folder, 'd.sock')
    await fakeEngine(socket)
    const { endpoint } = await findDocker({ ...NOTHING, env: { DOCKER_HOST: `unix://${socket}` } })
    expect(endpoint).toEqual({ source: 'DOCKER_HOST', description: `unix://${socket}` })
  })

  test('tries nothing else when DOCKER_HOST does not answer', async () => {
    const folder = await temporaryFolder()
    await fakeEngine(join(folder, 'docker.sock'))
    const env = { DOCKER_HOST: 'unix:///nonexistent.sock', XDG_RUNTIME_DIR: folder }
    await expect(findDocker({ ...NOTHING, env })).rejects.toMatchObject({
      code: 'ERR_ENGINE_UNAVAILABLE',
      message: 'No Docker engine answers. Tried:\n  unix:///nonexistent.sock (DOCKER_HOST): nothing is there',
      hint: expect.stringContaining('unset DOCKER_HOST'),
    })
  })

  test('finds the rootless socket before the system socket', async () => {
    const folder = await temporaryFolder()
    const socket = join(folder, 'docker.sock')
    await fakeEngine(socket)
    const { endpoint } = await findDocker({ ...NOTHING, env: { XDG_RUNTIME_DIR: folder } })
    expect(endpoint.description).toBe(`unix://${socket}`)
  })

  test('gives up on an engine that accepts the connection and says nothing', async () => {
    const folder = await temporaryFolder()
    const socket = join(folder, 'd.sock')
    await fakeEngine(socket, false)
    const env = { DOCKER_HOST: `unix://${socket}` }
    await expect(findDocker({ ...NOTHING, env, pingTimeoutMs: 20 })).rejects.toThrow(
      'no answer within 0.02 s',
    )
  })

  test('names every address tried, why each failed, and how to get an engine', async () => {
    const error = await findDocker({
      ...NOTHING,
      homedir: '/home/ann',
      connect: unreachable('ENOENT'),
    }).catch((error) => error)
    expect(error.message).toBe(
      [
        'No Docker engine answers. Tried:',
        "  unix:///home/ann/.docker/run/docker.sock (the user's socket): nothing is there",
        "  unix:///home/ann/.docker/desktop/docker.sock (the user's socket): nothing is there",
        "  unix:///var/run/docker.sock (the system's socket): nothing is there",
      ].join('\n'),
    )
    expect(error.hint).toContain('luaparity setup')
  })

  test('says how to get permission when the socket may not be opened', async () => {
    await expect(findDocker({ ...NOTHING, connect: unreachable('EACCES') })).rejects.toMatchObject({
      hint: expect.stringContaining('usermod -aG docker'),
    })
  })

  test.each([
    ['darwin', 'colima'],
    ['win32', 'Docker Desktop'],
  ] as const)('advises what fits %s', async (platform, advice) => {
    await expect(findDocker({ ...NOTHING, platform, connect: unreachable('ENOENT') })).rejects.toMatchObject({
      hint: expect.stringContaining(advice),
    })
  })

  test('tries only the named pipes on Windows', async () => {
    await expect(
      findDocker({ ...NOTHING, platform: 'win32', connect: unreachable('ENOENT') }),
    ).rejects.toThrow(/^[^/]*npipe:\/\/\/\/\.\/pipe\/docker_engine .*\n.*dockerDesktopLinuxEngine [^/]*$/)
  })
})

describe('chosenEndpoint', () => {
  test('is null when the choice is left to us', async () => {
    expect(await chosenEndpoint(NOTHING)).toBeNull()
  })

  test('is DOCKER_HOST rather than a context', async () => {
    const env = { DOCKER_HOST: 'tcp://build:2375', DOCKER_CONTEXT: 'other' }
    expect(await chosenEndpoint({ ...NOTHING, env })).toEqual({
      source: 'DOCKER_HOST',
      description: 'tcp://build:2375',
    })
  })
})
