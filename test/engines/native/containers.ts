import type Docker from 'dockerode'
import { expect } from 'vitest'

/** The run's containers, running or not, as Docker lists them. */
export function containersOf(docker: Docker, runId: string): Promise<Docker.ContainerInfo[]> {
  return docker.listContainers({ all: true, filters: { label: [`dev.luaparity.run=${runId}`] } })
}

/** The only container of a run. */
export async function onlyContainer(docker: Docker, runId: string): Promise<Docker.Container> {
  const found = await containersOf(docker, runId)
  expect(found).toHaveLength(1)
  return docker.getContainer(found[0]!.Id)
}

/** Docker removes a container a moment after it has ended. */
export async function expectNoContainers(docker: Docker, runId: string): Promise<void> {
  await expect.poll(() => containersOf(docker, runId), { timeout: 20_000, interval: 50 }).toEqual([])
}

/** Kills it; one that has just ended by itself is as dead. */
export async function killContainer(docker: Docker, id: string): Promise<void> {
  try {
    await docker.getContainer(id).kill()
  } catch (error) {
    const status = (error as { statusCode?: number }).statusCode
    if (status !== 404 && status !== 409) throw error
  }
}
