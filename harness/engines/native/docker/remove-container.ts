import type Docker from 'dockerode'
import { messageOf } from '../../../errors.js'
import { within } from './within.js'

/** Kills and removes a container; one that is gone already is as good. Warns when the engine refuses. */
export async function removeContainer(container: Docker.Container): Promise<void> {
  try {
    await within(container.remove({ force: true, v: true }), 'removing the container')
  } catch (error) {
    // 404: gone already. 409: the engine is removing it, as AutoRemove told it to.
    const status = (error as { statusCode?: number }).statusCode
    if (status !== 404 && status !== 409) {
      process.emitWarning(`container ${container.id.slice(0, 12)} could not be removed: ${messageOf(error)}`)
    }
  }
}
