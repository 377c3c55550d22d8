import type { RunEvent } from '../runs/run.js'
import type { Terminal } from './terminal.js'

/** Shows how far a run is: one line drawn over on a terminal, a line now and then elsewhere. */
export interface Progress {
  onEvent(event: RunEvent): void
  /** Takes the live line away. */
  end(): void
}

/** How often a live line is redrawn, and a plain one printed. */
const LIVE_MS = 80
const PLAIN_MS = 5000

/** Progress on standard error of the given terminal; `now` is in monotonic milliseconds. */
export async function createProgress(
  terminal: Terminal,
  kind: 'plain' | 'live',
  now: () => number,
): Promise<Progress> {
  if (kind === 'live' && !terminal.live) return { onEvent() {}, end() {} }
  const counts = { observed: 0, expected: 0, judged: 0, cases: 0, crashes: 0 }
  const draw = terminal.live ? (await import('log-update')).createLogUpdate(process.stderr) : null
  const interval = draw ? LIVE_MS : PLAIN_MS
  let last = now()
  let latest = ''
  const line = (): string =>
    `${counts.judged}/${counts.cases} cases, ${counts.observed}/${counts.expected} runs${counts.crashes > 0 ? `, ${counts.crashes} crashes` : ''}`
  const show = (): void => {
    last = now()
    if (draw) draw(`${line()}  ${latest}`.slice(0, terminal.width - 1))
    else void terminal.stderr(`${line()}\n`)
  }
  return {
    onEvent(event) {
      switch (event.kind) {
        case 'engine': {
          const { name, status } = event.engine
          if (status.kind !== 'ready') counts.expected -= counts.cases
          const text =
            status.kind === 'ready'
              ? `ready: ${status.fingerprint.vm}`
              : `${status.kind.replace('-', ' ')}: ${status.reason}`
          if (!draw) void terminal.stderr(`${name} ${text}\n`)
          else draw(`${name} ${text.split('\n')[0]}`.slice(0, terminal.width - 1))
          return
        }
        case 'started':
          counts.cases = event.cases
          counts.expected = event.cases * event.engines
          return
        case 'observed':
          if (event.observation.outcome === 'unavailable') return
          counts.observed++
          if (event.observation.outcome === 'crash') counts.crashes++
          latest = `${event.case.id} on ${event.engine}`
          break
        case 'explaining':
          latest = `finding the causes of ${event.cases} differences`
          if (!draw) void terminal.stderr(`${latest}\n`)
          break
        case 'split':
          counts.cases += event.cases - 1
          return
        case 'judged':
          counts.judged++
          break
      }
      if (now() - last >= interval) show()
    },
    end() {
      draw?.clear()
    },
  }
}
