import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Docker from 'dockerode'
import { afterAll, beforeAll, describe } from 'vitest'
import { pingProblem } from '../harness/engines/native/docker/ping.js'
import { followProgress } from '../harness/engines/native/docker/progress-stream.js'
import { liveProcess, removeStalePidFile } from '../harness/setup/dockerd-leftovers.js'
import { linuxHost } from '../harness/setup/linux-host.js'
import { docker as shared } from './docker.js'

const linux = linuxHost(process.env.PATH ?? '')
const KEEPER = fileURLToPath(new URL('private-dockerd.sh', import.meta.url))
/** It answers in a second; a machine under load takes longer, and after an unclean end there is something to clear up. */
const ANSWER_MS = 60_000
/** To begin with an engine, copy an image into it, or clear it away. */
const HOOK_MS = 180_000

/**
 * A Docker engine of a test's own, to be stopped, killed and filled up. It has its own namespaces of networks (a dockerd
 * without a bridge removes `docker0`, which is the shared engine's) and of mounts, its own containerd and its own folder.
 */
export class PrivateDockerd {
  readonly #folder: string
  readonly #keeper: ChildProcess
  #dockerd: ChildProcess | null = null
  readonly docker: Docker

  private constructor(folder: string, keeper: ChildProcess) {
    this.#folder = folder
    this.#keeper = keeper
    // Where an option is absent, dockerode takes DOCKER_HOST's: what is done here must never reach the shared engine.
    const absent = { host: undefined, port: undefined, username: undefined }
    this.docker = new Docker({ ...absent, protocol: 'http', socketPath: join(folder, 'docker.sock') })
  }

  /** Starts one that answers. `size` (as `mount -o size` has it) puts its data on a file system in memory. */
  static async create(size?: string): Promise<PrivateDockerd> {
    const folder = await mkdtemp(join(tmpdir(), 'luaparity-dockerd-'))
    await mkdir(join(folder, 'data'))
    // So that the machine's own settings do not count.
    await writeFile(join(folder, 'daemon.json'), '{}')
    const args = ['--net', '--mount', '--', 'sh', KEEPER, folder, ...(size ? [size] : [])]
    // In a session of its own: what ends the tests from a terminal must not end what clears up behind them.
    const keeper = spawn('unshare', args, { detached: true, stdio: ['pipe', 'pipe', 'inherit'] })
    const first = await Promise.race([once(keeper.stdout!, 'data'), once(keeper, 'exit')])
    if (String(first[0]).trim() !== 'ready') throw new Error(`no namespaces for a private dockerd: ${first}`)
    const engine = new PrivateDockerd(folder, keeper)
    await engine.start()
    return engine
  }

  /** Its address, for `DOCKER_HOST`. */
  get host(): string {
    return `unix://${this.#folder}/docker.sock`
  }

  /** Where its data lies, for whoever is not in its namespace of mounts. */
  get dataFolder(): string {
    return `/proc/${this.#keeper.pid}/root${this.#folder}/data`
  }

  /** Starts dockerd and waits until it answers. */
  async start(): Promise<void> {
    const logFile = join(this.#folder, 'dockerd.log')
    const log = openSync(logFile, 'a')
    const namespaces = ['--target', String(this.#keeper.pid), '--net', '--mount', '--']
    const dockerd = spawn('nsenter', [...namespaces, 'dockerd', ...this.#arguments()], {
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    this.#dockerd = dockerd
    const deadline = Date.now() + ANSWER_MS
    while ((await pingProblem(this.docker, 1000)) !== null) {
      if (dockerd.exitCode === null && dockerd.signalCode === null && Date.now() < deadline) {
        await sleep(50)
        continue
      }
      const lines = (await readFile(logFile, 'utf8')).trimEnd().split('\n').slice(-10)
      throw new Error(`the private dockerd does not answer:\n${lines.join('\n')}`)
    }
  }

  /** Ends dockerd, in its own time or at once, and waits until it and its containerd have ended. */
  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const dockerd = this.#dockerd!
    const ended = once(dockerd, 'exit')
    dockerd.kill(signal)
    await ended
    // The kernel ends the containerd of a dockerd that was killed. What it leaves looks alive to the next dockerd.
    const pidFile = join(this.#folder, 'exec', 'containerd', 'containerd.pid')
    while ((await liveProcess(pidFile, 'containerd', linux)) !== null) await sleep(20)
    await removeStalePidFile(pidFile, 'containerd', linux)
  }

  /** Copies images of the shared engine into this one. */
  async copyImages(names: readonly string[]): Promise<void> {
    const archive = await (shared as unknown as Exporting).getImages({ names })
    const problems: string[] = []
    await followProgress<{ error?: string }>(await this.docker.loadImage(archive), ({ error }) => {
      if (error !== undefined) problems.push(error)
    })
    if (problems.length > 0) throw new Error(`the private dockerd could not load ${names}: ${problems}`)
  }

  /** Ends everything that belongs to it, and removes its folder. */
  async remove(): Promise<void> {
    const ended = once(this.#keeper, 'exit')
    this.#keeper.stdin!.end()
    await ended
  }

  #arguments(): string[] {
    const folder = this.#folder
    return [
      ...['--host', this.host, '--pidfile', `${folder}/docker.pid`, '--config-file', `${folder}/daemon.json`],
      ...['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`],
      ...['--bridge=none', '--iptables=false', '--ip6tables=false'],
    ]
  }
}

// The published types leave it out.
interface Exporting {
  getImages(options: { names: readonly string[] }): Promise<NodeJS.ReadableStream>
}

const obstacle = await obstacleTo()

/**
 * `describe` for tests that need an engine of their own; the body gets it by a function, since it is there only once
 * the tests run. Where there can be none they are skipped, with the reason in their name; with
 * `LUAPARITY_REQUIRE_DOCKER=1` the test file fails instead.
 */
export function describePrivateDockerd(
  name: string,
  { size, images }: { size?: string; images: () => Promise<string[]> },
  body: (engine: () => PrivateDockerd) => void,
): void {
  if (obstacle !== null) {
    describe.skip(`${name} [skipped: ${obstacle}]`, () => body(undefined as never))
    return
  }
  describe(name, () => {
    let engine: PrivateDockerd | undefined
    beforeAll(async () => {
      engine = await PrivateDockerd.create(size)
      await engine.copyImages(await images())
    }, HOOK_MS)
    afterAll(() => engine?.remove(), HOOK_MS)
    body(() => engine!)
  })
}

async function obstacleTo(): Promise<string | null> {
  const reason = await reasonAgainst()
  if (reason === null) return null
  if (process.env.LUAPARITY_REQUIRE_DOCKER === '1')
    throw new Error(`There can be no private dockerd: ${reason}`)
  console.warn(`Tests that need a dockerd of their own are skipped: ${reason}.`)
  return reason
}

async function reasonAgainst(): Promise<string | null> {
  if (process.platform !== 'linux') return 'dockerd runs on Linux only'
  if (process.getuid?.() !== 0) return 'only root can start a dockerd'
  for (const program of ['dockerd', 'unshare', 'nsenter']) {
    if ((await linux.findProgram(program)) === null) return `there is no ${program}`
  }
  if (!(await linux.mayRunDockerd())) return 'this container is not privileged'
  return shared === null ? 'no Docker engine answers from which to copy images' : null
}
