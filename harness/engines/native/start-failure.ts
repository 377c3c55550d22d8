import type Docker from 'dockerode'
import { diagnoseStart } from '../../crashes/start-crash.js'
import { EngineUnavailableError, messageOf } from '../../errors.js'
import type { Axes } from './axes.js'

/** LuaJIT's own account of what macOS needs, for those who come here with the crash. */
const REMEDY =
  'LuaJIT without GC64 needs memory below 2 GB, and something holds it. On macOS/x64 link the main executable with `-pagezero_size 10000 -image_base 100000000`, or use a LuaJIT with GC64; `luaparity story` shows it.'

/**
 * What to say of a fork server that did not come up. Where the binary crashes as it makes its first Lua state, it is
 * started once more without the server, for Ruby's own report of it.
 */
export async function startFailure(
  cause: unknown,
  docker: Docker,
  image: string,
  axes: Axes | null,
): Promise<EngineUnavailableError> {
  if (cause instanceof EngineUnavailableError) return cause
  const plain = new EngineUnavailableError(`the container's agent did not start: ${messageOf(cause)}`, {
    cause,
  })
  const crash = axes && (await diagnoseStart(docker, image).catch(() => null))
  if (!crash) return plain
  const { report, failedMappings } = crash
  const where = report.native[0] ? ` in ${report.native[0]}` : ''
  const mapping = failedMappings[0] ? `; before that, ${failedMappings[0]}` : ''
  return new EngineUnavailableError(
    `its binary crashes at every start: ${report.signal} at ${report.address ?? 'no address'}${where}${mapping}`,
    { cause, ...(axes.gc === 'gc32' && axes.space.startsWith('pagezero') && { hint: REMEDY }) },
  )
}
