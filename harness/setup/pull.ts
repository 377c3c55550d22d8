import type Docker from 'dockerode'
import { followProgress } from '../engines/native/docker/progress-stream.js'
import { LuaparityError } from '../errors.js'

export interface PullOptions {
  /** How long the engine may say nothing new, in milliseconds; a slow but moving download goes on. */
  silenceLimitMs?: number
  /** e.g. `linux/386`, where it is not the engine's own. */
  platform?: string
  onProgress?: (line: string) => void
  signal: AbortSignal
}

interface PullMessage {
  status?: string
  error?: string
}

// Where no registry can be reached the engine says so within seconds, except behind a firewall that drops packets.
const SILENCE_LIMIT_MS = 60_000

/** Pulls an image. Throws what the engine or the registry said, or `LuaparityError` after too long a silence. */
export async function pullImage(docker: Docker, image: string, options: PullOptions): Promise<void> {
  const { silenceLimitMs = SILENCE_LIMIT_MS, platform, onProgress = () => {}, signal } = options
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(tooSilent(image, silenceLimitMs)), silenceLimitMs)
  const abortSignal = AbortSignal.any([signal, silence.signal])
  try {
    const stream = await docker.pull(image, { abortSignal, ...(platform && { platform }) })
    await followProgress<PullMessage>(stream, (message) => {
      timer.refresh()
      if (message.error !== undefined) throw new LuaparityError('ERR_PULL', message.error.trim())
      if (message.status) onProgress(message.status)
    })
  } catch (error) {
    abortSignal.throwIfAborted()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function tooSilent(image: string, silenceLimitMs: number): LuaparityError {
  return new LuaparityError('ERR_PULL', `nothing came of ${image} for ${silenceLimitMs / 1000} s`)
}
