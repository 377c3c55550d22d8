const TEST = 'test '
const BYTES = Buffer.from(TEST)

/** Whether an event announces a test of a spec file: limits of time are for one test. */
export function beginsTest(event: string | Uint8Array): boolean {
  if (typeof event === 'string') return event.startsWith(TEST)
  return event[0] === BYTES[0] && event.length > BYTES.length && BYTES.every((byte, at) => event[at] === byte)
}
