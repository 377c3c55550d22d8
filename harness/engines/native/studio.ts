import type Docker from 'dockerode'
import { z } from 'zod'
import type { Case, Limits } from '../../cases/case.js'
import { EngineUnavailableError, messageOf } from '../../errors.js'
import type { Observation } from '../../observations/observation.js'
import { preludeBundle } from '../../prelude/bundle.js'
import { renderJob } from '../../prelude/job.js'
import { buildJob } from '../case-job.js'
import type { Engine, Fingerprint, Project } from '../engine.js'
import type { NamedAdapter } from './adapter.js'
import { AgentContainer } from './container.js'
import { Dispatcher } from './dispatcher.js'
import { rehearsalJob } from './rehearsal.js'
import { inspectStudioImage, type StudioImage } from './studio-image.js'
import { containerSize, processLimits, usesFfi } from './work.js'

export interface StudioOptions {
  name: string
  /** The image as Docker knows it; it is not built or changed. */
  image: string
  adapter: NamedAdapter
  env: Readonly<Record<string, string>>
  /** Cases at once in the container. */
  parallel: number
  /** Memory of one case, in bytes. */
  memoryBytes: number
  runId: string
  connect: () => Promise<Docker>
}

/** What the agent says of a Lua that an adapter has made known to it; all true for our own extension's. */
const abilities = z.object({
  /** The VM as it names itself; under another name where it is our own extension's. */
  vm: z.string().optional(),
  /** Whether Lua can call Ruby functions. */
  functions: z.boolean().default(true),
  /** Whether a state can be closed, so that many may follow each other in one process. */
  closes: z.boolean().default(true),
})

/** A Ruby with Lua in an image that is not ours: the agent is sent into it, an adapter says how its Lua is used. */
export class StudioEngine implements Engine {
  readonly name: string
  readonly kind = 'native'
  readonly axes = null
  readonly concurrency = 512
  readonly #options: StudioOptions
  #dispatcher: Dispatcher | null = null
  #project: Project | null = null
  #image: StudioImage | null = null
  #abilities = abilities.parse({})

  constructor(options: StudioOptions) {
    this.name = options.name
    this.#options = options
  }

  async start(project: Project): Promise<void> {
    const { parallel, memoryBytes, runId, name, env } = this.#options
    const { name: named, adapter } = this.#options.adapter
    const docker = await this.#options.connect()
    const image = await inspectStudioImage(docker, this.#options.image)
    this.#image = image
    this.#project = project
    const files = [...project.files.files].map(([path, bytes]) => [path, bytes.toString('base64')] as const)
    const dispatcher = new Dispatcher({
      connect: (handlers) =>
        AgentContainer.start(
          docker,
          // By its id: another image may get the name while this run goes on.
          { image: image.id, runId, engineName: name, env, ...containerSize(parallel, memoryBytes) },
          handlers,
        ),
      greeting: {
        prelude: preludeBundle('luajit'),
        host: project.host.ruby?.source.toString('utf8') ?? null,
        settings: { parallel, jit: true },
        rehearsal: rehearsalJob(project),
        ...(adapter && { adapter }),
      },
      files: { id: project.files.id, files: Object.fromEntries(files) },
    })
    this.#dispatcher = dispatcher
    try {
      await dispatcher.start()
    } catch (cause) {
      throw new EngineUnavailableError(
        `the agent did not start in ${this.#options.image} with the adapter ${named}: ${messageOf(cause)}`,
        { cause, hint: 'docs/studio-image.md says what an image and an adapter must have.' },
      )
    }
    this.#abilities = abilities.parse(dispatcher.facts ?? {})
  }

  async run(testCase: Case, limits: Limits): Promise<Observation> {
    if (!this.#dispatcher || !this.#project)
      throw new EngineUnavailableError(`${this.name} has not been started`)
    const provided = this.#playsHostItself(this.#project)
    const job = buildJob(testCase, this.#project, limits, {
      // A foreign binding may take strings for UTF-8; a state that reads the files itself gets their bytes.
      fetch: this.#options.adapter.adapter === null || !this.#abilities.functions ? 'raw' : 'escaped',
      host: provided ? 'provided' : 'lua',
    })
    return this.#dispatcher.run({
      job: renderJob(job),
      seed: testCase.seed,
      host: provided,
      jitOptions: [],
      alone: !this.#abilities.closes || usesFfi(testCase),
      limits: processLimits(testCase, limits),
      caseLimits: limits,
    })
  }

  async stop(): Promise<void> {
    await this.#dispatcher?.stop()
  }

  incidents(): readonly string[] {
    const incidents = [...(this.#dispatcher?.incidents ?? [])]
    if (this.#project?.host.ruby && !this.#abilities.functions) {
      const instead = this.#project.host.lua ? 'the Lua fakes play the host' : 'there is no host'
      incidents.unshift(
        `the adapter ${this.#options.adapter.name} has no expose, so the Ruby host file is not used: ${instead}`,
      )
    }
    return incidents
  }

  async fingerprint(): Promise<Fingerprint> {
    const facts = this.#dispatcher?.facts
    if (!facts || !this.#image) throw new EngineUnavailableError(`${this.name} has not been started`)
    const { luajit, vm, pid, functions, closes, fiddle, ...rest } = facts
    const texts = Object.entries(rest).map(([key, value]) => [
      key,
      typeof value === 'number' ? String(value) : value,
    ])
    const { id, digest, platform, emulated } = this.#image
    return {
      ...Object.fromEntries(texts),
      vm: String(vm ?? luajit),
      image: id,
      imageName: this.#options.image,
      ...(digest !== null && { imageDigest: digest }),
      imagePlatform: platform,
      adapter: this.#options.adapter.name,
      emulated,
    }
  }

  #playsHostItself(project: Project): boolean {
    return project.host.ruby !== null && this.#abilities.functions
  }
}
