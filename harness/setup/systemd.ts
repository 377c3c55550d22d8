import { EngineUnavailableError } from '../errors.js'
import type { StepContext } from './step.js'

const DEADLINE_MS = 60_000
const POLL_MS = 200

/** Has systemd start Docker, now and at every boot, and waits until it answers. */
export async function startWithSystemd(
  { run, report, clock, signal }: StepContext,
  isAnswering: () => Promise<boolean>,
): Promise<void> {
  report('systemctl enable --now docker')
  await run('systemctl', ['enable', '--now', 'docker'], { signal })
  const deadline = clock.now() + DEADLINE_MS
  while (clock.now() < deadline) {
    if (await isAnswering()) return
    await clock.sleep(POLL_MS, signal)
  }
  throw new EngineUnavailableError(
    `systemd started Docker, but it did not answer within ${DEADLINE_MS / 1000} s`,
    { hint: 'See `journalctl -u docker`.' },
  )
}
