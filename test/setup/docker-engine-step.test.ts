import { expect, test } from 'vitest'
import { dockerEngineStep } from '../../harness/setup/docker-engine-step.js'
import { answeringEngine, fakeContext, fakeLinux, unreachableEngine } from './fakes.js'

test('an engine that answers is used and left alone', async () => {
  const result = await dockerEngineStep(fakeContext({ connect: () => answeringEngine() }))
  expect(result).toMatchObject({
    kind: 'already',
    summary: 'Docker engine 20.10.24 (unix:///nonexistent/.docker/run/docker.sock) answers',
  })
})

test.each([
  [
    'DOCKER_HOST is set',
    { env: { DOCKER_HOST: 'tcp://build:2375' } },
    'The engine was chosen by DOCKER_HOST',
  ],
  ['a context is set', { env: { DOCKER_CONTEXT: 'gone' } }, 'a docker context'],
  ['not on Linux', { platform: 'darwin' as const }, 'only on Debian and Ubuntu'],
  ['not root', { uid: 1000 }, 'Only root'],
  [
    'another distribution',
    { linux: fakeLinux({ osRelease: async () => null }) },
    'only on Debian and Ubuntu',
  ],
  ['a plain container', { linux: fakeLinux({ mayRunDockerd: async () => false }) }, 'not privileged'],
])('installs nothing when %s', async (_, changes, hint) => {
  const result = await dockerEngineStep(fakeContext(changes))
  expect(result).toMatchObject({ kind: 'skipped', hint: expect.stringContaining(hint) })
})

test('installs what is missing, then has systemd start it', async () => {
  const commands: string[] = []
  const isInstalled = () => commands.some((command) => /install.* docker\.io/.test(command))
  const isStarted = () => commands.some((command) => command.startsWith('systemctl'))
  const context = fakeContext({
    run: async (file, args) => {
      commands.push([file, ...args].join(' '))
    },
    linux: fakeLinux({
      runsSystemd: async () => true,
      findProgram: async () => (isInstalled() ? '/usr/sbin/dockerd' : null),
    }),
    connect: () => (isStarted() ? answeringEngine() : unreachableEngine),
  })
  expect(await dockerEngineStep(context)).toMatchObject({ kind: 'done' })
  const install = 'apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120'
  expect(commands).toEqual([
    'apt-get update',
    `${install} --download-only docker.io iptables ca-certificates`,
    `${install} docker.io iptables ca-certificates`,
    'systemctl enable --now docker',
  ])
})

test('installs nothing when dockerd is there already', async () => {
  const commands: string[] = []
  const context = fakeContext({
    run: async (file) => {
      commands.push(file)
    },
    linux: fakeLinux({ runsSystemd: async () => true, findProgram: async () => '/usr/sbin/dockerd' }),
    connect: () => (commands.length > 0 ? answeringEngine() : unreachableEngine),
  })
  await dockerEngineStep(context)
  expect(commands).toEqual(['systemctl'])
})
