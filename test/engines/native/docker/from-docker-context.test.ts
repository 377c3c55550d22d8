import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { fromDockerContext } from '../../../../harness/engines/native/docker/from-docker-context.js'
import { temporaryFolder } from '../../../temporary-folder.js'

const id = (name: string) => createHash('sha256').update(name).digest('hex')
const meta = (host: string) => JSON.stringify({ Endpoints: { docker: { Host: host } } })

async function candidates(files: Record<string, string>, env: Record<string, string> = {}) {
  const homedir = await temporaryFolder(files)
  return fromDockerContext.candidates({ env, platform: 'linux', homedir })
}

test('none without a Docker configuration', async () => {
  expect(await candidates({})).toEqual([])
})

test('none for the context named default', async () => {
  expect(await candidates({ '.docker/config.json': '{"currentContext":"default"}' })).toEqual([])
})

test('the current context of config.json', async () => {
  const found = await candidates({
    '.docker/config.json': '{"currentContext":"colima"}',
    [`.docker/contexts/meta/${id('colima')}/meta.json`]: meta('unix:///home/ann/.colima/docker.sock'),
  })
  expect(found).toMatchObject([{ options: { socketPath: '/home/ann/.colima/docker.sock' } }])
})

test('DOCKER_CONTEXT before the current context, in the folder of DOCKER_CONFIG', async () => {
  const folder = await temporaryFolder({
    'config.json': '{"currentContext":"colima"}',
    [`contexts/meta/${id('lab')}/meta.json`]: meta('tcp://lab:2376'),
    [`contexts/tls/${id('lab')}/docker/ca.pem`]: 'the certificate',
  })
  const env = { DOCKER_CONTEXT: 'lab', DOCKER_CONFIG: folder }
  expect(
    await fromDockerContext.candidates({ env, platform: 'linux', homedir: '/nonexistent' }),
  ).toMatchObject([{ options: { host: 'lab', protocol: 'https', ca: Buffer.from('the certificate') } }])
})

test('a context that is gone is an error, not another engine', async () => {
  await expect(candidates({ '.docker/config.json': '{"currentContext":"gone"}' })).rejects.toMatchObject({
    code: 'ERR_ENGINE_UNAVAILABLE',
    message: expect.stringContaining('the docker context "gone"'),
  })
})
