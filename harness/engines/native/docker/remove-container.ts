import type Docker from 'dockerode'
import { messageOf } from '../../../errors.js'
import { isUnanswered } from './patience.js'
import { within } from './within.js'

/**
 * Kills and removes a container; one that is gone already is as good. Gives whether nothing of it runs any more, and
 * warns when that is not known.
 */
export async function removeContainer(container: Docker.Container): Promise<boolean> {
  try {
    await within(container.remove({ force: true, v: true }), 'removing the container')
    return true
  } catch (error) {
    // 404: gone already. 409: the engine is removing it, as AutoRemove told it to, and as it does when it comes back.
    const status = (error as { statusCode?: number }).statusCode
    if (status === 404 || status === 409) return true
    if (!isUnanswered(error))
      process.emitWarning(`container ${container.id.slice(0, 12)} could not be removed: ${messageOf(error)}`)
    return false
  }
}
