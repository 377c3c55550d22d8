import { expect, test } from 'vitest'
import { fromDockerHost } from '../../../../harness/engines/native/docker/from-docker-host.js'
import { temporaryFolder } from '../../../temporary-folder.js'

async function optionsFor(env: Record<string, string>) {
  const [candidate] = await fromDockerHost.candidates({ env, platform: 'linux', homedir: '/nonexistent' })
  return candidate?.options
}

test.each([
  ['unix:///run/d.sock', { socketPath: '/run/d.sock', protocol: 'http' }],
  ['unix://', { socketPath: '/var/run/docker.sock', protocol: 'http' }],
  ['npipe:////./pipe/other', { socketPath: '//./pipe/other', protocol: 'http' }],
  ['tcp://build:4000', { host: 'build', port: '4000', protocol: 'http' }],
  ['build:4000', { host: 'build', port: '4000', protocol: 'http' }],
  ['tcp://build', { host: 'build', port: '2375', protocol: 'http' }],
  ['tcp://build:2376', { host: 'build', port: '2376', protocol: 'https' }],
  ['https://build', { host: 'build', port: '2376', protocol: 'https' }],
  ['ssh://ann@build:2222', { host: 'build', port: '2222', protocol: 'ssh', username: 'ann', sshOptions: {} }],
])('%s', async (host, options) => {
  expect(await optionsFor({ DOCKER_HOST: host })).toEqual(options)
})

test('does not apply when the variable is not set, or empty', async () => {
  expect(await optionsFor({})).toBeUndefined()
  expect(await optionsFor({ DOCKER_HOST: '' })).toBeUndefined()
})

test('the certificates of DOCKER_CERT_PATH when DOCKER_TLS_VERIFY is set', async () => {
  const folder = await temporaryFolder({ 'ca.pem': 'CA', 'cert.pem': 'CERT', 'key.pem': 'KEY' })
  const env = { DOCKER_HOST: 'tcp://build:4000', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder }
  expect(await optionsFor(env)).toEqual({
    host: 'build',
    port: '4000',
    protocol: 'https',
    ca: Buffer.from('CA'),
    cert: Buffer.from('CERT'),
    key: Buffer.from('KEY'),
  })
})

test('the SSH agent', async () => {
  const env = { DOCKER_HOST: 'ssh://ann@build', SSH_AUTH_SOCK: '/tmp/agent' }
  expect(await optionsFor(env)).toMatchObject({ sshOptions: { agent: '/tmp/agent' } })
})

test.each(['ftp://build', 'tcp://'])('refuses %s by name', async (host) => {
  await expect(optionsFor({ DOCKER_HOST: host })).rejects.toThrow(
    `DOCKER_HOST names "${host}", which is no Docker address`,
  )
})
