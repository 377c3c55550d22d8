/** Ends the process when a first signal has not ended the run within this time. */
const PATIENCE_MS = 1800

/**
 * An AbortSignal for Ctrl-C and SIGTERM. A second Ctrl-C, or a run that does not end in time, ends the
 * process at once; containers then go with their standard input.
 */
export function interruptSignal(): { signal: AbortSignal; dispose(): void } {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(130)
    controller.abort('interrupted')
    timer = setTimeout(() => process.exit(130), PATIENCE_MS)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    signal: controller.signal,
    dispose() {
      clearTimeout(timer)
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
