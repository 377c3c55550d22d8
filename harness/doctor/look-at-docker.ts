import type Docker from 'dockerode'
import { AXES } from '../engines/native/axes.js'
import type { FoundDocker } from '../engines/native/docker/endpoint.js'
import { bootstrappedBaseImage, registryBaseImage } from '../engines/native/docker/labels.js'
import { engineNameOf } from '../engines/native/docker/platform.js'
import type { ArchSupport } from '../setup/arch-support.js'
import type { ReadyEngine } from '../setup/docker-engine-step.js'
import type { BaseFacts, DockerFacts } from './facts.js'

/** What is asked of the machine that this process runs on. */
export interface LocalMachine {
  platform: NodeJS.Platform
  hostname: string
  kernelVersion: string
  /** The text of a file, or null when there is none. */
  readText: (path: string) => Promise<string | null>
  /** What an engine says of every architecture. */
  archSupports: (engine: ReadyEngine) => Promise<ArchSupport[]>
  /** Bytes that are free where a folder lies, or null when that cannot be told. */
  freeBytes: (folder: string) => Promise<number | null>
  /** Why no base image can be made of packages here, or null when one can. */
  bootstrapObstacle: () => Promise<string | null>
}

/** Where no registry can be reached the engine says so at once, except behind a firewall that drops packets. */
const REGISTRY_MS = 5000

/** Asks an engine and the machine that it runs on, if that is this one; changes nothing. `images` are names of images. */
export async function lookAtDocker(
  { docker, endpoint }: FoundDocker,
  images: ReadonlySet<string>,
  machine: LocalMachine,
): Promise<DockerFacts> {
  const [version, info] = (await Promise.all([docker.version(), docker.info()])) as [Version, Info]
  const isLocal = isOnThisMachine(endpoint.description, info, machine)
  const engine = { docker, endpoint, version: version.Version, arch: version.Arch }
  const archs = await machine.archSupports(engine)
  const bases = basesOf(archs, version.Arch, images)
  const isMissing = bases.some(({ tag }) => tag === null)
  return {
    kind: 'found',
    version: version.Version.replace(/\+.*/, ''),
    apiVersion: version.ApiVersion,
    arch: version.Arch,
    address: endpoint.description,
    source: endpoint.source,
    storageDriver: info.Driver,
    memoryBytes: info.MemTotal,
    rootless: securityOption(info, 'rootless') !== null,
    cgroupVersion: info.CgroupVersion ?? '1',
    unlimited: unlimited(info),
    seccomp: seccompProfile(info),
    data: isLocal ? await dataOf(info.DockerRootDir, machine) : null,
    kernel: isLocal ? await kernelOf(machine) : null,
    kernelVersion: info.KernelVersion,
    archs,
    bases,
    baseSource: isMissing ? await baseSource(docker, isLocal, machine) : null,
  }
}

interface Version {
  Version: string
  ApiVersion: string
  Arch: string
}

interface Info {
  Name: string
  KernelVersion: string
  Driver: string
  MemTotal: number
  DockerRootDir: string
  SecurityOptions: string[] | null
  /** Absent before API 1.41. */
  CgroupVersion?: string
  MemoryLimit: boolean
  /** Absent before API 1.40. */
  PidsLimit?: boolean
  CpuCfsQuota: boolean
}

// Docker Desktop's engine runs in a virtual machine, which has a kernel of its own.
function isOnThisMachine(address: string, info: Info, machine: LocalMachine): boolean {
  const isSocket = machine.platform === 'linux' && address.startsWith('unix:')
  return isSocket && info.Name === machine.hostname && info.KernelVersion === machine.kernelVersion
}

// `name=seccomp,profile=default`, `name=rootless`.
function securityOption({ SecurityOptions }: Info, name: string): string | null {
  return SecurityOptions?.find((option) => option.split(',')[0] === `name=${name}`) ?? null
}

function seccompProfile(info: Info): string | null {
  const option = securityOption(info, 'seccomp')
  return option && (/profile=([^,]+)/.exec(option)?.[1] ?? 'default')
}

function unlimited({ MemoryLimit, PidsLimit, CpuCfsQuota }: Info): string[] {
  return [
    ...(MemoryLimit ? [] : ['memory']),
    ...(PidsLimit === false ? ['processes'] : []),
    ...(CpuCfsQuota ? [] : ['CPU time']),
  ]
}

async function dataOf(folder: string, { freeBytes }: LocalMachine): Promise<DockerFacts['data']> {
  const free = await freeBytes(folder)
  return free === null ? null : { folder, freeBytes: free }
}

async function kernelOf({ readText }: LocalMachine): Promise<DockerFacts['kernel']> {
  const setting = async (name: string): Promise<string | null> =>
    (await readText(`/proc/sys/vm/${name}`))?.trim() ?? null
  return { overcommit: await setting('overcommit_memory'), mmapMinAddr: await setting('mmap_min_addr') }
}

// What cannot run here needs no image to stand on.
function basesOf(
  archs: readonly ArchSupport[],
  engineArch: string,
  images: ReadonlySet<string>,
): BaseFacts[] {
  return AXES.release.flatMap((release) =>
    archs
      .filter(({ kind }) => kind !== 'impossible')
      .map(({ arch }) => {
        const foreign = engineNameOf(arch) === engineArch ? null : arch
        const names = [registryBaseImage(release, foreign), bootstrappedBaseImage(release, foreign)]
        return { release, arch, tag: names.find((name) => images.has(name)) ?? null }
      }),
  )
}

async function baseSource(
  docker: Docker,
  isLocal: boolean,
  machine: LocalMachine,
): Promise<DockerFacts['baseSource']> {
  const registry = await registryProblem(docker, registryBaseImage('bookworm'))
  if (registry === null) return { kind: 'registry' }
  const obstacle = isLocal ? await machine.bootstrapObstacle() : 'the engine is on another machine'
  return obstacle === null ? { kind: 'mmdebstrap' } : { kind: 'none', why: `${registry}, and ${obstacle}` }
}

// Has the engine ask the registry for what it knows of an image; nothing is pulled.
async function registryProblem(docker: Docker, image: string): Promise<string | null> {
  const abortSignal = AbortSignal.timeout(REGISTRY_MS)
  const question = {
    path: `/distribution/${image}/json`,
    method: 'GET',
    statusCodes: { 200: true },
    abortSignal,
  }
  return new Promise((resolve) => {
    docker.modem.dial(question, (error: Error | null) => resolve(error ? 'no registry answers' : null))
  })
}
