import type Docker from 'dockerode'
import { followProgress } from './progress-stream.js'

/** What made a container end, where the engine's events tell it. */
export type EndCause = 'out-of-memory' | 'killed' | 'unknown'

interface EngineEvent {
  Action?: string
}

/** The engine tells of the end in the same moment as whoever waits for it; longer than this it is not waited for. */
const PATIENCE_MS = 1000

/**
 * Follows the engine's events of one container. They are the only thing that tells a container which ran out of memory
 * from one that was killed: its exit code is the same, and its state goes with it when it is removed at its end. The last
 * event before the end counts, since a container survives the death of a process in it.
 */
export class ContainerEvents {
  readonly #stream: NodeJS.ReadableStream & { destroy?: () => void }
  readonly #ended: Promise<void>
  #last: EndCause = 'unknown'

  private constructor(stream: NodeJS.ReadableStream) {
    this.#stream = stream
    this.#ended = new Promise((resolve) => {
      const take = ({ Action: action }: EngineEvent): void => {
        if (action === 'oom') this.#last = 'out-of-memory'
        else if (action === 'kill') this.#last = 'killed'
        else resolve()
      }
      // Whether it ends, breaks or is closed: there is nothing more to wait for.
      followProgress(stream, take).then(resolve, () => resolve())
    })
  }

  /** Begins with the container's first event, however long ago. Rejects when the engine does not tell events. */
  static async follow(docker: Docker, containerId: string): Promise<ContainerEvents> {
    const filters = { container: [containerId], event: ['oom', 'kill', 'die'] }
    return new ContainerEvents(await docker.getEvents({ since: 1, filters }))
  }

  /** To be asked once the container has ended. */
  async endCause(): Promise<EndCause> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS)
    })
    await Promise.race([this.#ended, late])
    clearTimeout(timer)
    return this.#last
  }

  close(): void {
    this.#stream.destroy?.()
  }
}
