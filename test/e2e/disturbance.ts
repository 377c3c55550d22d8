import { join } from 'node:path'
import type Docker from 'dockerode'
import { temporaryFolder } from '../temporary-folder.js'

/** A folder of so many cases, each of them milliseconds of work, removed when the test ends. */
export async function manyCases(count: number): Promise<string> {
  const files = Array.from({ length: count }, (_, i) => [
    join('many', `${1000 + i}.lua`),
    `local s = 0 for i = 1, 3e6 do s = (s + i * ${i}) % 1000003 end print(${i}) return s`,
  ])
  return temporaryFolder(Object.fromEntries(files))
}

/** A container that the command with this process id has started, as soon as a case runs in it. */
export async function busyContainer(docker: Docker, pid: number): Promise<Docker.Container> {
  for (;;) {
    for (const container of await startedBy(docker, pid)) {
      // The agent, a child at work, and the header's columns tell nothing: more than one process is enough.
      const { Processes } = (await container.top().catch(() => ({ Processes: [] }))) as {
        Processes: string[][]
      }
      if (Processes.length > 1) return container
    }
  }
}

/** The running containers of the command with this process id. */
export async function startedBy(docker: Docker, pid: number): Promise<Docker.Container[]> {
  const containers = await docker.listContainers({ filters: { label: [`dev.luaparity.pid=${pid}`] } })
  return containers.map(({ Id }) => docker.getContainer(Id))
}

/** Ids of a run's containers, running or not. */
export async function containersOf(docker: Docker, run: string): Promise<string[]> {
  const found = await docker.listContainers({ all: true, filters: { label: [`dev.luaparity.run=${run}`] } })
  return found.map(({ Id }) => Id)
}
