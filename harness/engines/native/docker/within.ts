import { UnansweredCall } from './patience.js'

/** An engine that takes longer than this to do as it is asked counts as gone. */
const DOCKER_CALL_MS = 20_000

/** The result of a call to the engine; throws when it takes too long, saying `what` did. */
export async function within<T>(call: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new UnansweredCall(`${what} took more than ${DOCKER_CALL_MS / 1000} s`)),
      DOCKER_CALL_MS,
    )
  })
  try {
    return await Promise.race([call, deadline])
  } finally {
    clearTimeout(timer)
  }
}
