import type Docker from 'dockerode'
import { expect } from 'vitest'

const MIB = 2 ** 20

/**
 * A memory limit by which the containers of one run of the command line are known while it runs: no
 * other run has it, and it can be configured.
 */
export interface MemoryMark {
  memoryMb: number
  jobs: number
}

export function memoryMark(jobs = 2): MemoryMark {
  return { memoryMb: 64 + Math.floor(Math.random() * 4096) / 4096, jobs }
}

/** Ids of the running containers with that limit. */
export async function markedContainers(docker: Docker, { memoryMb, jobs }: MemoryMark): Promise<string[]> {
  const expected = jobs * (Math.round(memoryMb * MIB) + 64 * MIB) + 256 * MIB
  const listed = await docker.listContainers({ filters: { label: ['dev.luaparity.run'] } })
  const ids = await Promise.all(
    listed.map(async ({ Id }) => {
      try {
        const { HostConfig } = await docker.getContainer(Id).inspect()
        return HostConfig.Memory === expected ? [Id] : []
      } catch (error) {
        // Gone since it was listed.
        if ((error as { statusCode?: number }).statusCode === 404) return []
        throw error
      }
    }),
  )
  return ids.flat()
}

/** Waits until a container of the run has children at work, and returns its id. */
export async function workingContainer(docker: Docker, mark: MemoryMark): Promise<string> {
  const working = async (): Promise<string | undefined> => {
    for (const id of await markedContainers(docker, mark)) {
      const { Processes } = await docker.getContainer(id).top()
      if (Processes.length > 1) return id
    }
    return undefined
  }
  let found: string | undefined
  await expect
    .poll(
      async () => {
        found = await working()
        return found
      },
      { timeout: 30_000, interval: 25 },
    )
    .toBeDefined()
  return found!
}

/** All containers of a run whose report is known, running or not, must be gone. */
export async function expectNoneLeft(docker: Docker, runId: string): Promise<void> {
  const left = (): Promise<unknown[]> =>
    docker.listContainers({ all: true, filters: { label: [`dev.luaparity.run=${runId}`] } })
  await expect.poll(left, { timeout: 10_000, interval: 50 }).toEqual([])
}
