import { formatBytes } from '../images/format-bytes.js'
import type { Facts } from './facts.js'
import { type Finding, ok, problem, type Section, warning } from './finding.js'

/** The standard image (0.7 GB with its base) and the fast VM (1.9 GB) leave this little. */
const ENOUGH_BYTES = 3_000_000_000

/** Node, the processors, memory and room for images. */
export function machineSection(facts: Facts): Section {
  return { title: 'Machine', findings: [node(facts), machine(facts), ...memory(facts), ...disk(facts)] }
}

function node({ node: { version, required } }: Facts): Finding {
  const text = `Node ${version}`
  return isAtLeast(version, required)
    ? ok(text)
    : problem(`${text}; Luaparity needs ${required} or later`, `Install Node ${required} or later.`)
}

function isAtLeast(version: string, required: string): boolean {
  const numbers = (text: string): number[] => text.replace(/^v/, '').split(/[.-]/).slice(0, 3).map(Number)
  const [have, need] = [numbers(version), numbers(required)]
  const index = [0, 1, 2].find((part) => (have[part] ?? 0) !== (need[part] ?? 0))
  return index === undefined || have[index]! > (need[index] ?? 0)
}

function machine({ machine: { platform, arch, processors, memoryBytes, memoryLimitBytes } }: Facts): Finding {
  const limit =
    memoryLimitBytes === null ? '' : `, of which a control group leaves ${formatBytes(memoryLimitBytes)}`
  return ok(
    `${platform} ${arch}, ${processors} ${processors === 1 ? 'processor' : 'processors'}, ${formatBytes(memoryBytes)} of memory${limit}`,
  )
}

function memory({ machine: { memoryBytes, memoryLimitBytes, caseBytes, jobs }, docker }: Facts): Finding[] {
  const here = memoryLimitBytes ?? memoryBytes
  const there = docker.kind === 'found' ? Math.min(docker.memoryBytes, here) : here
  const needed = caseBytes * jobs
  if (needed <= there) return []
  const what = `${jobs} cases at once may take ${formatBytes(needed)}, and there are ${formatBytes(there)}`
  const fewer = Math.max(1, Math.floor(there / caseBytes))
  return [warning(what, `\`--jobs ${fewer}\`, or a lower limits.memoryMb in the configuration.`)]
}

function disk({ docker }: Facts): Finding[] {
  if (docker.kind === 'none' || docker.data === null) return []
  const { folder, freeBytes } = docker.data
  const text = `${formatBytes(freeBytes)} free for images (${folder})`
  return [
    freeBytes >= ENOUGH_BYTES
      ? ok(text)
      : warning(
          `${text}; building everything that is usual takes ${formatBytes(ENOUGH_BYTES)}`,
          '`luaparity images prune` removes what is outdated; `docker system df` shows what else there is.',
        ),
  ]
}
