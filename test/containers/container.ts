import { PassThrough } from 'node:stream'
import Docker from 'dockerode'
import { testImage } from './image.js'

const docker = new Docker()

// As hardened as real runs are, so that nothing works here that would not work there.
const HARDENING: Docker.HostConfig = {
  NetworkMode: 'none',
  ReadonlyRootfs: true,
  CapDrop: ['ALL'],
  SecurityOpt: ['no-new-privileges'],
  PidsLimit: 128,
  Memory: 1024 ** 3,
  NanoCpus: 2e9,
  Tmpfs: { '/tmp': 'rw,size=64m' },
}

export interface RunningContainer {
  readonly container: Docker.Container
  readonly stdin: NodeJS.ReadWriteStream
  readonly stdout: PassThrough
  readonly stderr: PassThrough
  /** Resolves when the container has ended and its output has been read. */
  readonly exitCode: Promise<number>
}

/** Starts `ruby -e script` in a hardened container, with its three streams attached. */
export async function startRuby(script: string): Promise<RunningContainer> {
  const container = await docker.createContainer({
    Image: await testImage(docker),
    Cmd: ['ruby', '-e', script],
    User: '65534:65534',
    Labels: { 'dev.luaparity.test': '1' },
    OpenStdin: true,
    StdinOnce: true,
    HostConfig: { ...HARDENING, AutoRemove: true },
  })
  const stream = await container.attach({
    stream: true,
    stdin: true,
    stdout: true,
    stderr: true,
    hijack: true,
  })
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  docker.modem.demuxStream(stream, stdout, stderr)
  const drained = new Promise<void>((resolve) => stream.once('close', resolve))
  const exited = container.wait({ condition: 'next-exit' })
  await container.start()
  const exitCode = exited.then(async (result: { StatusCode: number }) => {
    await drained
    stdout.end()
    stderr.end()
    return result.StatusCode
  })
  return { container, stdin: stream, stdout, stderr, exitCode }
}

export async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** Runs a Ruby script that ends with `answer(object)` and returns that object. */
export async function rubyAnswer(script: string): Promise<unknown> {
  const prologue = 'require "luajit"; require "json"; def answer(o) = STDOUT.write(JSON.generate(o));'
  const running = await startRuby(`${prologue}\nlua = LuaJIT::State.new\n${script}`)
  const [stdout, stderr, exitCode] = await Promise.all([
    text(running.stdout),
    text(running.stderr),
    running.exitCode,
  ])
  if (exitCode !== 0) throw new Error(`ruby ended with ${exitCode}: ${stderr}`)
  return JSON.parse(stdout)
}
