import type Docker from 'dockerode'
import { followProgress } from './progress-stream.js'
import { within } from './within.js'

/**
 * Whether the kernel has ended a process of a container that still runs for want of memory. The container's own state
 * tells only of its first process.
 */
export async function hasRunOutOfMemory(docker: Docker, containerId: string): Promise<boolean> {
  return within(countEvents(docker, containerId), 'asking for the events of a container').then(
    (count) => count > 0,
  )
}

async function countEvents(docker: Docker, containerId: string): Promise<number> {
  // By the engine's clock: another machine's may differ from ours.
  const { SystemTime } = (await docker.info()) as { SystemTime: string }
  const events: NodeJS.ReadableStream = await docker.getEvents({
    since: 0,
    until: Date.parse(SystemTime) / 1000,
    filters: { type: ['container'], event: ['oom'], container: [containerId] },
  })
  let count = 0
  await followProgress(events, () => count++)
  return count
}
