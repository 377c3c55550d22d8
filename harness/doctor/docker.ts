import type { DockerFacts, Facts } from './facts.js'
import { type Finding, ok, problem, type Section, warning } from './finding.js'
import { HOW_TO_GET_A_BASE } from './readiness.js'

/** The Docker engine, what it can limit, and what images can stand on. */
export function dockerSection({ docker }: Facts): Section {
  if (docker.kind === 'none') return { title: 'Docker', findings: [problem(docker.reason, docker.hint)] }
  return { title: 'Docker', findings: [engine(docker), limits(docker), seccomp(docker), ...bases(docker)] }
}

function engine(docker: DockerFacts): Finding {
  const { version, apiVersion, arch, storageDriver, rootless, address, source } = docker
  return ok(
    `engine ${version}, API ${apiVersion}, ${arch}, ${storageDriver}, ${rootless ? 'rootless' : 'as root'}: ${address} (${source})`,
  )
}

function limits({ cgroupVersion, unlimited }: DockerFacts): Finding {
  if (unlimited.length === 0)
    return ok(`memory, processes and CPU time of containers are limited (cgroup v${cgroupVersion})`)
  return warning(
    `the engine cannot limit ${unlimited.join(', ')} of containers (cgroup v${cgroupVersion}): a script may take all there is`,
    'A rootless engine needs cgroup v2 and systemd, which delegates to it; `docker info` tells more.',
  )
}

function seccomp({ seccomp: profile }: DockerFacts): Finding {
  if (profile !== null) return ok(`seccomp filters what containers ask of the kernel (profile ${profile})`)
  return warning(
    'no seccomp: containers may ask the kernel for anything',
    'Use an engine whose kernel has CONFIG_SECCOMP.',
  )
}

function bases({ bases, baseSource }: DockerFacts): Finding[] {
  const there = bases.filter(({ tag }) => tag !== null)
  const missing = bases.filter(({ tag }) => tag === null).map(({ release, arch }) => `${release} ${arch}`)
  const findings: Finding[] = []
  if (there.length > 0)
    findings.push(ok(`base images: ${there.map(({ tag, arch }) => `${tag} (${arch})`).join(', ')}`))
  if (missing.length === 0 || baseSource === null) return findings
  const what = `no base image yet: ${missing.join(', ')}`
  if (baseSource.kind === 'none') {
    const couldNot = `${what}; none can be had: ${baseSource.why}`
    return [...findings, (there.length > 0 ? warning : problem)(couldNot, HOW_TO_GET_A_BASE)]
  }
  const how = baseSource.kind === 'registry' ? 'pulled from the registry' : 'made with mmdebstrap'
  return [...findings, ok(`${what}; one is ${how} when an image is first built on it`)]
}
